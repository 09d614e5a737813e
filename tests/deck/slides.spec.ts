import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'playwright/test'
import { liveUses } from '../../scripts/deck/live-uses.ts'
import { writtenSlides } from './slides.ts'
import { measure, place, settle, step, watch } from './walk.ts'

// Chapters are walked side by side; each in a context of its own.
test.describe.configure({ mode: 'parallel' })

const slides = await writtenSlides()
const starts = [0, ...slides.flatMap((slide, index) => index > 0 && slide.layout === 'chapter' ? [index] : [])]
const chapters = starts.map((start, index) => {
  const last = starts[index + 1] ?? slides.length
  return { title: slides[start]!.title, first: start + 1, last, live: slides.slice(start, last).some(slide => liveUses(slide.content).length > 0) }
})

for (const colorScheme of ['dark', 'light'] as const) {
  for (const { title, first, last, live } of chapters) {
    test(`slides ${first} to ${last}, “${title}”, ${colorScheme === 'dark' ? 'at every click' : 'one after the other'}, ${colorScheme}: quiet, complete, large enough, accessible`, async ({ browser, baseURL }) => {
      test.setTimeout(400_000)
      // The canvas at its own size: one CSS pixel is one pixel of the design.
      const context = await browser.newContext({ colorScheme, baseURL, viewport: { width: 980, height: 552 }, reducedMotion: 'reduce' })
      const page = await context.newPage()
      const trouble = await watch(page, new URL(baseURL!).origin)
      await page.goto(`/#/${first}`)
      await settle(page)

      const faults: string[] = []
      const visited: string[] = []
      let checked = 0
      for (;;) {
        const at = await place(page)
        if (at.slide > last)
          break
        visited.push(`${at.slide}.${at.click}`)
        for (const fault of await measure(page))
          faults.push(`slide ${at.slide}, click ${at.click}: ${fault}`)
        if (at.slide !== checked) {
          checked = at.slide
          // Without frames to gather from, axe needs no page of its own for that.
          const { violations } = await new AxeBuilder({ page }).setLegacyMode().include(`#slideshow > [data-slidev-no="${at.slide}"]`).analyze()
          faults.push(...violations.map(({ id, nodes }) => `slide ${at.slide}, axe ${id}: ${nodes[0]!.html.slice(0, 160)} ${nodes[0]!.failureSummary ?? ''}`))
        }
        // Colours change nothing about the room that things take: every click is measured in one scheme.
        if (!await step(page, colorScheme === 'dark' ? 'ArrowRight' : 'ArrowDown', at.slide === slides.length))
          break
      }
      expect(faults).toEqual([])
      expect(visited[0]).toBe(`${first}.0`)
      expect(new Set(visited.map(at => at.split('.')[0])).size).toBe(last - first + 1)

      // Going back is the same way the other way round, in any colours; the beats of live slides go back in tests of their own.
      if (colorScheme === 'dark' && !live) {
        const back: string[] = []
        if ((await place(page)).slide === last)
          back.push(visited.at(-1)!)
        while (back.length < visited.length && await step(page, 'ArrowLeft'))
          back.push(await place(page).then(at => `${at.slide}.${at.click}`))
        expect(back.reverse()).toEqual(visited)
      }
      expect(trouble).toEqual({ console: [], requests: [], policy: [] })
      await context.close()
    })
  }
}
