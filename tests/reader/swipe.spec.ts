import { expect } from 'playwright/test'
import type { Page } from 'playwright/test'
import { place, settle } from '../deck/walk.ts'
import { test } from '../hosting/support.ts'
import { Finger } from './touch.ts'

const SLIDE = '#slideshow > .slidev-page:visible'

async function middleOf(page: Page, selector: string) {
  const { x, y, width, height } = (await page.locator(`${SLIDE} ${selector}`).first().boundingBox())!
  return { x: x + width / 2, y: y + height / 2 }
}

for (const [held, viewport] of [['upright', { width: 390, height: 844 }], ['across', { width: 844, height: 390 }]] as const) {
  test(`held ${held}, a swipe goes one beat, wherever it begins, and back`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL: baseURL!, viewport, hasTouch: true, isMobile: true, serviceWorkers: 'block' })
    const page = await context.newPage()
    await page.goto('/#/saga?clicks=2')
    await settle(page)
    const finger = await Finger.on(page)
    const { slide } = await place(page)
    const starts = {
      blank: held === 'upright' ? { x: 200, y: 100 } : { x: 40, y: 380 },
      title: await middleOf(page, 'h1'),
      code: await middleOf(page, '.code'),
      drawing: await middleOf(page, '.diagram-box'),
    }
    // The ends of its lines first: what can be scrolled to the side is scrolled, which is another promise.
    const code = page.locator(`${SLIDE} .code`)
    for (const [name, start] of Object.entries(starts)) {
      await code.evaluate(box => box.scrollTo({ left: box.scrollWidth }))
      await finger.swipe(start, { x: -120 })
      await expect.poll(() => place(page), name).toEqual({ slide, click: 3 })
      // A swipe too many would come at once, or with what else the finger sets off.
      await page.evaluate(() => new Promise(done => setTimeout(done, 300)))
      expect(await place(page), name).toEqual({ slide, click: 3 })
      await code.evaluate(box => box.scrollTo({ left: 0 }))
      await finger.swipe(start, { x: 120 })
      await expect.poll(() => place(page), `${name}, back`).toEqual({ slide, click: 2 })
    }

    // Up and down are slides, except over what has more to scroll.
    await code.evaluate(box => box.scrollTo({ top: 0 }))
    await finger.swipe(starts.code, { y: -90 })
    await expect.poll(() => code.evaluate(box => box.scrollTop)).toBeGreaterThan(0)
    expect(await place(page)).toEqual({ slide, click: 2 })
    await context.close()
  })
}

test('a pane that can be scrolled to the side is scrolled, and stepped from at its end', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL!, viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true, serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.goto('/#/saga?clicks=2')
  await settle(page)
  const code = page.locator(`${SLIDE} .code`)
  await code.locator('.line').first().evaluate((line: HTMLElement) => {
    line.style.width = '900px'
  })
  const finger = await Finger.on(page)
  const start = await middleOf(page, '.code')
  const { slide } = await place(page)
  await finger.swipe(start, { x: -120 })
  await expect.poll(() => code.evaluate(box => box.scrollLeft)).toBeGreaterThan(0)
  expect(await place(page)).toEqual({ slide, click: 2 })
  await code.evaluate(box => box.scrollTo({ left: box.scrollWidth }))
  await finger.swipe(start, { x: -120 })
  await expect.poll(() => place(page)).toEqual({ slide, click: 3 })
  await context.close()
})

test('upright, a tap on the blank steps once and opens nothing', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL!, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.goto('/#/saga?clicks=2')
  await settle(page)
  const { slide } = await place(page)
  const finger = await Finger.on(page)
  for (const [at, click] of [[{ x: 300, y: 100 }, 3], [{ x: 60, y: 100 }, 2]] as const) {
    await finger.tap(at)
    await expect.poll(() => place(page)).toEqual({ slide, click })
    await page.evaluate(() => new Promise(done => setTimeout(done, 300)))
    expect(await place(page)).toEqual({ slide, click })
  }
  expect(page.url()).toMatch(/#\/saga|#\/\d+\?clicks=2$/)
  await context.close()
})
