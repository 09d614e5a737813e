import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright/test'
import { once } from 'node:events'
import { expect } from 'playwright/test'
import { stage } from '../../scripts/stage/server.ts'
import { deckFolder, test as base } from '../hosting/support.ts'
import { watch } from '../deck/walk.ts'

const PASSWORD = 'correct horse'
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** The built deck with a room, in a network where all windows come from other machines. */
const test = base.extend<{ room: string }>({
  room: async ({}, use) => {
    const running = stage({ dir: deckFolder, password: PASSWORD, isLocal: () => false, workshop: {} })
    const server = running.server().listen(0, '127.0.0.1')
    await once(server, 'listening')
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await running.close()
  },
})

/** A window of the presenter's, which has shown the password before. */
async function lead(page: Page, room: string, route: string): Promise<void> {
  await page.addInitScript(key => sessionStorage.setItem('talk-key', key), PASSWORD)
  await page.goto(`${room}#/${route}`)
}

async function participant(browser: Browser, room: string): Promise<Page> {
  const page = await (await browser.newContext(phone)).newPage()
  await page.goto(`${room}#/room`)
  await expect(page.getByRole('heading', { name: 'The room' })).toBeVisible()
  return page
}

/** The slide with the vote: the one after the saga's first. While one fades into the other, both are there. */
const votingSlide = (page: Page) => page.locator('#slideshow > .slidev-page').filter({ hasText: 'When the undo fails' })

