// @ts-check

/**
 * Goes through a built deck slide by slide and measures each time from the key press until the next slide's content
 * has been painted (the start of its transition, not the end).
 * @param {import('playwright').Browser} browser
 * @param {string} address the deck's first slide
 * @param {number} cpu how many times slower the processor is made; 1 leaves it
 * @returns {Promise<number[]>} milliseconds, one for each change of slide
 */
export async function keyPresses(browser, address, cpu) {
  const context = await browser.newContext({ serviceWorkers: 'block', colorScheme: 'dark', viewport: { width: 1280, height: 720 } })
  const page = await context.newPage()
  await page.addInitScript(watchKeys)
  await page.goto(address)
  await page.waitForSelector('#slide-content .slidev-page-1 > :not(.slidev-slide-loading)')
  // Slidev mounts every other slide three seconds after the start; a talk is further on than that.
  await page.waitForTimeout(6000)
  const client = await context.newCDPSession(page)
  await client.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  /** @type {number[]} */
  const times = []
  for (;;) {
    await page.keyboard.press('ArrowDown')
    const time = await page.waitForFunction(() => /** @type {any} */ (window).__painted, undefined, { timeout: 5000 })
      .then(handle => handle.jsonValue(), () => undefined)
    if (time === undefined)
      break
    times.push(time)
    await page.waitForTimeout(350)
  }
  await context.close()
  return times
}

/** Runs in the page before anything else. */
function watchKeys() {
  const shown = () => [...document.querySelectorAll('#slide-content .slidev-page')]
    .find(one => /** @type {HTMLElement} */ (one).style.display !== 'none' && !one.className.includes('leave') && one.querySelector(':scope > :not(.slidev-slide-loading)'))
    ?.getAttribute('data-slidev-no')
  addEventListener('keydown', (event) => {
    const before = shown()
    Object.assign(window, { __painted: undefined })
    const look = () => {
      const now = shown()
      if (now === undefined || now === before)
        return requestAnimationFrame(look)
      // A task after the frame's callbacks runs when that frame has been handed over for painting.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => Object.assign(window, { __painted: performance.now() - event.timeStamp })
      port2.postMessage(0)
    }
    requestAnimationFrame(look)
  }, { capture: true })
}
