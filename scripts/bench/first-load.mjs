// @ts-check

/**
 * @typedef {object} FirstLoad
 * @property {number} bytes what came over the wire until the first slide could be clicked on, headers included
 * @property {string[]} files the addresses of those answers, in order of arrival
 * @property {number} paint largest contentful paint, ms
 * @property {number} interactive when the first slide could be clicked on, ms
 * @property {number} shift cumulative layout shift
 */

import { freshPage } from './fresh-page.mjs'

/** Slow 4G as Lighthouse has it, and a processor four times slower than this one. */
export const slow = { bitsPerSecond: 1_600_000, latency: 150, cpu: 4 }

/**
 * Loads a deck's address once in a fresh browser context and measures.
 * @param {import('playwright').Browser} browser
 * @param {string} address
 * @param {import('./fresh-page.mjs').Throttle} [throttle] none: as fast as the machine is
 * @returns {Promise<FirstLoad>}
 */
export async function firstLoad(browser, address, throttle) {
  const { context, page, client } = await freshPage(browser, { viewport: { width: 1280, height: 720 }, observe, throttle })
  /** @type {Map<string, string>} */
  const asked = new Map()
  /** @type {{ file: string, bytes: number, at: number }[]} */
  const arrived = []
  client.on('Network.requestWillBeSent', ({ requestId, request }) => asked.set(requestId, request.url))
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) =>
    arrived.push({ file: asked.get(requestId) ?? '', bytes: encodedDataLength, at: timestamp }))

  await page.goto(address, { waitUntil: 'commit', timeout: 120_000 })
  await page.waitForFunction(() => /** @type {any} */ (window).__load.interactive > 0, undefined, { timeout: 120_000 })
  const until = arrived.length
  // Late paints and shifts count too: wait until everything has come to rest.
  await page.waitForTimeout(1500)
  const { paint, interactive, shift } = await page.evaluate(() => /** @type {any} */ (window).__load)
  await context.close()
  const before = arrived.slice(0, until).filter(({ file }) => file.startsWith('http'))
  return {
    bytes: before.reduce((sum, { bytes }) => sum + bytes, 0),
    files: before.map(({ file }) => file.slice(new URL(address).href.replace(/#.*/, '').length) || 'index.html'),
    paint,
    interactive,
    shift,
  }
}

/** Runs in the page before anything else. A Slidev deck is clickable once the first slide's content stands in its canvas. */
function observe() {
  const load = { paint: 0, interactive: 0, shift: 0, paints: /** @type {unknown[]} */ ([]), shifts: /** @type {unknown[]} */ ([]) }
  Object.assign(window, { __load: load })
  new PerformanceObserver(list => list.getEntries().forEach((entry) => {
    load.paint = entry.startTime
    const { size, element } = /** @type {any} */ (entry)
    load.paints.push({ at: entry.startTime, size, what: element?.outerHTML?.slice(0, 120) })
  })).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver(list => list.getEntries().forEach((entry) => {
    const { value, hadRecentInput, sources } = /** @type {any} */ (entry)
    if (hadRecentInput)
      return
    load.shift += value
    load.shifts.push({ value, at: entry.startTime, what: sources.map((/** @type {any} */ one) => one.node?.outerHTML?.slice(0, 80)) })
  })).observe({ type: 'layout-shift', buffered: true })
  const look = () => {
    if (document.querySelector('#slide-content .slidev-page > :not(.slidev-slide-loading)'))
      load.interactive = performance.now()
    else
      requestAnimationFrame(look)
  }
  look()
}
