import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { writtenSlides } from '../deck/slides.ts'

const root = join(import.meta.dirname, '..', '..')

test('the built deck says whose work is in it, the closing slide leads there, and a refused wake lock is no error', async ({ page, request }) => {
  const text = readFileSync(join(process.env.DECK_DIR!, 'third-party-notices.txt'), 'utf8')
  for (const name of ['@slidev/client', '@vue/runtime-dom', '@vueuse/core', 'vue-router', 'jsonata', 'yaml', 'workbox-precaching', '@fontsource-variable/inter', '@fontsource-variable/jetbrains-mono']) {
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'))
    expect(text, name).toContain(readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8').trim())
  }
  expect(text).toMatch(/^@iconify-json\/carbon .*\nLicence: Apache-2\.0$/m)
  expect(readFileSync(join(process.env.DECK_DIR!, 'LICENSE.txt'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'))

  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  await page.addInitScript(() => {
    let asked = 0
    const wakeLock = { request: () => {
      document.documentElement.dataset.asked = String(++asked)
      return Promise.reject(new DOMException('Permission was denied', 'NotAllowedError'))
    } }
    Object.defineProperty(Navigator.prototype, 'wakeLock', { get: () => wakeLock })
  })
  await page.goto('/#/')
  await expect(page.locator('html')).toHaveAttribute('data-asked', /\d/)
  await page.goto(`/#/${(await writtenSlides()).findIndex(({ layout }) => layout === 'closing') + 1}`)
  const link = page.locator('#slideshow > .slidev-page:visible').getByRole('link', { name: 'Whose work is in it' })
  await expect(link).toBeVisible()
  const answer = await request.get(new URL(await link.getAttribute('href') ?? '', page.url()).href)
  expect(await answer.text()).toBe(text)
  expect(errors).toEqual([])
})
