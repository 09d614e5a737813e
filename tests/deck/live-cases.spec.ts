import type { Page } from 'playwright/test'
import { expect } from 'playwright/test'
import { STATUS_WORDS } from '../../components/live/state-signs.ts'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import type { Beat } from '../../engine/simulation/views/beats.ts'
import type { Case } from '../../engine/simulation/cases/cases.ts'
import { formatElapsed } from '../../engine/simulation/duration.ts'
import { playCase } from '../../engine/simulation/play/play-case.ts'
import { viewRun, type StateStatus } from '../../engine/simulation/views/run-view.ts'
import type { Recording } from '../../engine/simulation/recording/types.ts'
import { test } from '../support/one-window.ts'
import { liveSlides, shownCases, type LiveSlide } from './slides.ts'
import { goTo } from './walk.ts'

const slides = await liveSlides('LiveWorkflow')

/** A moment of a case: what the engine says of it. */
interface Moment {
  item: Case
  recording: Recording
  beat: Beat
}

async function momentsOf(slide: LiveSlide): Promise<Moment[]> {
  const pattern = (await readPattern('snippets', slide.slug)).pattern!
  const moments: Moment[] = []
  for (const item of shownCases(slide, pattern.cases.cases)) {
    const { recording, beats } = await playCase(pattern, item)
    moments.push(...beats.map(beat => ({ item, recording, beat })))
  }
  return moments
}

/** What the engine says, in the form in which `shown` reads the slide. */
function expected({ item, recording, beat }: Moment, several: boolean) {
  const meters = recording.meters(beat.position)
  return {
    say: beat.say,
    case: several ? item.title : null,
    time: formatElapsed(beat.at),
    transitions: meters.transitions.toLocaleString('en'),
    events: `${beat.position.toLocaleString('en')} / 25,000`,
    states: Object.fromEntries(viewRun(recording, beat.position).states),
  }
}

/** The slide that is shown, in the engine's words: caption, case, meters, and each state with its tint in the drawing and its word for readers. */
async function shown(page: Page, expectedStates: Record<string, StateStatus>) {
  return page.evaluate(({ names, statusWords }) => {
    const slide = [...document.querySelectorAll<HTMLElement>('#slideshow > .slidev-page')].find(one => one.offsetParent !== null)!
    const text = (selector: string) => slide.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? null
    const meter = (title: string) => [...slide.querySelectorAll('.meters > div')]
      .find(row => row.querySelector('dt')?.textContent === title)?.querySelector('dd')?.textContent?.replace(/\s+/g, ' ').trim()
    const words = slide.querySelector('.machine > .drawing')?.getAttribute('aria-label') ?? ''
    const told: Record<string, string> = {}
    for (const name of names) {
      const status = Object.entries(statusWords).find(([, word]) => words.includes(`${name} (${word})`))?.[0]
      if (status)
        told[name] = status
    }
    const tints = [...slide.querySelectorAll('.drawing [data-id]')].flatMap(node => [...node.classList].filter(name => name.startsWith('is-')))
    return {
      say: text('.say'),
      case: text('.case[aria-pressed=true]'),
      time: meter('time'),
      transitions: meter('transitions'),
      events: meter('events'),
      states: told,
      tints: tints.map(name => name.slice(3)).sort(),
    }
  }, { names: Object.keys(expectedStates), statusWords: STATUS_WORDS as Record<string, string> })
}

test('there are slides with one execution', () => {
  expect(slides.length).toBeGreaterThan(0)
})

for (const slide of slides) {
  test(`“${slide.title}”: each click is the next beat, forward and back, with the state, the time and the cost of the engine’s run`, async ({ deck: page }) => {
    const moments = await momentsOf(slide)
    const several = new Set(moments.map(moment => moment.item.name)).size > 1
    await goTo(page, slide.number)

    const expectShown = async (moment: Moment) => {
      const { states, ...rest } = expected(moment, several)
      await expect.poll(() => shown(page, states).then(it => it.say), { intervals: [20, 20, 50, 100] }).toBe(rest.say)
      const { tints, ...seen } = await shown(page, states)
      expect(seen).toEqual({ ...rest, states })
      expect(tints).toEqual(Object.values(states).sort())
    }

    for (const [index, moment] of moments.entries()) {
      if (index > 0)
        await page.keyboard.press('PageDown')
      await expectShown(moment)
    }
    for (const moment of moments.slice(0, -1).reverse()) {
      await page.keyboard.press('PageUp')
      await expectShown(moment)
    }
  })
}
