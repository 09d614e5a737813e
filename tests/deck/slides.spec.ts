import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'playwright/test'
import { measure, place, settle, watch } from './walk.ts'

// The canvas at its own size: one CSS pixel is one pixel of the design.
test.use({ viewport: { width: 980, height: 552 } })

for (const colorScheme of ['dark', 'light'] as const) {
  test(`every slide at every click, ${colorScheme}: quiet, complete, large enough, accessible`, async ({ browser, baseURL }) => {
    test.setTimeout(300_000)
    const context = await browser.newContext({ colorScheme, baseURL, viewport: { width: 980, height: 552 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const trouble = await watch(page, new URL(baseURL!).origin)
    await page.goto('/#/1')
    await settle(page)

    const faults: string[] = []
    const visited: string[] = []
    let checked = 0
    for (;;) {
      const { slide, click } = await place(page)
      visited.push(`${slide}.${click}`)
      for (const fault of await measure(page))
        faults.push(`slide ${slide}, click ${click}: ${fault}`)
      if (slide !== checked) {
        checked = slide
        const { violations } = await new AxeBuilder({ page }).include('#slideshow').analyze()
        faults.push(...violations.map(({ id, nodes }) => `slide ${slide}, axe ${id}: ${nodes[0]!.html.slice(0, 160)} ${nodes[0]!.failureSummary ?? ''}`))
      }
      await page.keyboard.press('ArrowRight')
      await page.waitForTimeout(30)
      await settle(page)
      if (visited.at(-1) === await place(page).then(at => `${at.slide}.${at.click}`))
        break
    }
    expect(faults).toEqual([])

    const back: string[] = [visited.at(-1)!]
    for (let step = 1; step < visited.length; step++) {
      await page.keyboard.press('ArrowLeft')
      await page.waitForTimeout(30)
      await settle(page)
      const at = await place(page)
      back.push(`${at.slide}.${at.click}`)
    }
    expect(back.reverse()).toEqual(visited)
    expect(trouble).toEqual({ console: [], requests: [], policy: [] })
    await context.close()
  })
}
