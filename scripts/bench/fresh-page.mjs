// @ts-check

/** @typedef {{ bitsPerSecond: number, latency: number, cpu: number }} Throttle latency in ms; cpu: how many times slower */

/**
 * A page in a browser context of its own, which nothing is cached for.
 * @param {import('playwright').Browser} browser
 * @param {object} options
 * @param {{ width: number, height: number }} options.viewport
 * @param {() => void} options.observe runs in the page before anything else
 * @param {Throttle | undefined} options.throttle none: as fast as the machine is
 * @returns {Promise<{ context: import('playwright').BrowserContext, page: import('playwright').Page, client: import('playwright').CDPSession }>}
 */
export async function freshPage(browser, { viewport, observe, throttle }) {
  const context = await browser.newContext({ serviceWorkers: 'block', colorScheme: 'dark', viewport })
  const page = await context.newPage()
  await page.addInitScript(observe)
  const client = await context.newCDPSession(page)
  await client.send('Network.enable')
  await client.send('Network.setCacheDisabled', { cacheDisabled: true })
  if (throttle)
    await limit(client, throttle)
  return { context, page, client }
}

/**
 * Slows a page down.
 * @param {import('playwright').CDPSession} client
 * @param {Throttle} [throttle] none: as fast as the machine is again
 */
export async function limit(client, throttle) {
  const perSecond = throttle ? throttle.bitsPerSecond / 8 : -1
  await client.send('Network.emulateNetworkConditions', { offline: false, latency: throttle?.latency ?? 0, downloadThroughput: perSecond, uploadThroughput: perSecond })
  await client.send('Emulation.setCPUThrottlingRate', { rate: throttle?.cpu ?? 1 })
}
