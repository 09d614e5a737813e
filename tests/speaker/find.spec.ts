import { expect, test } from 'playwright/test'
import { place, settle } from '../deck/walk.ts'

test('G finds a pattern by a word, the keyboard does the rest, and no notes are fetched', async ({ page }) => {
  const asked: string[] = []
  page.on('request', request => asked.push(new URL(request.url()).pathname))
  await page.goto('/#/callback-token')
  await settle(page)
  await expect(page).toHaveTitle('Callback: hand out a token, then stop · Step Functions Advanced Design Patterns')
  expect(asked.filter(path => path.includes('slide-words'))).toEqual([])

  await page.keyboard.press('g')
  const options = page.getByRole('option')
  await expect(options.filter({ hasText: 'Circuit breaker' })).toBeVisible()
  await expect(page.getByRole('option', { selected: true })).toContainText('Callback with a task token')
  await page.keyboard.type('jitter')
  await expect(options.first()).toContainText('Retry: not everybody at once')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle('Retry: not everybody at once · Step Functions Advanced Design Patterns')
  await expect(options).toHaveCount(0)

  // Nothing waits for the box here: what is typed at once is meant for it as well.
  await page.keyboard.press('g')
  await page.keyboard.type('no slide has these words')
  await expect(page.getByText('No slide has that.')).toBeVisible()
  await expect(page.getByRole('combobox')).toHaveValue('no slide has these words')
  await page.keyboard.press('Escape')
  await settle(page)
  const before = await place(page)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => place(page)).toMatchObject({ slide: before.slide + 1 })
  await page.goBack()
  await expect(page).toHaveTitle(/^Retry: not everybody at once/)
  expect(asked.filter(path => path.endsWith('notes.json'))).toEqual([])
})

test('what is typed before the box is there stands in it', async ({ page }) => {
  let release = () => {}
  const typed = new Promise<void>(resolve => release = resolve)
  await page.route(/\/GoTo-[^/]*\.js$/, async (route) => {
    await typed
    await route.continue()
  })
  await page.goto('/#/5')
  await settle(page)
  await page.keyboard.press('g')
  await page.keyboard.type('odjitterr')
  await page.keyboard.press('Backspace')
  release()
  await expect(page.getByRole('combobox')).toHaveValue('odjitter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => place(page)).toMatchObject({ slide: 6 })
})

test('keys that are pressed while the deck comes up lead on once it stands', async ({ page }) => {
  let release = () => {}
  const pressed = new Promise<void>(resolve => release = resolve)
  await page.route('**/assets/*.js', async (route) => {
    if (!route.request().url().includes('first-paint'))
      await pressed
    await route.continue()
  })
  await page.goto('/', { waitUntil: 'commit' })
  await page.locator('#written-cover h1').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('PageDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowUp')
  release()
  await settle(page)
  await expect.poll(() => place(page)).toMatchObject({ slide: 3 })
})
