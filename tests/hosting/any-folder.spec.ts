import { expect } from 'playwright/test'
import { shownSlide, test } from './support.ts'

for (const base of ['/', '/talk/', '/a/b/']) {
  test(`one build works under ${base}, from deep links, asking nobody else`, async ({ page, serve }) => {
    const { url } = await serve({ base })
    const elsewhere: string[] = []
    const missing: string[] = []
    page.on('request', request => request.url().startsWith(url) || request.url().startsWith('data:') || elsewhere.push(request.url()))
    page.on('response', response => response.ok() || missing.push(`${response.status()} ${response.url()}`))

    await page.goto(url)
    await expect(page.locator(shownSlide(1)).first()).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(page).toHaveURL(/#\/(?:2|1\?clicks=1)$/)

    for (const [link, shows] of [
      ['#/3?clicks=1', shownSlide(3)],
      ['#/presenter/2', shownSlide(2)],
      ['#/overview', '.slidev-page-2'],
      ['#/notes', '#app > *'],
    ] as const) {
      await page.goto('about:blank')
      await page.goto(`${url}${link}`)
      await expect(page.locator(shows).first(), link).toBeVisible()
    }
    await expect(page.locator('link[rel=manifest]')).toHaveAttribute('href', './manifest.webmanifest')
    expect(elsewhere).toEqual([])
    expect(missing).toEqual([])
  })
}

test('the presenter sees the notes, which the first load leaves out', async ({ page, serve }) => {
  const { url } = await serve()
  await page.goto(`${url}#/presenter/1`)
  await expect(page.getByText('Welcome.').first()).toBeVisible()
})

test('what the deck does not have is not found, whatever the address tries', async ({ request, serve }) => {
  const { url } = await serve({ base: '/talk/' })
  const { origin } = new URL(url)
  for (const path of ['/', '/talk/nothing', '/talk/assets/', '/talk/..%2fpackage.json', '/talk/%2e%2e/%2e%2e/package.json'])
    expect((await request.get(origin + path)).status(), path).toBe(404)
})
