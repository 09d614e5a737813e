import { expect } from 'playwright/test'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deckFolder, hasPdf, pdfName, shownSlide, test } from './support.ts'

for (const base of ['/', '/talk/']) {
  test(`after the first visit everything works without a network, under ${base}`, async ({ page, serve }) => {
    const { url, stop } = await serve({ base })
    const failed: string[] = []
    await page.goto(url)
    await expect(page.locator('html')).toHaveAttribute('data-offline', 'saved')
    await stop()
    // Going to the next address cuts off what the last one was still fetching ahead; that is not the network's failing.
    page.on('requestfailed', request => request.failure()?.errorText === 'net::ERR_ABORTED' || failed.push(request.url()))

    for (const [view, shows] of [
      ['', shownSlide(1)],
      ['#/2', shownSlide(2)],
      ['#/presenter/2', shownSlide(2)],
      ['#/overview', '.slidev-page-2'],
      ['#/notes', '#app > *'],
      ['?from=a-link#/3', shownSlide(3)],
    ] as const) {
      await page.goto('about:blank')
      await page.goto(url + view)
      await expect(page.locator(shows).first(), view).toBeVisible()
    }
    // What the views have asked for so far is only a part; the rest of the build must be there as well.
    const kept = await page.evaluate(async (files) => {
      const answers = await Promise.all(files.map(async file => [file, (await fetch(file)).status] as const))
      return answers.filter(([, status]) => status !== 200)
    }, ['notes.json', 'manifest.webmanifest', 'favicon.svg', 'icon-512.png'])
    expect(kept).toEqual([])
    for (const family of ['Inter Variable', 'JetBrains Mono Variable']) {
      const states = await page.evaluate(font => document.fonts.load(font).then(faces => faces.map(face => face.status)), `20px "${family}"`)
      expect(new Set(states), family).toEqual(new Set(['loaded']))
    }
    expect(failed).toEqual([])
  })
}

test('in the lab, what was written is still there without a network, and is checked', async ({ page, serve }) => {
  const { url, stop } = await serve()
  await page.goto(url)
  await expect(page.locator('html')).toHaveAttribute('data-offline', 'saved')
  await stop()
  await page.goto(`${url}#/lab/thundering-herd`)
  await page.locator('.cm-content').press('ControlOrMeta+Home')
  await page.keyboard.type('# mine')
  await expect.poll(() => page.evaluate(() => localStorage.getItem('lab:1:thundering-herd'))).toContain('# mine')
  await page.reload()
  await expect(page.locator('.cm-content')).toContainText('# mine')
  await page.locator('.cm-content').press('ControlOrMeta+Enter')
  await expect(page.locator('.found')).toContainText('40 calls of charge-card')
})

test('the PDF is kept for offline use with the rest', async ({ page, serve }) => {
  test.skip(!hasPdf, 'this build has no PDF')
  const { url, stop } = await serve({ base: '/talk/' })
  await page.goto(url)
  await expect(page.locator('html')).toHaveAttribute('data-offline', 'saved')
  await stop()
  const size = await page.evaluate(async name => (await (await fetch(name)).arrayBuffer()).byteLength, pdfName)
  expect(size).toBe(readFileSync(join(deckFolder, pdfName)).byteLength)
})

test('a new build waits: no page reloads by itself in the middle of a talk', async ({ page, serve }) => {
  const dir = mkdtempSync(join(tmpdir(), 'deck-update-'))
  try {
    cpSync(deckFolder, dir, { recursive: true })
    const { url } = await serve({ dir })
    await page.goto(url)
    await expect(page.locator('html')).toHaveAttribute('data-offline', 'saved')
    await page.evaluate(() => { document.title = 'still the same page' })

    appendFileSync(join(dir, 'sw.js'), '\n// a later build\n')
    const waiting = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration()
      await registration?.update()
      const worker = registration?.installing
      if (worker && worker.state === 'installing')
        await new Promise(done => worker.addEventListener('statechange', done, { once: true }))
      return registration?.waiting?.state
    })
    expect(waiting).toBe('installed')
    expect(await page.title()).toBe('still the same page')
  }
  finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
