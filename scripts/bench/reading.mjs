// @ts-check
import { freshPage, limit } from './fresh-page.mjs'

/**
 * @typedef {object} Read
 * @property {number} bytes what came over the wire before anything was scrolled, headers included
 * @property {number} paint largest contentful paint, ms
 * @property {number} shift cumulative layout shift, while the page was scrolled down and up again
 * @property {number} longest the longest task meanwhile, ms: https://developer.mozilla.org/docs/Web/API/PerformanceLongTaskTiming
 * @property {number} alive how many figures came alive
 */

/**
 * Opens a chapter of read/ in a fresh browser context, on a phone's screen, and scrolls through it.
 * @param {import('playwright').Browser} browser
 * @param {string} address the chapter's
 * @param {import('./fresh-page.mjs').Throttle} [throttle] for the first load; none: as fast as the machine is
 * @returns {Promise<Read>}
 */
export async function readChapter(browser, address, throttle) {
  const { context, page, client } = await freshPage(browser, { viewport: { width: 390, height: 664 }, observe, throttle })
  let bytes = 0
  client.on('Network.loadingFinished', ({ encodedDataLength }) => bytes += encodedDataLength)
  await page.goto(address, { waitUntil: 'networkidle', timeout: 120_000 })
  const before = bytes
  const { paint } = await page.evaluate(() => /** @type {any} */ (window).__read)
  if (throttle)
    await limit(client)
  await scrollThrough(page)
  const { shift, longest } = await page.evaluate(() => /** @type {any} */ (window).__read)
  const alive = await page.locator('figure.live.is-alive').count()
  await context.close()
  return { bytes: before, paint, shift, longest, alive }
}

/** At a reader's pace, in steps of a few lines. */
async function scrollThrough(/** @type {import('playwright').Page} */ page) {
  const end = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.mouse.move(195, 600)
  for (const by of [120, -120]) {
    for (let at = 0; at < end; at += 120) {
      await page.mouse.wheel(0, by)
      await page.waitForTimeout(60)
    }
  }
}

/** Runs in the page before anything else. */
function observe() {
  const read = { paint: 0, shift: 0, longest: 0 }
  Object.assign(window, { __read: read })
  new PerformanceObserver(list => list.getEntries().forEach(entry => read.paint = entry.startTime)).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver(list => list.getEntries().forEach((entry) => {
    const { value, hadRecentInput } = /** @type {any} */ (entry)
    if (!hadRecentInput)
      read.shift += value
  })).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver(list => list.getEntries().forEach(({ duration }) => read.longest = Math.max(read.longest, duration))).observe({ type: 'longtask' })
}
