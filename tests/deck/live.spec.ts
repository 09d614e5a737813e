import type { Page } from 'playwright/test'
import { expect, test } from 'playwright/test'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { playCase } from '../../engine/simulation/play/play-case.ts'
import { place, settle } from './walk.ts'

const pattern = (await readPattern('snippets', 'callback-token')).pattern!
const runs = await Promise.all(pattern.cases.cases.map(async item => ({ item, ...await playCase(pattern, item) })))
const starts = runs.map((_, index) => runs.slice(0, index).reduce((sum, run) => sum + run.beats.length, 0))
const startOf = (name: string) => starts[runs.findIndex(run => run.item.name === name)]!

const SLIDE = '#slideshow > .slidev-page:visible'
const say = (page: Page) => page.locator(`${SLIDE} .say`)

async function open(page: Page, click = 0) {
  await page.goto(`/#/callback-token?clicks=${click}`)
  await settle(page)
}

test('a case button goes to the first beat of its case, and the clicker goes on from there', async ({ page }) => {
  await open(page)
  await page.locator(`${SLIDE} .case`, { hasText: 'timed out' }).click()
  await expect(say(page)).toHaveText(runs[2]!.beats[0]!.say)
  await page.keyboard.press('PageDown')
  await expect(say(page)).toHaveText(runs[2]!.beats[1]!.say)
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  await expect(say(page)).toHaveText(runs[1]!.beats.at(-1)!.say)
})

for (const [button, status, state] of [['approve', 'succeeded', 'ShipOrder'], ['fail', 'failed', 'PickupOpen'], ['drop', 'failed', 'PickupOpen']] as const) {
  test(`in the token inbox, “${button}” makes a run of its own, and the next click goes back to the script`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await open(page, startOf('timed-out'))
    await page.locator(`${SLIDE} .inbox .act`, { hasText: button }).click()
    await expect(page.locator(`${SLIDE} .note`)).toHaveText('your outcome')
    await expect(page.locator(`${SLIDE} .drawing .node`, { hasText: state })).toHaveClass(new RegExp(`is-${status}`))
    await page.keyboard.press('ArrowRight')
    await expect(say(page)).toHaveText(runs[2]!.beats[1]!.say)
    await expect(page.locator(`${SLIDE} .note`)).toHaveText('simulated')
  })
}

test('a late answer is refused, with the name of AWS’s exception', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page, startOf('timed-out') + 2)
  await page.locator(`${SLIDE} .inbox .act`, { hasText: 'late' }).click()
  await expect(say(page)).toContainText('TaskTimedOut')
  await expect(page.locator(`${SLIDE} .drawing .node`, { hasText: 'PickupOpen' })).toHaveClass(/is-failed/)
})

test('a pressed button leaves the arrow keys and the clicker to the talk, by mouse and by keyboard', async ({ page }) => {
  await open(page, 1)
  await page.locator(`${SLIDE} .pane`, { hasText: 'history' }).click()
  await page.keyboard.press('ArrowRight')
  expect(await place(page)).toMatchObject({ click: 2 })
  const data = page.locator(`${SLIDE} .pane`, { hasText: 'data' })
  await data.focus()
  await page.keyboard.press('Space')
  await expect(data).toHaveAttribute('aria-pressed', 'true')
  expect(await place(page)).toMatchObject({ click: 2 })
  await page.keyboard.press('PageDown')
  expect(await place(page)).toMatchObject({ click: 3 })
})

test('leaving the slide and coming back restores what was shown', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page, startOf('timed-out'))
  await page.locator(`${SLIDE} .inbox .act`, { hasText: 'approve' }).click()
  await expect(say(page)).toHaveText('The run has succeeded.')
  const { slide } = await place(page)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => place(page).then(at => at.slide)).toBe(slide + 1)
  await page.goBack()
  await settle(page)
  await expect(say(page)).toHaveText('The run has succeeded.')
})

test('an address with a click opens at that beat', async ({ page }) => {
  const click = startOf('late') + 3
  await open(page, click)
  await expect(say(page)).toHaveText(runs[3]!.beats[3]!.say)
  expect(await place(page)).toMatchObject({ click })
})

test('the data and the history at the position are there on demand', async ({ page }) => {
  await open(page, 2)
  await page.locator(`${SLIDE} .pane`, { hasText: 'history' }).click()
  const rows = page.locator(`${SLIDE} .history tbody tr`)
  const { position } = runs[0]!.beats[2]!
  await expect(rows).toHaveCount(position)
  await expect(rows.last()).toContainText(runs[0]!.recording.events[position - 1]!.type)
  await page.locator(`${SLIDE} .pane`, { hasText: 'data' }).click()
  await expect(page.locator(`${SLIDE} .data`)).toContainText('2026-12-04T08:00:00Z')
})

test('what a case leaves out of the workflow is struck through, and lies in view', async ({ page }) => {
  await open(page, startOf('lost'))
  const line = page.locator(`${SLIDE} .line.omitted`)
  await expect(line).toHaveText(/TimeoutSeconds/)
  await expect(line).toBeInViewport()
})

test('presenter and audience show the same beat, case and outcome', async ({ context }) => {
  const [presenter, audience] = [await context.newPage(), await context.newPage()]
  for (const page of [presenter, audience])
    await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(audience)
  const { slide } = await place(audience)
  await presenter.goto(`/#/presenter/${slide}`)
  await presenter.locator('.live-ready').first().waitFor()
  const told = (page: Page) => page.locator('.live-ready .say').first()

  for (const beat of runs[0]!.beats.slice(1)) {
    await presenter.keyboard.press('PageDown')
    await expect(told(presenter)).toHaveText(beat.say)
    await expect(say(audience)).toHaveText(beat.say)
  }
  await presenter.locator('.case', { hasText: 'timed out' }).first().click()
  await expect(say(audience)).toHaveText(runs[2]!.beats[0]!.say)
  await presenter.locator('.inbox .act', { hasText: 'approve' }).first().click()
  await expect(say(audience)).toHaveText('The run has succeeded.')
  await expect(audience.locator(`${SLIDE} .note`)).toHaveText('your outcome')
})
