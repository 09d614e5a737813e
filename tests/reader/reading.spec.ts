import { expect } from 'playwright/test'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { place, settle } from '../deck/walk.ts'
import { letters, readPdf } from '../export/read-pdf.ts'
import { deckFolder, hasPdf, pdfName, shownSlide, test } from '../hosting/support.ts'

test.describe('the PDF', () => {
  test.skip(!hasPdf, 'this build was made without a browser to print it')

  test('is linked on the cover, among the controls, and where JavaScript is off', async ({ page, browser, baseURL }) => {
    await page.goto('/')
    await settle(page)
    await expect(page.locator(`${shownSlide(1)} a[download]`)).toHaveAttribute('href', `./${pdfName}`)
    await expect(page.locator('nav a[download]')).toHaveAttribute('href', `./${pdfName}`)
    await expect(page.locator('nav a[download]')).toHaveAccessibleName('The slides as a PDF')
    const context = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false })
    const plain = await context.newPage()
    const answer = await plain.goto('/')
    expect(await answer?.text()).toMatch(new RegExp(`<noscript>.*href="\\./${pdfName}"`))
    await context.close()
  })
})

test('printed from the browser a slide is whole, on a page of its own, in the colours of paper', async ({ browser, baseURL }) => {
  for (const viewport of [{ width: 1280, height: 720 }, { width: 390, height: 844 }]) {
    const page = await browser.newPage({ baseURL: baseURL!, viewport, colorScheme: 'dark', reducedMotion: 'reduce' })
    await page.goto('/#/saga?clicks=3')
    await settle(page)
    const words = await page.locator('#slideshow > .slidev-page:visible').evaluate(slide => ['h1', '.say', '.meters'].map(one => slide.querySelector(one)!.textContent!))
    const file = join(tmpdir(), `deck-printed-${process.pid}.pdf`)
    await page.pdf({ path: file, preferCSSPageSize: true })
    const { pages } = await readPdf(file)
    rmSync(file)
    expect(pages).toHaveLength(1)
    expect(Math.round(pages[0]!.width / pages[0]!.height * 100)).toBe(178)
    for (const text of words)
      expect(letters(pages[0]!.text)).toContain(letters(text))
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('#slide-content')!).backgroundColor)).toBe('rgb(255, 255, 255)')
    const edges = await page.evaluate(() => {
      const { left, top, width, height } = document.querySelector('#slide-content')!.getBoundingClientRect()
      return [left, top, width, height]
    })
    expect(edges).toEqual([0, 0, 980, 552])
    await page.close()
  }
})

test('a deep link fetches its slide, its pattern and the engine, and no other slide before it is complete', async ({ page, serve }) => {
  const { url } = await serve()
  const asked: string[] = []
  page.on('request', request => asked.push(request.url().slice(url.length)))
  // The engine is held back, and with it the slide.
  let letGo = () => {}
  const held = new Promise<void>(done => letGo = done)
  await page.route('**/engine-*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${url}#/saga`)
  await expect(page.locator(shownSlide()).first()).toBeVisible()
  await expect.poll(() => asked.some(name => name.includes('/engine-'))).toBe(true)
  const slides = () => asked.filter(name => /\/md-[^/]*\.js$/.test(name)).length
  expect(slides()).toBe(1)
  expect(asked.filter(name => name === 'sw.js')).toEqual([])
  // Named in the list of the build, so before any script has asked for them.
  const ahead = JSON.parse(readFileSync(join(deckFolder, asked.find(name => name.includes('deep-links-'))!), 'utf8')) as { files: string[], of: Record<string, number[]> }
  const files = ahead.of.saga!.map(index => ahead.files[index]!)
  expect(files.some(name => name.includes('/saga-'))).toBe(true)
  expect(files.some(name => name.includes('/engine-'))).toBe(true)
  letGo()
  await expect(page.locator('.live-ready:visible').first()).toBeVisible()
  await expect.poll(slides).toBeGreaterThan(1)
})

test('keys pressed before the deck and its slides have come are not lost, and pass no slide by', async ({ page, serve }) => {
  const { url } = await serve()
  let letGo = () => {}
  const held = new Promise<void>(done => letGo = done)
  await page.route(/\/(?:index|md)-[^/]*\.js$/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto(url, { waitUntil: 'commit' })
  await expect(page.locator('#written-cover')).toBeVisible()
  for (const key of ['ArrowRight', 'PageDown', 'ArrowLeft'])
    await page.keyboard.press(key)
  letGo()
  await settle(page)
  // Each of them from where the one before has led: what three patient presses come to.
  const reached = async () => {
    const at = await place(page)
    return `${at.slide}/${at.click}`
  }
  const patient = await page.context().newPage()
  await patient.goto(url)
  await settle(patient)
  for (const key of ['ArrowRight', 'PageDown', 'ArrowLeft']) {
    const before = JSON.stringify(await place(patient))
    await patient.keyboard.press(key)
    await expect.poll(async () => JSON.stringify(await place(patient))).not.toBe(before)
    await settle(patient)
  }
  const wanted = await place(patient)
  await expect.poll(reached).toBe(`${wanted.slide}/${wanted.click}`)
})
