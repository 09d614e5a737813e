import type { Page } from 'playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from 'playwright/test'
import { open, test } from '../lab/lab-page.ts'
import type { Ticket } from '../../workshop/ticket.ts'
import { PLACES, placeOf, readTicket, writeTicket } from '../../workshop/ticket.ts'
import { randomTicket } from './random-ticket.ts'

/** Somebody at work on “Money back”, stuck at its second check. */
const stuck = (id: number, rung = 0): Ticket => ({ id, standings: PLACES.map((_, place) => place === placeOf('money-back') ? 'begun' : 'untouched'), current: { place: placeOf('money-back')!, shownPass: false, failing: 1, rung } })
const room = (count: number) => Array.from({ length: count }, (_, id) => writeTicket(randomTicket(id + 1, id)))

async function openBoard(page: Page, query = ''): Promise<void> {
  await page.goto(`/#/lab/board${query}`)
  await expect(page.getByRole('heading', { name: 'The board' })).toBeVisible()
}

/** As somebody pastes it. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /ticket/ }).evaluate((field, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}
const count = (page: Page) => page.locator('details.tickets summary')

test('takes one ticket, a whole chat, and says what is wrong with what is none', async ({ lab }) => {
  await openBoard(lab)
  const [one, two, three] = room(3) as [string, string, string]
  const field = lab.getByRole('textbox', { name: /ticket/ })
  await field.fill(one.toLowerCase().replaceAll('-', ' '))
  await field.press('Enter')
  await expect(count(lab)).toHaveText('1 ticket')
  await field.fill(one.replace(/.$/, last => last === 'A' ? 'B' : 'A'))
  await lab.getByRole('button', { name: 'Add' }).click()
  await expect(lab.locator('.refused')).toContainText('A character of this ticket is wrong')
  await expect(count(lab)).toHaveText('1 ticket')
  await paste(lab, `10:02 Anna: mine is ${two}, and when they said that it will work\n10:03 Bram: ${three}\n10:04 Cleo: ${two}`)
  await expect(lab.locator('output')).toHaveText('2 new, 0 changed, 1 as before.')
  await expect(lab.locator('.refused')).toHaveCount(0)
  await expect(count(lab)).toHaveText('3 tickets')
})

test('says what most are stuck at and which hint to give, by the newest ticket of each', async ({ lab }) => {
  await openBoard(lab)
  await paste(lab, [stuck(1), stuck(2), stuck(3, 1)].map(writeTicket).join('\n'))
  const help = lab.getByRole('region', { name: 'Where a hint helps most' })
  await expect(help).toContainText('3 of 3 at Money back are stuck at')
  await expect(help).toContainText('Give the room the first hint')
  await expect(help.locator('pre')).not.toBeEmpty()
  await paste(lab, [stuck(1, 1), stuck(2, 1)].map(writeTicket).join('\n'))
  await expect(help).toContainText('Give the room the second hint')
  await expect(count(lab)).toHaveText('3 tickets')
  await expect(lab.getByRole('listitem').filter({ has: lab.getByRole('link', { name: 'Money back' }) })).toContainText('3 begun · 3 at it now · 3 of 3 stuck at')
})

test('a ticket in the address joins those that the browser has, once; one goes, all go and come back', async ({ lab }) => {
  const [one, two, three] = room(3) as [string, string, string]
  await openBoard(lab, `?add=${one}`)
  await expect(lab).toHaveURL(/#\/lab\/board$/)
  await expect(count(lab)).toHaveText('1 ticket')
  await openBoard(lab, `?add=${two.replaceAll('-', '')}`)
  await expect(count(lab)).toHaveText('2 tickets')
  await openBoard(lab, '?add=8Q3K-0A51-4C7M')
  await expect(lab.locator('.refused')).toContainText('A character of this ticket is wrong')
  await expect(count(lab)).toHaveText('2 tickets')

  await count(lab).click()
  await lab.getByRole('button', { name: `Remove ${one}` }).click()
  await expect(count(lab)).toHaveText('1 ticket')
  await lab.getByRole('button', { name: 'Clear all' }).click()
  await expect(count(lab)).toHaveText('0 tickets')
  await lab.reload()
  await expect(count(lab)).toHaveText('0 tickets')
  await paste(lab, `${three}\n`)
  await expect(count(lab)).toHaveText('1 ticket')
  await lab.getByRole('button', { name: 'Bring back' }).click()
  await expect(count(lab)).toHaveText('2 tickets')
  await count(lab).click()
  await expect(lab.getByText(two)).toBeVisible()
})

test('two hundred are a few lines, in every light and on a phone, and say the same in words', async ({ lab }) => {
  for (const scheme of ['dark', 'light'] as const) {
    await lab.emulateMedia({ colorScheme: scheme })
    await openBoard(lab)
    await paste(lab, room(200).map((ticket, line) => `10:${line} From person ${line}: ${ticket}`).join('\n'))
    await expect(count(lab)).toHaveText('200 tickets')
    // Cells are drawn as five paths a row: hundreds of tickets cost no elements.
    expect(await lab.locator('.board *').count()).toBeLessThan(400)
    const { violations } = await new AxeBuilder({ page: lab }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`)).toEqual([])
  }
  await lab.setViewportSize({ width: 390, height: 844 })
  await openBoard(lab, '?stage')
  await expect(count(lab)).toHaveText('200 tickets')
  expect(await lab.evaluate(() => document.querySelector('.lab')!.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})

test('the ticket at the foot of the lab follows what is checked, and the board reads it', async ({ lab, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(lab, 'money-back')
  await lab.getByRole('button', { name: 'Ticket' }).click()
  const code = lab.locator('.ticket .code')
  const fresh = readTicket(await code.innerText())
  expect(fresh.current).toBeUndefined()
  await expect(lab.getByRole('img', { name: /QR code of the ticket/ })).toBeVisible()
  await lab.locator('.cm-content').focus()
  await lab.keyboard.press('ControlOrMeta+Enter')
  await expect(lab.locator('.found').first()).toBeVisible()
  await expect.poll(async () => readTicket(await code.innerText()).current).toMatchObject({ place: placeOf('money-back'), rung: 0 })
  const ticket = await code.innerText()
  expect(readTicket(ticket)).toMatchObject({ id: fresh.id })
  expect(readTicket(ticket).current!.failing).toEqual(expect.any(Number))
  await lab.getByRole('button', { name: 'Copy the ticket' }).click()
  await expect(lab.locator('.ticket output')).toHaveText('Copied.')
  expect(await lab.evaluate(() => navigator.clipboard.readText())).toBe(ticket)

  await lab.goto('/#/lab')
  await expect(lab.locator('.ticket .code')).toHaveText(ticket)
  await openBoard(lab, `?add=${ticket}`)
  await expect(lab.getByRole('region', { name: 'Where a hint helps most' })).toContainText('1 of 1 at Money back are stuck at')
})
