import type { Page } from 'playwright/test'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { playCase } from '../../engine/simulation/play/play-case.ts'
import { expect, test } from '../support/dev-server.ts'

const pattern = (await readPattern('snippets', 'callback-token')).pattern!
const [answered, , timedOut] = await Promise.all(pattern.cases.cases.map(item => playCase(pattern, item)))

test('from npm start, presenter and audience show the same beat, case and outcome', async ({ devUrl, browser }) => {
  // Two browsers, as on two machines: only the server can carry anything between them.
  const [one, two] = [await browser.newContext({ reducedMotion: 'reduce' }), await browser.newContext({ reducedMotion: 'reduce' })]
  const [presenter, audience] = [await one.newPage(), await two.newPage()]
  // What is found late reloads the window: then it asks for Vite's client once more.
  let loads = 0
  for (const page of [presenter, audience]) page.on('request', request => new URL(request.url()).pathname === '/@vite/client' && loads++)
  // What comes next stands beside it in the presenter view, with the same buttons.
  const shown = (page: Page) => page.locator('#slideshow > .slidev-page:visible')
  const says = (page: Page) => shown(page).locator('.live-ready .say')

  await audience.goto(`${devUrl}#/callback-token`)
  await expect(says(audience)).toHaveText(answered!.beats[0]!.say)
  const no = await shown(audience).getAttribute('data-slidev-no')
  await presenter.goto(`${devUrl}#/presenter/${no}`)
  await expect(says(presenter)).toHaveText(answered!.beats[0]!.say)

  await presenter.keyboard.press('PageDown')
  await expect(says(presenter)).toHaveText(answered!.beats[1]!.say)
  await expect(says(audience)).toHaveText(answered!.beats[1]!.say)

  await shown(presenter).locator('.case', { hasText: 'timed out' }).click()
  await expect(says(presenter)).toHaveText(timedOut!.beats[0]!.say)
  await expect(says(audience)).toHaveText(timedOut!.beats[0]!.say)
  await shown(presenter).locator('.inbox .act', { hasText: 'approve' }).click()
  await expect(says(audience)).toHaveText('The run has succeeded.')
  await expect(shown(audience).locator('.note')).toHaveText('your outcome')

  await presenter.keyboard.press('PageDown')
  await expect(says(audience)).toHaveText(timedOut!.beats[1]!.say)
  expect(loads, 'documents that two windows have loaded').toBe(2)
  await one.close()
  await two.close()
})

test('the presenter view is where people look for it', async ({ devUrl, page }) => {
  await page.goto(`${devUrl}presenter`)
  await expect(page).toHaveURL(/#\/presenter/)
  await expect(page.getByText('Current', { exact: true })).toBeVisible()
})
