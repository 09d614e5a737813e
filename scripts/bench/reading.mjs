// @ts-check

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
 * @param {{ bitsPerSecond: number, latency: number, cpu: number }} [throttle] for the first load; none: as fast as the machine is
 * @returns {Promise<Read>}
 */
export async function readChapter(browser, address, throttle) {
  const context = await browser.newContext({ serviceWorkers: 'block', colorScheme: 'dark', viewport: { width: 390, height: 664 } })
  const page = await context.newPage()
  await page.addInitScript(observe)
  const client = await context.newCDPSession(page)
  await client.send('Network.enable')
  await client.send('Network.setCacheDisabled', { cacheDisabled: true })
  if (throttle)
    await limit(client, throttle.bitsPerSecond / 8, throttle.latency, throttle.cpu)
  let bytes = 0
  client.on('Network.loadingFinished', ({ encodedDataLength }) => bytes += encodedDataLength)
  await page.goto(address, { waitUntil: 'networkidle', timeout: 120_000 })
  const before = bytes
  const { paint } = await page.evaluate(() => /** @type {any} */ (window).__read)
  if (throttle)
    await limit(client, -1, 0, 1)
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

/**
 * @param {import('playwright').CDPSession} client
 * @param {number} perSecond bytes; below 0 without a limit
 * @param {number} latency
 * @param {number} cpu
 */
async function limit(client, perSecond, latency, cpu) {
  await client.send('Network.emulateNetworkConditions', { offline: false, latency, downloadThroughput: perSecond, uploadThroughput: perSecond })
  await client.send('Emulation.setCPUThrottlingRate', { rate: cpu })
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
