import type { Page } from 'playwright/test'
import type { WorldBeat } from '../../engine/simulation/play/play-world.ts'
import type { WorldRecording } from '../../engine/simulation/recording/world-recording.ts'
import { expect } from 'playwright/test'
import { worldMeters } from '../../components/many/parts/world-meters.ts'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { playWorld } from '../../engine/simulation/play/play-world.ts'
import { viewWorld } from '../../engine/simulation/views/view-world.ts'
import { test } from '../support/one-window.ts'
import { liveSlides, shownCases, type LiveSlide } from './slides.ts'
import { goTo, place, settle } from './walk.ts'

/** A case as a slide shows it, run by the engine. */
interface Shown {
  title: string
  world: WorldRecording
  beats: WorldBeat[]
}

const SLIDE = '#slideshow > .slidev-page:visible'

const slides = await liveSlides('LiveWorld')

async function casesOf(slide: LiveSlide): Promise<Shown[]> {
  const pattern = (await readPattern('snippets', slide.slug)).pattern!
  return Promise.all(shownCases(slide, pattern.cases.cases).map(async item => ({ title: item.title, ...await playWorld(pattern, item) })))
}

async function open(page: Page, number: number, click = 0) {
  await page.goto(`/#/${number}?clicks=${click}`)
  await settle(page)
}

async function expectBeat(page: Page, { title, world, beats }: Shown, index: number, several: boolean) {
  const { at, say } = beats[index]!
  await expect(page.locator(`${SLIDE} .live`)).toHaveAttribute('data-at', String(at))
  await expect(page.locator(`${SLIDE} .say`).last()).toHaveText(say)
  if (several)
    await expect(page.locator(`${SLIDE} .case[aria-pressed=true]`)).toHaveText(title)
  for (const meter of worldMeters(viewWorld(world, at), at).slice(0, 4))
    await expect(page.locator(`${SLIDE} .meters > div`, { has: page.locator('dt', { hasText: new RegExp(`^${meter.title}$`) }) }).locator('dd')).toContainText(meter.value)
}

test('there are slides with many executions', () => {
  expect(slides.length).toBeGreaterThan(0)
})

for (const slide of slides) {
  test(`“${slide.title}”: each click is the next moment of the world, forward and back, with the engine’s own figures`, async ({ deck: page }) => {
    const cases = await casesOf(slide)
    const moments = cases.flatMap(shown => shown.beats.map((_, index) => ({ shown, index })))
    await goTo(page, slide.number)
    for (const { shown, index } of moments) {
      await expectBeat(page, shown, index, cases.length > 1)
      if (shown !== moments.at(-1)!.shown || index < shown.beats.length - 1)
        await page.keyboard.press('ArrowRight')
    }
    for (const { shown, index } of moments.slice(0, -1).reverse()) {
      await page.keyboard.press('ArrowLeft')
      await expectBeat(page, shown, index, cases.length > 1)
    }
  })
}

test('going on, time runs up to the beat that was clicked; going back, it is there at once', async ({ page }) => {
  const [slide] = slides
  const [shown] = await casesOf(slide!)
  await open(page, slide!.number)
  await expect(page.locator(`${SLIDE} .live[data-at="${shown!.beats[0]!.at}"]`)).toHaveCount(1)
  await page.evaluate(() => {
    const seen = new Set<string>()
    Object.assign(window, { seen })
    const look = () => {
      seen.add([...document.querySelectorAll<HTMLElement>('#slideshow > .slidev-page')].find(one => one.offsetParent)?.querySelector<HTMLElement>('.live')?.dataset.at ?? 'running')
      requestAnimationFrame(look)
    }
    look()
  })
  await page.keyboard.press('ArrowRight')
  await expect(page.locator(`${SLIDE} .live[data-at="${shown!.beats[1]!.at}"]`)).toHaveCount(1)
  expect(await page.evaluate(() => [...(window as any).seen])).toContain('running')
  await page.evaluate(() => (window as any).seen.clear())
  await page.keyboard.press('ArrowLeft')
  await expect(page.locator(`${SLIDE} .live[data-at="${shown!.beats[0]!.at}"]`)).toHaveCount(1)
  expect(await page.evaluate(() => [...(window as any).seen])).not.toContain('running')
})

test('an address with a click opens at that moment, and a dot goes to its own', async ({ page }) => {
  const [slide] = slides
  const [shown] = await casesOf(slide!)
  await open(page, slide!.number, 1)
  await expect(page.locator(`${SLIDE} .live`)).toHaveAttribute('data-at', String(shown!.beats[1]!.at))
  await page.locator(`${SLIDE} .beat`).first().click()
  await expect(page.locator(`${SLIDE} .live`)).toHaveAttribute('data-at', String(shown!.beats[0]!.at))
  expect(await place(page)).toMatchObject({ slide: slide!.number, click: 0 })
})

test('presenter and audience stand at the same moment', async ({ context }) => {
  const [slide] = slides
  const [shown] = await casesOf(slide!)
  const [presenter, audience] = [await context.newPage(), await context.newPage()]
  for (const page of [presenter, audience])
    await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(audience, slide!.number)
  await presenter.goto(`/#/presenter/${slide!.number}`)
  await presenter.locator(`${SLIDE} .live-ready`).first().waitFor()
  await presenter.keyboard.press('PageDown')
  for (const page of [presenter, audience])
    await expect(page.locator(`${SLIDE} .live`).first()).toHaveAttribute('data-at', String(shown!.beats[1]!.at))
})
