import type { Page } from 'playwright/test'
import { expect, test } from 'playwright/test'
import { liveSlides } from './slides.ts'
import { goTo, measure, place, settle, step } from './walk.ts'

// Other browsers set the same fonts up to four per cent wider. Stages are full to the edge: they have to have that much in reserve.

/** What `measure` finds, without the sources in the foot: those are made to end in an ellipsis. */
const cutOff = async (page: Page) => (await measure(page)).filter(fault => !fault.startsWith('cut off: span.source'))

/** The upper edges of charts that stand beside each other; one where their scales line up. */
function edges(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const slide = [...document.querySelectorAll<HTMLElement>('#slideshow > .slidev-page')].find(one => one.offsetParent !== null)!
    const boxes = [...slide.querySelectorAll('.live section > svg')].map(svg => svg.getBoundingClientRect())
    const beside = boxes.filter((box, index) => boxes.some((other, at) => at !== index && Math.abs(other.left - box.left) > 1))
    return [...new Set(beside.map(box => Math.round(box.top)))]
  })
}

test('stages bear text that is four per cent wider: nothing is cut off, and charts side by side line up', async ({ page }) => {
  await page.setViewportSize({ width: 980, height: 552 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/#/1')
  await settle(page)
  const width = () => page.locator('.sheet:visible p').first().evaluate(text => {
    const range = document.createRange()
    range.selectNodeContents(text)
    return range.getBoundingClientRect().width
  })
  const before = await width()
  // A letter of Inter is half an em wide, one of JetBrains Mono six tenths.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
      .sheet, .sheet * { letter-spacing: 0.02em }
      .sheet .mono, .sheet .mono *, .sheet code, .sheet pre * { letter-spacing: 0.024em }
      .sheet h1 { letter-spacing: 0.002em }
      .sheet h2 { letter-spacing: 0.01em }`)
    document.adoptedStyleSheets.push(sheet)
  })
  expect(await width()).toBeGreaterThan(before * 1.02)

  const faults: string[] = []
  for (const { number } of await liveSlides('LiveWorld')) {
    await goTo(page, number)
    for (let at = await place(page); at.slide === number; at = await place(page)) {
      for (const fault of await cutOff(page)) faults.push(`slide ${number}, click ${at.click}: ${fault}`)
      const tops = await edges(page)
      if (tops.length > 1) faults.push(`slide ${number}, click ${at.click}: charts begin at ${tops.join(' and ')} px`)
      if (!await step(page, 'ArrowRight')) break
    }
  }
  expect(faults).toEqual([])
})
