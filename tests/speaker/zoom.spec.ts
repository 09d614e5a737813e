import type { Page } from 'playwright/test'
import { expect } from 'playwright/test'
import { test } from '../hosting/support.ts'

const SLIDE = '#slideshow > .slidev-page:visible'
const filling = (page: Page) => page.locator(`${SLIDE} .fills-slide`)
const lit = (page: Page) => page.locator(`${SLIDE} .code .lit`).first()

async function press(page: Page, key: string): Promise<void> {
  await page.bringToFront()
  await page.keyboard.press(key)
}

/** How the code that fills the slide is seen, in px of the slide's canvas: how high its letters are, and which lines of the lit ones are not to be seen whole. */
const seen = (page: Page) => page.locator(`${SLIDE} .fills-slide .code`).evaluate((code) => {
  const canvas = code.closest('.slidev-slide-content')!.getBoundingClientRect()
  const pane = code.getBoundingClientRect()
  const rows = [...code.querySelectorAll('.lit')]
  const letters = document.createRange()
  letters.selectNodeContents(rows[0]!.querySelector('[data-text]')!)
  const { width } = letters.getBoundingClientRect()
  const hidden = rows.filter((row) => {
    const text = document.createRange()
    text.selectNodeContents(row)
    const box = text.getBoundingClientRect()
    return box.top < pane.top - 1 || box.bottom > pane.bottom + 1 || box.right > canvas.right
  })
  // A letter of the code's font is six tenths as wide as it is high.
  return { size: Math.round(width / rows[0]!.textContent!.length / 0.6 / (canvas.width / 980)), rows: rows.length, hidden: hidden.length }
})

test('a key fills the slide with its code in every window of the talk, follows what is spoken about, and goes back', async ({ context, serve }) => {
  const { url } = await serve({ base: '/talk/' })
  const [presenter, audience] = [await context.newPage(), await context.newPage()]
  await presenter.goto(`${url}#/presenter/saga?clicks=5`)
  await expect(lit(presenter)).toBeVisible()
  await audience.goto(url)
  await expect(lit(audience)).toBeVisible()

  await press(presenter, 'z')
  for (const page of [presenter, audience]) {
    await expect(filling(page)).toHaveCount(1)
    await expect(page).toHaveURL(/saga\?clicks=5&zoom=code$/)
    await expect.poll(() => seen(page)).toMatchObject({ size: 20, hidden: 0 })
  }
  const before = await lit(audience).getAttribute('data-line')
  await press(presenter, 'PageDown')
  for (const page of [presenter, audience]) {
    await expect(lit(page)).not.toHaveAttribute('data-line', before!)
    await expect(page).toHaveURL(/saga\?clicks=6&zoom=code$/)
    await expect.poll(() => seen(page)).toMatchObject({ size: 20, hidden: 0 })
  }

  // Scrolled by hand, it is scrolled for the audience too.
  const top = (page: Page) => page.locator(`${SLIDE} .fills-slide .code`).evaluate(code => Math.round(code.scrollTop))
  const stood = await top(audience)
  await presenter.locator(`${SLIDE} .fills-slide .code`).hover()
  await presenter.mouse.wheel(0, stood > 200 ? -150 : 150)
  await expect.poll(() => top(presenter)).not.toBe(stood)
  await audience.bringToFront()
  await expect.poll(async () => await top(audience) - await top(presenter)).toBe(0)

  await press(audience, 'Shift+Z')
  for (const page of [presenter, audience])
    await expect(page.locator(`${SLIDE} .diagram-box.fills-slide`)).toHaveCount(1)
  await press(presenter, 'z')
  for (const page of [presenter, audience]) {
    await expect(filling(page)).toHaveCount(0)
    await expect(page).toHaveURL(/saga\?clicks=6$/)
  }

  // It stays behind on its slide.
  await press(audience, 'z')
  await expect(filling(presenter)).toHaveCount(1)
  await press(presenter, 'ArrowDown')
  for (const page of [presenter, audience]) {
    await expect(page).not.toHaveURL(/saga|zoom/)
    await expect(filling(page)).toHaveCount(0)
  }
})

test('an address says what fills its slide; what is none of its panes is left out of it', async ({ page, serve }) => {
  const { url } = await serve({ base: '/talk/' })
  await page.goto(`${url}#/saga?clicks=5&zoom=code`)
  await expect(filling(page)).toHaveCount(1)
  await expect.poll(() => seen(page)).toMatchObject({ size: 20, hidden: 0 })
  await page.keyboard.press('Escape')
  await expect(filling(page)).toHaveCount(0)
  await expect(page).toHaveURL(/saga\?clicks=5$/)
  await page.goto(`${url}#/saga?clicks=5&zoom=nosuch`)
  await expect(page).toHaveURL(/saga\?clicks=5$/)
  await expect(filling(page)).toHaveCount(0)
  await page.locator(SLIDE).getByRole('button', { name: 'Fill the slide with the drawing' }).press('Enter')
  await expect(page).toHaveURL(/saga\?clicks=5&zoom=drawing$/)
  await page.locator(SLIDE).getByRole('button', { name: 'Back to the slide' }).press('Enter')
  await expect(page).toHaveURL(/saga\?clicks=5$/)
})
