// @ts-check
import { freshPage } from './fresh-page.mjs'

/**
 * @typedef {object} Read
 * @property {number} page what came over the wire of the page itself, headers included
 * @property {number} bytes the same of all that was fetched before anything was scrolled
 * @property {number} paint largest contentful paint, ms
 * @property {number} figures how many came alive
 * @property {number} waiting how many have not
 * @property {number} shift cumulative layout shift of the page, from the first paint on and while it was scrolled down and up again
 * @property {number} inStages the same of what stands inside its stages, where every click brings other numbers
 * @property {number} longest the longest task while it was scrolled, ms: https://developer.mozilla.org/docs/Web/API/PerformanceLongTaskTiming
 */

const phone = { width: 390, height: 664 }

/** How fast a page is scrolled through, in pixels a second: a thumb in a hurry, to whom every figure comes alive in sight. */
export const speed = 5000

/**
 * Opens a chapter of read/ in a fresh browser context, on a phone's screen, once as slow as is asked for; and once as fast as the machine is,
 * where it is scrolled through.
 * @param {import('playwright').Browser} browser
 * @param {string} address the chapter's
 * @param {import('./fresh-page.mjs').Throttle} throttle for the first load
 * @returns {Promise<Read>}
 */
export async function readChapter(browser, address, throttle) {
  const first = await opened(browser, address, throttle)
  const { paint, shift: slowShift } = await seen(first.page)
  await first.context.close()

  const { context, page, client } = await opened(browser, address)
  await page.evaluate(() => Object.assign(/** @type {any} */ (window).__read, { longest: 0 }))
  const distance = await page.evaluate(() => document.documentElement.scrollHeight)
  for (const yDistance of [-distance, distance])
    await client.send('Input.synthesizeScrollGesture', { x: phone.width / 2, y: phone.height - 60, yDistance, speed, gestureSourceType: 'mouse' })
  const { shift, inStages, longest } = await seen(page)
  const figures = await page.locator('figure.live.is-alive').count()
  const waiting = await page.locator('figure.live:not(.is-alive)').count()
  await context.close()
  return { page: first.sizes[0] ?? 0, bytes: first.sizes.reduce((sum, size) => sum + size, 0), paint, figures, waiting, shift: Math.max(shift, slowShift), inStages, longest }
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} address
 * @param {import('./fresh-page.mjs').Throttle} [throttle]
 */
async function opened(browser, address, throttle) {
  const { context, page, client } = await freshPage(browser, { viewport: phone, observe, throttle })
  /** @type {number[]} */
  const sizes = []
  const document = new Set()
  client.on('Network.requestWillBeSent', ({ requestId, type }) => type === 'Document' && document.add(requestId))
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => document.has(requestId) ? sizes.unshift(encodedDataLength) : sizes.push(encodedDataLength))
  await page.goto(address, { waitUntil: 'networkidle', timeout: 120_000 })
  // Fonts are asked for once something is laid out, which a slow processor does late.
  await page.waitForFunction(() => /** @type {any} */ (window).__read.paint > 0, undefined, { timeout: 120_000 })
  await page.waitForLoadState('networkidle')
  return { context, page, client, sizes }
}

/**
 * @param {import('playwright').Page} page
 * @returns {Promise<{ paint: number, shift: number, inStages: number, longest: number }>}
 */
function seen(page) {
  return page.evaluate(() => /** @type {any} */ (window).__read)
}

/** Runs in the page before anything else. */
function observe() {
  const read = { paint: 0, shift: 0, inStages: 0, longest: 0 }
  const isInStage = (/** @type {{ node: Node | null }} */ { node }) => !!(node instanceof Element ? node : node?.parentElement)?.closest('.reading')
  Object.assign(window, { __read: read })
  new PerformanceObserver(list => list.getEntries().forEach(entry => read.paint = entry.startTime)).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver(list => list.getEntries().forEach((entry) => {
    const { value, hadRecentInput, sources } = /** @type {any} */ (entry)
    if (!hadRecentInput)
      read[sources.length > 0 && sources.every(isInStage) ? 'inStages' : 'shift'] += value
  })).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver(list => list.getEntries().forEach(({ duration }) => read.longest = Math.max(read.longest, duration))).observe({ type: 'longtask' })
}
