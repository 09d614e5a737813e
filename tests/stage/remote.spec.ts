import { expect } from 'playwright/test'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright/test'
import { once } from 'node:events'
import { stage } from '../../scripts/stage/server.ts'
import { deckFolder, shownSlide, test as base } from '../hosting/support.ts'

const PASSWORD = 'correct horse'
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** The built deck on a stage in whose network all windows come from other machines. */
const test = base.extend<{ room: string }>({
  room: async ({}, use) => {
    const running = stage({ dir: deckFolder, password: PASSWORD, isLocal: () => false })
    const server = running.server().listen(0, '127.0.0.1')
    await once(server, 'listening')
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await running.close()
  },
})

/** How far something to read or to press stands out of the window at its right, in pixels. */
const overhang = (page: Page) => page.evaluate(() => Math.max(0, ...[...document.querySelectorAll('#app :is(main, section, button, p, h1, [role=button], .grid-section)')]
  .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.slidev-slide-container'))
  .map(one => one.getBoundingClientRect().right)) - innerWidth)

test('the phone leads from the printed link: on, back, zoom, black, notes and jump list; a viewer follows and reads no notes', async ({ browser, page, room }) => {
  const refused: string[] = []
  page.on('response', response => response.status() === 403 && refused.push(new URL(response.url()).pathname))
  await page.goto(room)
  await expect(page.locator(shownSlide(1)).first()).toBeVisible()
  expect(await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /Remote|Password|notes\.json/.test(name)))).toEqual([])

  const context = await browser.newContext(phone)
  const remote = await context.newPage()
  await remote.goto(`${room}#/remote?key=${encodeURIComponent(PASSWORD)}`)
  const [next, back] = ['Next', 'Back'].map(name => remote.getByRole('button', { name, exact: true })) as [ReturnType<Page['getByRole']>, ReturnType<Page['getByRole']>]
  await expect(remote.getByText('Welcome.')).toBeVisible()
  expect(remote.url()).toBe(`${room}#/remote`)

  await remote.getByRole('button', { name: 'Jump to' }).tap()
  await remote.getByRole('button', { name: /Saga: undo/ }).tap()
  await expect(page).toHaveURL(/#\/saga$/)
  await expect(remote.locator('.count')).toHaveText(/^0\/[1-9]/)
  await next.tap()
  await expect(page).toHaveURL(/#\/saga\?clicks=1$/)
  await expect(remote.locator('.slidev-note-click-mark-active')).toHaveCount(1)
  await back.tap()
  await expect(page).toHaveURL(/#\/saga(?:\?clicks=0)?$/)
  // Before the first click stands the last of the slide before; behind that comes the first again.
  await back.tap()
  await expect(remote.locator('.count, .next')).not.toHaveText(/^0\//)
  await next.tap()
  await expect(page).toHaveURL(/#\/saga(?:\?clicks=0)?$/)

  await remote.getByRole('button', { name: 'Zoom' }).tap()
  await expect(page).toHaveURL(/#\/saga\?(?:clicks=0&)?zoom=code$/)
  await remote.getByRole('button', { name: 'Whole slide' }).tap()
  await expect(page).toHaveURL(/#\/saga(?:\?clicks=0)?$/)
  await remote.getByRole('button', { name: 'Black' }).tap()
  await expect(page.locator('.black-screen')).toBeVisible()
  await remote.getByRole('button', { name: 'Show again' }).tap()
  await expect(page.locator('.black-screen')).toHaveCount(0)
  await expect(remote.getByRole('timer')).not.toHaveText('0:00')

  expect(await overhang(remote)).toBeLessThanOrEqual(0)
  await remote.setViewportSize({ width: 844, height: 390 })
  await expect(next).toBeInViewport({ ratio: 1 })
  await expect(back).toBeInViewport({ ratio: 1 })
  expect(await overhang(remote)).toBeLessThanOrEqual(0)

  await page.goto(`${room}#/notes`)
  await expect(page.locator('#password')).toBeVisible()
  expect(refused).toContain('/talk')
  expect(await page.evaluate(async () => (await fetch('notes.json')).status)).toBe(403)
  await context.close()
})

test('without the password the presenter view asks for it, says when it is wrong, and fits a phone', async ({ browser, room }) => {
  const context = await browser.newContext(phone)
  const page = await context.newPage()
  await page.goto(`${room}#/presenter/2?key=guess`)
  await expect(page.getByRole('alert')).toHaveText('The password of this link is not the one of this talk.')
  await page.getByRole('textbox').fill('another guess')
  await page.getByRole('button', { name: 'Lead the talk' }).tap()
  await expect(page.getByRole('alert')).toHaveText('That is not the password.')
  await page.getByRole('textbox').fill(PASSWORD)
  await page.getByRole('button', { name: 'Lead the talk' }).tap()
  await expect(page.locator(shownSlide(2)).first()).toBeVisible()
  await expect(page.locator('.slidev-presenter .slidev-note')).not.toHaveText('No notes.')
  await expect.poll(() => overhang(page)).toBeLessThanOrEqual(1)
  await context.close()
})

test('in a hosted deck the remote leads the other windows of its browser; short addresses lead to views and slides', async ({ context, page, serve }) => {
  const { url } = await serve({ base: '/talk/' })
  await page.goto(`${url}saga`)
  await expect(page).toHaveURL(`${url}#/saga`)
  await expect(page.locator(shownSlide()).first()).toBeVisible()
  const remote = await context.newPage()
  await remote.goto(`${url}remote`)
  await expect(remote).toHaveURL(`${url}#/remote`)
  // It opens where the reader is and takes nobody anywhere else.
  await expect(remote.locator('.count')).toHaveText(/^0\/[1-9]/)
  await remote.keyboard.press('PageDown')
  await expect(page).toHaveURL(/#\/saga\?clicks=1$/)

  const answer = await page.goto(`${url}nosuch`)
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading')).toHaveText('There is nothing at this address')
})
