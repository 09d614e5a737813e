// @ts-check

/**
 * Opens the slide before a live one, goes on to it, and through its clicks, and notes each task that keeps the page from answering for
 * more than 50 ms: https://developer.mozilla.org/en-US/docs/Web/API/PerformanceLongTaskTiming
 * @param {import('playwright').Browser} browser
 * @param {string} address the deck's first slide
 * @param {string} alias the live slide's `routeAlias`
 * @param {number} clicks
 * @returns {Promise<number[]>} milliseconds, one for each such task; empty where there was none
 */
export async function longTasks(browser, address, alias, clicks) {
  const context = await browser.newContext({ serviceWorkers: 'block', colorScheme: 'dark', viewport: { width: 1280, height: 720 } })
  const page = await context.newPage()
  await page.goto(`${address}#/${alias}`)
  const ready = page.locator('#slideshow > .slidev-page:visible .live-ready').first()
  await ready.waitFor()
  const number = await page.locator('#slideshow > .slidev-page:visible').getAttribute('data-slidev-no')
  // Fresh, from the slide before: what is measured is the run, not the start of the deck.
  await page.goto('about:blank')
  await page.goto(`${address}#/${Number(number) - 2}`)
  await page.waitForTimeout(6000)
  await page.evaluate(() => {
    const tasks = /** @type {number[]} */ ([])
    Object.assign(window, { __tasks: tasks })
    new PerformanceObserver(list => list.getEntries().forEach(({ duration }) => tasks.push(Math.round(duration)))).observe({ type: 'longtask' })
  })
  for (let slide = 0; slide < 2; slide++) {
    await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(1500)
  }
  await ready.waitFor()
  for (let click = 0; click < clicks; click++) {
    await page.keyboard.press('ArrowRight')
    await page.waitForTimeout(2500)
  }
  const tasks = await page.evaluate(() => /** @type {any} */ (window).__tasks)
  await context.close()
  return tasks
}
