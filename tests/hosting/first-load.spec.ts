import { expect } from 'playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { firstLoad } from '../../scripts/bench/first-load.mjs'
import { deckFolder, shownSlide, test } from './support.ts'

test('the first slide can be clicked on after at most 200 KB, without engine, Mermaid or editor, and nothing jumps', async ({ browser, serve }) => {
  const { url } = await serve()
  const { bytes, files, shift } = await firstLoad(browser, url)
  expect(bytes, files.join('\n')).toBeLessThanOrEqual(200_000)
  expect(bytes).toBeGreaterThan(50_000)
  expect(shift).toBe(0)
  expect(files).not.toContain('notes.json')
  const heavy = files.filter(file => file.endsWith('.js') && /States\.Runtime|mermaidAPI|T0410|YAMLMap|cm-editor|createHighlighter/i.test(readFileSync(join(deckFolder, file), 'utf8')))
  expect(heavy).toEqual([])

  // The lab keeps what is written under this name: what has it is the lab's, and there is such a file.
  const scripts = readdirSync(join(deckFolder, 'assets')).filter(file => file.endsWith('.js')).map(file => `assets/${file}`)
  const labs = scripts.filter(file => readFileSync(join(deckFolder, file), 'utf8').includes('lab:1:'))
  expect(labs).not.toEqual([])
  expect(files.filter(file => labs.includes(file))).toEqual([])
})

/** Runs in the page: the places where two pictures differ by more than a rounding of colours, ten at most. */
async function differing(pictures: string[]): Promise<string[]> {
  const [one, other] = await Promise.all(pictures.map(async (base64) => {
    const image = Object.assign(new Image(), { src: `data:image/png;base64,${base64}` })
    await image.decode()
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')!
    pen.drawImage(image, 0, 0)
    return pen.getImageData(0, 0, image.width, image.height)
  }))
  const places: string[] = []
  for (let at = 0; at < one!.data.length && places.length < 10; at++) {
    if (Math.abs(one!.data[at]! - other!.data[at]!) > 2)
      places.push(`${Math.floor(at / 4) % one!.width}, ${Math.floor(at / 4 / one!.width)}`)
  }
  return places
}

const sizes = [{ width: 1280, height: 720 }, { width: 1024, height: 900 }, { width: 390, height: 844 }]
for (const colorScheme of ['dark', 'light'] as const) {
  test(`the written cover is the first slide, to the pixel, in ${colorScheme}`, async ({ browser, serve }) => {
    const { url } = await serve()
    for (const viewport of sizes) {
      const context = await browser.newContext({ colorScheme, viewport, serviceWorkers: 'block' })
      const page = await context.newPage()
      // On a phone's screen nothing is to lie over it.
      await page.addInitScript(() => localStorage.setItem('reading-choice', 'slides'))
      await page.route('**/*.js', route => route.request().url().includes('/first-paint-') ? route.continue() : route.abort())
      await page.goto(url)
      await page.evaluate(() => document.fonts.ready.then(() => undefined))
      await expect(page.locator('#written-cover h1')).toBeVisible()
      const written = await page.screenshot()

      await page.unroute('**/*.js')
      await page.goto(url)
      await expect(page.locator(shownSlide(1)).first()).toBeVisible()
      await expect(page.locator('#written-cover')).toHaveCount(0)
      await page.evaluate(() => document.fonts.ready.then(() => undefined))
      // On a window much taller than the slide Slidev shows its controls below it; they are not part of the slide.
      await page.evaluate(() => document.querySelectorAll<HTMLElement>('#slide-container > :not(#slide-content)').forEach(one => one.style.visibility = 'hidden'))
      const taken = await page.screenshot()
      await page.goto('about:blank')
      expect(await page.evaluate(differing, [written.toString('base64'), taken.toString('base64')]), `${viewport.width} × ${viewport.height}`).toEqual([])
      await context.close()
    }
  })
}

test('a stored choice of colours holds from the first paint on', async ({ browser, serve }) => {
  const { url } = await serve()
  const context = await browser.newContext({ colorScheme: 'dark', serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.route('**/index-*.js', route => route.abort())
  await page.addInitScript(() => localStorage.setItem('slidev-color-schema', 'light'))
  await page.goto(url)
  await expect(page.locator('html')).toHaveClass('light')
  await context.close()
})

test('an address of another slide never shows the cover', async ({ page, serve }) => {
  const { url } = await serve()
  await page.route('**/index-*.js', route => route.abort())
  for (const link of ['#/2', '#/12?clicks=3', '#/presenter/1', '#/overview', '#/1?clicks=2']) {
    await page.goto('about:blank')
    await page.goto(url + link)
    await expect(page.locator('#written-cover'), link).toBeHidden()
  }
  for (const link of ['', '#/', '#/1', '#/1?clicks=0']) {
    await page.goto('about:blank')
    await page.goto(url + link)
    await expect(page.locator('#written-cover'), link).toBeVisible()
  }
})

test('going on before the deck has taken over takes the cover away', async ({ page, serve }) => {
  const { url } = await serve()
  await page.goto(url)
  await page.evaluate(() => { location.hash = '#/2' })
  await expect(page.locator(shownSlide(2)).first()).toBeVisible()
  await expect(page.locator('#written-cover')).toHaveCount(0)
})

test('an address that changes just before the router writes its own is not lost', async ({ page, serve }) => {
  const { url } = await serve()
  await page.addInitScript(() => {
    const replaceState = history.replaceState
    history.replaceState = function (...state) {
      if (String(state[2]).endsWith('#/1')) {
        history.replaceState = replaceState
        location.hash = '#/2'
      }
      replaceState.apply(this, state)
    }
  })
  await page.goto(url)
  await expect(page.locator(shownSlide(2)).first()).toBeVisible()
  await expect(page.locator('#written-cover')).toHaveCount(0)
})

test('without scripts the cover stands, and says what is missing', async ({ browser, serve }) => {
  const { url } = await serve()
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const response = await page.goto(url)
  await expect(page.locator('#written-cover h1')).toBeVisible()
  expect(await response?.text()).toContain('<noscript><p>These slides need JavaScript.')
  await context.close()
})
