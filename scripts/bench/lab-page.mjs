// @ts-check

/** @typedef {import('playwright').Page} Page */

/**
 * Opens a page of the lab in a fresh browser context.
 * @param {import('playwright').Browser} browser
 * @param {string} address of the page of the lab
 * @param {number} [cpu] how many times slower the processor is made
 * @returns {Promise<{ page: Page, typable: number }>} the page, and after how many milliseconds something could be typed; close its context
 */
export async function openLab(browser, address, cpu = 1) {
  const context = await browser.newContext({ serviceWorkers: 'block', colorScheme: 'dark', viewport: { width: 1280, height: 720 } })
  const page = await context.newPage()
  await page.addInitScript(watchLab)
  const client = await context.newCDPSession(page)
  await client.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  await page.goto(address, { waitUntil: 'commit' })
  const typable = await page.waitForFunction(() => /** @type {any} */ (window).__lab.typable, undefined, { timeout: 120_000 }).then(handle => handle.jsonValue())
  return { page, typable: Number(typable) }
}

/**
 * Does something and waits for what comes of it.
 * @param {Page} page opened by openLab
 * @param {() => Promise<void>} act presses keys; the last of them is where the time begins
 * @param {string} selector what is waited for
 * @param {boolean} [gone] it is waited for until it is not there
 * @returns {Promise<number>} milliseconds from the last key to the frame that shows it
 */
export async function fromLastKey(page, act, selector, gone = false) {
  await page.evaluate(([wanted, there]) => /** @type {any} */ (window).__lab.expect(wanted, there), /** @type {[string, boolean]} */ ([selector, !gone]))
  await act()
  return page.waitForFunction(() => /** @type {any} */ (window).__lab.came, undefined, { timeout: 120_000 }).then(async handle => Number(await handle.jsonValue()))
}

/**
 * The longest that the page was kept from answering, in time of the processor: what else the machine does meanwhile does not count.
 * @param {Page} page opened by openLab
 * @param {() => Promise<void>} work
 * @returns {Promise<number>} milliseconds of the longest task of the page's own thread while the work was done
 */
export async function longestTask(page, work) {
  const browser = /** @type {import('playwright').Browser} */ (page.context().browser())
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
  await work()
  const { traceEvents } = /** @type {{ traceEvents: TraceEvent[] }} */ (JSON.parse(String(await browser.stopTracing())))
  const threads = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf))
  const tasks = traceEvents.filter(event => event.name.endsWith('RunTask') && event.tdur !== undefined && threads.has(threadOf(event)))
  return Math.round(Math.max(0, ...tasks.map(({ tdur }) => Number(tdur) / 1000)))
}

/** @typedef {{ name: string, pid: number, tid: number, tdur?: number, args?: { name?: string } }} TraceEvent */

/** @param {TraceEvent} event */
function threadOf({ pid, tid }) {
  return `${pid} ${tid}`
}

/** Runs in the page before anything else. */
function watchLab() {
  const lab = { typable: 0, key: 0, came: 0, expect }
  Object.assign(window, { __lab: lab })
  addEventListener('keydown', ({ timeStamp }) => lab.key = timeStamp, { capture: true })
  const look = () => {
    if (/** @type {HTMLElement | null} */ (document.querySelector('.cm-content'))?.isContentEditable)
      lab.typable = performance.now()
    else
      requestAnimationFrame(look)
  }
  look()

  /** @param {string} selector @param {boolean} there */
  function expect(selector, there) {
    lab.came = 0
    lab.key = 0
    const wait = () => {
      if (lab.key === 0 || (document.querySelector(selector) !== null) !== there)
        return requestAnimationFrame(wait)
      lab.came = performance.now() - lab.key
    }
    wait()
  }
}
