import type { Page } from 'playwright/test'
import { test as base } from 'playwright/test'
import { settle } from '../deck/walk.ts'

/** Tests that all look at slides in the same window, as in a talk: opening the deck anew takes longer than most of them. */
export const test = base.extend<object, { deck: Page }>({
  deck: [async ({ browser }, use, { project }) => {
    const { baseURL, viewport } = project.use
    const context = await browser.newContext({ baseURL, viewport, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto('/')
    await settle(page)
    await use(page)
    await context.close()
  }, { scope: 'worker' }],
})
