import type { Browser } from 'playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect } from 'playwright/test'
import { deckFolder, test } from '../hosting/support.ts'
import { text, write } from './lab-page.ts'

/** The files of the built deck that an address asks for, until what it shows is there, and one of them that comes late. */
async function filesOf(browser: Browser, address: string, shows: string, late: RegExp): Promise<string[]> {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  const files = new Set<string>()
  context.on('request', request => request.url().startsWith('http') && files.add(new URL(request.url()).pathname))
  await page.goto(address)
  await expect(page.locator(shows).first()).toBeVisible()
  await expect.poll(() => [...files].filter(file => late.test(file)), { message: `what comes late: ${late}` }).not.toEqual([])
  await context.close()
  return [...files].filter(file => file !== '/')
}

test('the lab’s first open fetches at most 332 KB more than the first slide and what that fetches ahead, and the first slide none of it', async ({ browser, serve }) => {
  const { url } = await serve()
  const deck = await filesOf(browser, url, '.slidev-page-1 h1', /\/engine-/)
  const lab = await filesOf(browser, `${url}#/lab/money-back`, 'ol.beats', /\/jetbrains-mono/)
  const more = lab.filter(file => !deck.includes(file))
  const bytes = more.reduce((sum, file) => sum + gzipSync(readFileSync(join(deckFolder, file))).byteLength, 0)
  // To the kB.
  expect(bytes, more.join('\n')).toBeLessThan(333_000)
  expect(bytes).toBeGreaterThan(200_000)
  expect(deck.filter(file => file.endsWith('.js') && /cm-editor|lab:1:|lab-worker-[\w-]*\.js["'`]/.test(readFileSync(join(deckFolder, file), 'utf8')))).toEqual([])
})

test('without a network an exercise is opened again as it was left, checked, compared and sent', async ({ page, serve }) => {
  const { url, stop } = await serve()
  await page.goto(`${url}#/lab/money-back`)
  await expect(page.locator('.cm-content')).toBeVisible()
  await write(page, '# mine\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n')
  await expect.poll(() => page.evaluate(() => localStorage.getItem('lab:1:money-back'))).toContain('# mine')
  await expect(page.locator('html')).toHaveAttribute('data-offline', 'saved')
  await stop()
  await page.goto('about:blank')
  await page.goto(`${url}#/lab/money-back`)
  await expect(page.locator('.cm-content')).toContainText('# mine')
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(page.locator('.found').first()).toBeVisible()
  await page.getByRole('button', { name: 'Versions' }).click()
  await expect(page.locator('.versions li')).toHaveText([/checked.*as it is now/])
  await page.getByRole('button', { name: 'Share' }).click()
  await expect(page.getByRole('textbox', { name: 'Whoever opens this link' })).toHaveValue(/&d=1\./)
  await write(page, 'StartAt: [')
  expect(await text(page)).toBe('StartAt: [')
})
