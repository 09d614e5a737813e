import type { Page } from 'playwright/test'
import { expect } from 'playwright/test'
import { shownSlide, test } from './support.ts'

interface Watched { violations: string[], errors: string[] }

/** Collects what the policy has refused, in every document the page will show. */
async function watch(page: Page): Promise<Watched> {
  const watched: Watched = { violations: [], errors: [] }
  await page.exposeFunction('refused', (what: string) => watched.violations.push(what))
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) => {
    const refused = (window as unknown as { refused: (what: string) => void }).refused
    refused(`${location.hash}: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`)
  }))
  page.on('pageerror', error => watched.errors.push(String(error)))
  return watched
}

test('the server sends the policy as a header, and the page carries it for hosts that cannot', async ({ page, serve }) => {
  const { url } = await serve()
  const response = await page.goto(url)
  const header = response?.headers()['content-security-policy'] ?? ''
  expect(header).toContain(`default-src 'self'`)
  expect(header).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|style-src [^;]*unsafe-inline|\*|https?:/)
  const meta = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content')
  expect(header.split('; ').filter(one => !one.startsWith('frame-ancestors')).join('; ')).toBe(meta)
  await expect(page.locator('script:not([src])')).toHaveCount(0)
  await expect(page.locator('style')).toHaveCount(0)
})

/** A picture that the policy has to refuse; the host does not exist. */
const REFUSED = 'https://refused.invalid/picture.png'

/**
 * What the policy has refused since this was last asked. A foreign picture is refused last: when that has been told, what came before
 * it has, and nothing is missing only because it was not seen.
 */
async function refusals(page: Page, { violations }: Watched): Promise<string[]> {
  await page.evaluate((src) => { new Image().src = src }, REFUSED)
  await expect.poll(() => violations.join()).toContain(`img-src refused ${REFUSED}`)
  return violations.splice(0).filter(one => !one.includes(REFUSED))
}

// That no click breaks it either, the walk over all clicks sees (tests/deck/slides.spec.ts), though without movement.
test('no slide breaks the policy', async ({ page, serve }) => {
  const { url } = await serve()
  const watched = await watch(page)
  await page.goto(`${url}#/overview`)
  await expect(page.locator('[data-slidev-no="1"]').first()).toBeVisible()
  const total = await page.evaluate(() => new Set([...document.querySelectorAll('[data-slidev-no]')].map(one => one.getAttribute('data-slidev-no'))).size)
  await page.goto('about:blank')
  await page.goto(url)
  await expect(page.locator(shownSlide(1)).first()).toBeVisible()
  for (let slide = 2; slide <= total; slide++) {
    await page.keyboard.press('ArrowDown')
    await expect(page.locator(shownSlide(slide)).first(), `slide ${slide}`).toBeVisible()
  }
  expect(await refusals(page, watched)).toEqual([])
  expect(watched.errors).toEqual([])
})

test('no other view breaks the policy: presenter, overview, notes, dialogs, colours', async ({ page, serve }) => {
  const { url } = await serve()
  const watched = await watch(page)
  for (const view of ['#/presenter/1', '#/presenter/2', '#/overview', '#/notes', '#/notes-edit', '#/entry', '#/nothing-here']) {
    await page.goto('about:blank')
    await page.goto(url + view)
    await page.locator('#app > *').first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(await refusals(page, watched), view).toEqual([])
  }
  await page.goto('about:blank')
  await page.goto(url)
  await expect(page.locator(shownSlide(1)).first()).toBeVisible()
  const goToField = page.locator('#slidev-goto-input')
  for (const [key, shows] of [
    ['d', () => expect(page.locator('html')).toHaveClass(/dark/)],
    ['d', () => expect(page.locator('html')).not.toHaveClass(/dark/)],
    ['o', () => expect(page.locator('.slidev-page-2:visible').first()).toBeVisible()],
    ['Escape', () => expect(page.locator('.slidev-page-2:visible')).toHaveCount(0)],
    ['g', () => expect(goToField).toBeFocused()],
    ['2', () => expect(goToField).toHaveValue('2')],
    ['Escape', () => expect(page.locator('#slidev-goto-input:focus')).toHaveCount(0)],
  ] as const) {
    await page.keyboard.press(key)
    await shows()
  }
  await page.mouse.move(20, 700)
  await page.mouse.click(400, 300, { button: 'right' })
  await expect(page.locator('.z-context-menu')).toBeVisible()
  expect(await refusals(page, watched)).toEqual([])
  expect(watched.errors).toEqual([])
})
