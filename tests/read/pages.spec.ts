import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'playwright/test'
import { deckFolder } from '../hosting/support.ts'
import { isSweep } from '../support/sweep.ts'

const files = readdirSync(join(deckFolder, 'read')).filter(file => file.endsWith('.html'))

/** What would make somebody put a page away, measured where it is shown. */
function flaws() {
  const name = (element: Element) => `${element.closest('section')?.id ?? ''} ${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} ${(element.textContent ?? '').trim().slice(0, 30)}`
  const found: string[] = []
  if (document.documentElement.scrollWidth > innerWidth)
    found.push(`the page is ${document.documentElement.scrollWidth} wide`)
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement!
    if (!node.textContent?.trim() || element.closest('.visually-hidden, defs') || element.getClientRects().length === 0)
      continue
    const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM() : undefined
    const scale = matrix ? Math.hypot(matrix.a, matrix.b) : (element as { currentCSSZoom?: number }).currentCSSZoom ?? 1
    const size = Number.parseFloat(getComputedStyle(element).fontSize) * scale
    if (size < 15.95)
      found.push(`${size.toFixed(1)} px: ${name(element)}`)
  }
  for (const target of document.querySelectorAll('a, summary, button')) {
    const inline = getComputedStyle(target).display === 'inline' && !(target instanceof SVGElement)
    const { width, height } = target.getBoundingClientRect()
    if (!inline && height > 0 && (height < 43.9 || width < 43.9) && !target.matches('.skip'))
      found.push(`${width.toFixed(0)} × ${height.toFixed(0)}: ${name(target)}`)
  }
  return found
}

for (const width of [360, 390, 768, 1280]) {
  test(`without a script, ${width} pixels wide, every page fits, with letters to read and targets to hit`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false, viewport: { width, height: 844 }, colorScheme: width < 500 ? 'dark' : 'light' })
    const page = await context.newPage()
    const elsewhere: string[] = []
    page.on('request', request => !request.url().startsWith(baseURL!) && elsewhere.push(request.url()))
    for (const file of files) {
      await page.goto(`/read/${file}`)
      expect.soft(await page.evaluate(flaws), file).toEqual([])
      // Once more with everything opened that can be.
      await page.evaluate(() => document.querySelectorAll('details').forEach(one => one.open = true))
      expect.soft(await page.evaluate(flaws), `${file}, opened`).toEqual([])
    }
    expect(elsewhere).toEqual([])
    await context.close()
  })
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`every page is sound for a screen reader, and the policy refuses nothing, ${colorScheme}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL: baseURL!, viewport: { width: colorScheme === 'dark' ? 390 : 1280, height: 844 }, colorScheme })
    await context.addInitScript(() => {
      const refused: string[] = []
      Object.assign(window, { refused })
      document.addEventListener('securitypolicyviolation', event => refused.push(`${event.effectiveDirective} ${event.blockedURI}`))
    })
    const page = await context.newPage()
    for (const file of isSweep || colorScheme === 'dark' ? files : files.slice(0, 3)) {
      await page.goto(`/read/${file}`)
      await page.evaluate(() => document.querySelectorAll('details').forEach(one => one.open = true))
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect.soft(violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`)), file).toEqual([])
      expect.soft(await page.evaluate(() => (window as unknown as { refused: string[] }).refused), file).toEqual([])
    }
    await context.close()
  })
}

test('a slide leads to its section, and the section to its slide', async ({ page }) => {
  await page.goto('/read/failing.html#saga')
  await page.locator('#saga .to-slide a').click()
  await expect(page.locator('#slideshow > .slidev-page:visible h1')).toHaveText('Saga: undo what has already happened')
  await expect(page).toHaveURL(/#\/saga/)
  const link = page.locator('nav a[href="./read/"]')
  await link.dispatchEvent('click')
  await expect(page).toHaveURL(/\/read\/failing\.html#saga$/)
  await expect(page.locator('#saga h2')).toBeInViewport()
})