async function openVote(page: Page): Promise<void> {
  await expect(page.locator('#slideshow > .slidev-page:visible .live-ready').first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(votingSlide(page).locator('.live-ready')).toBeVisible()
}

test('what a participant does in the lab comes to the presenter’s board as it happens, and a name is only a name', async ({ browser, page, room }) => {
  const trouble = await watch(page, new URL(room).origin)
  await lead(page, room, 'lab/board')
  await expect(page.getByText('tickets of this room come by themselves')).toBeVisible()
  const anna = await participant(browser, room)
  await anna.getByRole('textbox', { name: /A name for the board/ }).fill('<img src=x onerror=a()>')
  await anna.getByRole('link', { name: 'To the lab' }).tap()
  await anna.getByRole('link', { name: /Money back/ }).tap()
  await expect(anna.getByRole('button', { name: 'Check' })).toBeVisible()
  await anna.getByRole('button', { name: 'Check' }).tap()
  await expect(anna.locator('.found').first()).toBeVisible()

  await expect(page.getByRole('region', { name: 'Where a hint helps most' })).toContainText('1 of 1 at Money back are stuck at')
  await page.locator('details.tickets summary').click()
  await expect(page.locator('.tickets .name')).toHaveText('<img src=x onerror=a()>')
  expect(await page.locator('.tickets img').count()).toBe(0)

  // Another participant’s board has only what that browser was given.
  const bram = await participant(browser, room)
  await bram.goto(`${room}#/lab/board`)
  await expect(bram.locator('details.tickets summary')).toHaveText('0 tickets')
  await expect(bram.getByText('come by themselves')).toHaveCount(0)
  expect(await bram.evaluate(async () => [(await fetch('notes.json')).status, (await fetch('read/failing.html')).status])).toEqual([403, 403])

  await page.getByRole('button', { name: 'Clear all' }).click()
  await expect(page.locator('details.tickets summary')).toHaveText('0 tickets')
  expect(trouble).toEqual({ console: [], requests: [], policy: [] })
})

test('the audience chooses from the phone what goes wrong: the bars on the slide move, and what most chose runs', async ({ browser, page, room }) => {
  await lead(page, room, 'saga')
  await openVote(page)
  const slide = votingSlide(page)
  const viewer = await (await browser.newContext()).newPage()
  await viewer.goto(page.url())
  await expect(viewer.locator('#slideshow > .slidev-page:visible .live-ready').first()).toBeVisible()
  await expect(viewer.getByRole('button', { name: 'ask the room' })).toHaveCount(0)
  const [anna, bram, cleo] = await Promise.all([1, 2, 3].map(() => participant(browser, room))) as [Page, Page, Page]
  await expect(anna.getByText('Nothing is voted on right now.')).toBeVisible()

  await slide.getByRole('button', { name: 'ask the room' }).click()
  const vote = slide.getByRole('region', { name: 'The room votes' })
  await expect(vote.getByRole('img', { name: `QR code of ${room}#/room` })).toBeVisible()
  await expect(vote.getByRole('button', { name: 'run what most chose' })).toHaveAttribute('aria-disabled', 'true')
  await expect(viewer.getByRole('region', { name: 'The room votes' })).toBeVisible()
  await expect(viewer.getByRole('button', { name: 'run what most chose' })).toHaveCount(0)

  await anna.getByRole('button', { name: /no answer/ }).tap()
  await expect(anna.getByText('It counts.')).toBeVisible()
  await bram.getByRole('button', { name: /pivot in doubt/ }).tap()
  await cleo.getByRole('button', { name: /refund down/ }).tap()
  await expect(vote).toContainText('3 votes')
  await bram.getByRole('button', { name: /no answer/ }).tap()
  await expect(vote.getByRole('listitem').filter({ hasText: 'no answer' })).toContainText('2')
  await expect(vote).toContainText('3 votes')

  await vote.getByRole('button', { name: 'run what most chose' }).click()
  await expect(vote).toHaveCount(0)
  await expect(slide.getByRole('group', { name: 'Cases' }).getByRole('button', { name: 'no answer' })).toHaveAttribute('aria-pressed', 'true')
  await expect(viewer.getByRole('region', { name: 'The room votes' })).toHaveCount(0)
  await expect(anna.getByRole('heading', { name: 'The vote is over' })).toBeVisible()
  await expect(anna.getByRole('button', { name: /no answer/ })).toHaveCount(0)
})

test('without a room there is no vote, no room and no request to one; the cases are chosen as ever', async ({ page, serve }) => {
  const { url } = await serve()
  const asked: string[] = []
  page.on('request', request => asked.push(new URL(request.url()).pathname))
  await page.goto(`${url}#/saga`)
  await openVote(page)
  const slide = votingSlide(page)
  await slide.getByRole('group', { name: 'Cases' }).getByRole('button', { name: 'pivot in doubt' }).click()
  await expect(slide.getByRole('group', { name: 'Cases' }).getByRole('button', { name: 'pivot in doubt' })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('button', { name: 'ask the room' })).toHaveCount(0)
  await page.goto(`${url}#/room`)
  await expect(page.getByText('There is no room here')).toBeVisible()
  await page.goto(`${url}#/lab/board`)
  await expect(page.getByRole('heading', { name: 'The board' })).toBeVisible()
  expect(asked.filter(path => path.includes('workshop') || /RoomVote/.test(path))).toEqual([])
})

test('a phone that sleeps while the room starts anew has lost nothing, and the board hears of it again', async ({ browser, page }) => {
  const start = async (port = 0) => {
    const running = stage({ dir: deckFolder, password: PASSWORD, isLocal: () => false, workshop: {} })
    const server = running.server().listen(port, '127.0.0.1')
    await once(server, 'listening')
    return { running, port: (server.address() as AddressInfo).port }
  }
  const first = await start()
  const room = `http://127.0.0.1:${first.port}/`
  const anna = await participant(browser, room)
  await anna.goto(`${room}#/lab/will-not-deploy`)
  await anna.getByRole('button', { name: 'Check' }).tap()
  await expect(anna.locator('.found, .problem').first()).toBeVisible()
  await first.running.close()
  const second = await start(first.port)
  await lead(page, room, 'lab/board')
  await expect(page.getByText('tickets of this room come by themselves')).toBeVisible()
  await anna.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(page.locator('details.tickets summary')).toHaveText('1 ticket')
  await second.running.close()
})
