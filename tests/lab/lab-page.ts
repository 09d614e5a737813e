import type { Page } from 'playwright/test'
import { expect, test as base } from 'playwright/test'
import { watch } from '../deck/walk.ts'

/** The built deck, watched: nothing may break the policy, ask another host or complain. */
export const test = base.extend<{ lab: Page }>({
  lab: async ({ page, baseURL }, use) => {
    const trouble = await watch(page, new URL(baseURL!).origin)
    await use(page)
    expect(trouble).toEqual({ console: [], requests: [], policy: [] })
    expect(await page.locator('style').count()).toBe(0)
  },
})

/** Opens a place of the lab, and waits for its editor. */
export async function open(page: Page, place: string): Promise<void> {
  await page.goto(`/#/lab/${place}`)
  await expect(page.locator('.cm-content')).toBeVisible()
}

/** The whole text of the editor, also what is not on the screen. */
export async function text(page: Page): Promise<string> {
  return page.locator('.cm-content').evaluate(element => (element as any).cmTile?.view?.state.doc.toString() ?? (element as any).cmView.view.state.doc.toString())
}

/** By keyboard alone: everything is selected, and another text put in its place. */
export async function write(page: Page, what: string): Promise<void> {
  await page.locator('.cm-content').focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(what)
}
