import type { Browser, Page } from 'playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'playwright/test'
import { liveUses } from '../../scripts/deck/live-uses.ts'
import { isSweep } from '../support/sweep.ts'
import { firstOfEachKind, writtenSlides } from './slides.ts'
import { isAtLastClick, measure, place, settle, step, watch } from './walk.ts'

// Chapters are walked side by side; each in a context of its own.
test.describe.configure({ mode: 'parallel' })

const slides = await writtenSlides()
// axe takes longer than all the rest, and finds on a slide what it finds on others that are made of the same.
const forAxe = new Set(isSweep ? slides.keys() : firstOfEachKind(slides))
const starts = [0, ...slides.flatMap((slide, index) => index > 0 && slide.layout === 'chapter' ? [index] : [])]
const chapters = starts.map((start, index) => {
  const last = starts[index + 1] ?? slides.length
  return { title: slides[start]!.title, first: start + 1, last, live: slides.slice(start, last).some(slide => liveUses(slide.content).length > 0) }
})

/** The deck at a slide, on a canvas of its own size: one CSS pixel is one pixel of the design. */
async function openAt(browser: Browser, baseURL: string, slide: number) {
  const context = await browser.newContext({ colorScheme: 'dark', baseURL, viewport: { width: 980, height: 552 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const trouble = await watch(page, new URL(baseURL).origin)
  await page.goto(`/#/${slide}`)
  await settle(page)
  return { page, trouble, close: () => context.close() }
}

/** What axe finds on a slide: all of it, or only what the colours do. */
async function accessFaults(page: Page, slide: number, only?: 'color-contrast'): Promise<string[]> {
  if (!forAxe.has(slide - 1))
    return []
  // Without frames to gather from, axe needs no page of its own for that.
  const axe = new AxeBuilder({ page }).setLegacyMode().include(`#slideshow > [data-slidev-no="${slide}"]`)
  const { violations } = await (only ? axe.withRules([only]) : axe).analyze()
  return violations.map(({ id, nodes }) => `slide ${slide}, axe ${id}: ${nodes[0]!.html.slice(0, 160)} ${nodes[0]!.failureSummary ?? ''}`)
}

/** A slide in the other scheme, and back. */
async function faultsInLight(page: Page, slide: number): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.waitForFunction(() => document.documentElement.classList.contains('light'))
  const faults = [...await measure(page), ...await accessFaults(page, slide)]
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.waitForFunction(() => document.documentElement.classList.contains('dark'))
  return faults.map(fault => `light: ${fault}`)
}

for (const { title, first, last, live } of chapters) {
  test(`slides ${first} to ${last}, “${title}”, at every click, dark, and at the last, light: quiet, complete, large enough, accessible`, async ({ browser, baseURL }) => {
    const { page, trouble, close } = await openAt(browser, baseURL!, first)
    const faults: string[] = []
    const visited: string[] = []
    let checked = 0
    for (;;) {
      const at = await place(page)
      if (at.slide > last)
        break
      visited.push(`${at.slide}.${at.click}`)
      const here = `slide ${at.slide}, click ${at.click}`
      for (const fault of await measure(page))
        faults.push(`${here}: ${fault}`)
      if (at.slide !== checked) {
        checked = at.slide
        faults.push(...await accessFaults(page, at.slide, 'color-contrast'))
      }
      // Colours change nothing about the room that things take. So light is seen as a slide ends, where dark was seen as it begins.
      if (await isAtLastClick(page))
        faults.push(...(await faultsInLight(page, at.slide)).map(fault => `${here}, ${fault}`))
      if (!await step(page, 'ArrowRight'))
        break
    }
    expect(faults).toEqual([])
    expect(visited[0]).toBe(`${first}.0`)
    expect(new Set(visited.map(at => at.split('.')[0])).size).toBe(last - first + 1)

    // Going back is the same way the other way round; the beats of live slides go back in tests of their own.
    if (!live) {
      const back: string[] = []
      if ((await place(page)).slide === last)
        back.push(visited.at(-1)!)
      while (back.length < visited.length && await step(page, 'ArrowLeft'))
        back.push(await place(page).then(at => `${at.slide}.${at.click}`))
      expect(back.reverse()).toEqual(visited)
    }
    expect(trouble).toEqual({ console: [], requests: [], policy: [] })
    await close()
  })
}
