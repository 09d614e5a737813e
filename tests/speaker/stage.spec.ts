import type { Page } from 'playwright/test'
import { expect, test } from 'playwright/test'
import { place, settle } from '../deck/walk.ts'

const SLIDE = '#slideshow > .slidev-page:visible'
const note = (page: Page) => page.locator(`${SLIDE} .note`)
const black = (page: Page) => page.locator('.black-screen')

test('every outcome of a token is one press away from the same moment, and so is the script', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/#/callback-token?clicks=1')
  await settle(page)
  const press = (name: string) => page.locator(`${SLIDE} .inbox .act`, { hasText: name }).click()
  const say = page.locator(`${SLIDE} .say`)
  const script = await say.textContent()
  for (const [outcome, end] of [['approve', 'The run has succeeded.'], ['fail', 'The run has failed with Pickup.Open.'], ['drop', 'The run has failed with Pickup.Open.'], ['late', /TaskTimedOut/], ['approve', 'The run has succeeded.']] as const) {
    await press(outcome)
    await expect(say).toHaveText(end)
    await expect(page.locator(`${SLIDE} .inbox .act[aria-pressed='true']`)).toHaveText(outcome)
  }
  await expect(note(page)).toHaveText('your outcome')
  await page.locator(`${SLIDE} .script`).click()
  await expect(say).toHaveText(script!)
  await expect(note(page)).toHaveText('simulated')

  // The script has answered this one; it can still be taken back to where it waited.
  await page.keyboard.press('ArrowRight')
  await press('fail')
  await expect(say).toHaveText('The run has failed with Pickup.Open.')
  await page.keyboard.press('ArrowRight')
  await expect(note(page)).toHaveText('simulated')
  expect(await place(page)).toMatchObject({ click: 3 })
})

test('black takes the picture from the audience and tells the presenter; the first step brings it back, the next goes on and has started the clock', async ({ context }) => {
  const [presenter, audience] = [await context.newPage(), await context.newPage()]
  await presenter.goto('/#/presenter/callback-token')
  await presenter.locator('.live-ready').first().waitFor()
  await expect(presenter).toHaveTitle(/^Presenter · Callback/)
  // What comes next is a picture: a button in it would answer at another click than the one that is shown.
  await expect(presenter.locator('main.sheet[inert]')).toHaveCount(1)
  const talk = presenter.locator('.clock .talk')
  await expect(presenter.locator('.clock .chapter')).toContainText(/^4 Waiting .* · 0:00 of \d+:\d\d$/)
  await expect(talk).toHaveText('45:00')
  await expect(talk).toHaveClass(/stopped/)
  await presenter.reload()
  await presenter.locator('.live-ready').first().waitFor()
  await audience.goto('/#/callback-token')
  await settle(audience)
  const { slide } = await place(audience)
  await expect(talk).toHaveClass(/stopped/)

  await presenter.keyboard.press('.')
  await expect(black(audience)).toBeVisible()
  await expect(audience.getByText('The screen is black.')).toBeAttached()
  await expect(presenter.getByText('The audience sees black.')).toBeVisible()
  await expect(black(presenter)).toHaveCount(0)
  await presenter.keyboard.press('PageDown')
  await expect(black(audience)).toHaveCount(0)
  expect(await place(audience)).toMatchObject({ slide, click: 0 })
  await expect(talk).toHaveClass(/stopped/)

  await presenter.keyboard.press('PageDown')
  await expect.poll(() => place(audience)).toMatchObject({ slide, click: 1 })
  await expect(talk).not.toHaveClass(/stopped/)
  await presenter.keyboard.press('b')
  await expect(black(audience)).toBeVisible()
  await audience.bringToFront()
  await audience.keyboard.press('Escape')
  await expect(black(audience)).toHaveCount(0)
  await expect(presenter.getByText('The audience sees black.')).toHaveCount(0)
})

test('a window alone goes black as well, and is never printed so', async ({ page }) => {
  await page.goto('/#/5')
  await settle(page)
  await page.keyboard.press('b')
  await expect(black(page)).toBeVisible()
  await page.keyboard.press('b')
  await expect(black(page)).toHaveCount(0)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`${colorScheme}, on a 4:3 projector the controls show only near the mouse, and stand out`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1024, height: 768 } })
    const page = await context.newPage()
    await page.goto('/#/5')
    await settle(page)
    const row = page.locator('.controls-row')
    await page.mouse.move(500, 300)
    await expect(row).toHaveCSS('opacity', '0')
    await page.mouse.move(700, 740)
    await expect(row).toHaveCSS('opacity', '1')
    await context.close()

    const phone = await browser.newContext({ colorScheme, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    const hand = await phone.newPage()
    await hand.goto('/#/5')
    await settle(hand)
    await expect(hand.locator('.controls-row')).toHaveCSS('opacity', '1')
    const contrast = await hand.locator('.controls-row .slidev-icon-btn').first().evaluate((button) => {
      const light = (css: string) => {
        const [r, g, b] = css.match(/[\d.]+/g)!.slice(0, 3).map(part => Number(part) / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
      }
      const ground = light(getComputedStyle(document.querySelector('#slide-container')!).backgroundColor)
      const { color, opacity } = getComputedStyle(button)
      const ink = light(color) * Number(opacity) + ground * (1 - Number(opacity))
      return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05)
    })
    expect(contrast).toBeGreaterThan(3)
    await hand.setViewportSize({ width: 844, height: 390 })
    await expect(hand.locator('.controls-row')).toHaveCSS('pointer-events', 'none')
    await phone.close()
  })
}

test('the presenter’s notes have ten lines and more at 1440 × 900, and grow with the window', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const notes = page.locator('.slidev-note')
  const measure = () => notes.evaluate(box => ({ size: Number.parseFloat(getComputedStyle(box).fontSize), lines: box.clientHeight / Number.parseFloat(getComputedStyle(box).lineHeight) }))
  await page.goto('/#/presenter/callback-token')
  await notes.waitFor()
  const laptop = await measure()
  expect(laptop.lines).toBeGreaterThanOrEqual(11)
  await page.setViewportSize({ width: 3840, height: 2160 })
  await expect.poll(async () => (await measure()).size).toBeGreaterThan(2 * laptop.size - 6)
  await context.close()
})
