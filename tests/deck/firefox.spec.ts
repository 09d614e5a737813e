import { expect, test } from 'playwright/test'
import { startFirefox } from '../support/firefox.ts'
import { liveSlides, writtenSlides } from './slides.ts'
import { goTo, measure, place, settle, step } from './walk.ts'

const slides = await writtenSlides()
const workflow = (await liveSlides('LiveWorkflow'))[0]!.number
const world = (await liveSlides('LiveWorld'))[0]!.number

/** The first slide of every layout, a workflow, a world, and the last. */
const visited = [...new Set([...Map.groupBy(slides.map((slide, index) => [slide.layout, index + 1] as const), ([layout]) => layout).values()].map(([first]) => first![1])
  .concat(workflow, world, slides.length))].sort((a, b) => a - b)

test('in Firefox, every kind of slide is complete and fits, keys go on and back, and the presenter leads', async ({ baseURL }) => {
  const firefox = await startFirefox()
  test.skip(typeof firefox === 'string', String(firefox))
  if (typeof firefox === 'string') return
  try {
    const audience = await firefox.open()
    await audience.goto(`${baseURL}#/1`)
    await settle(audience)
    const faults: string[] = []
    for (const slide of visited) {
      for (const click of [0, 99]) {
        await goTo(audience, slide, click)
        for (const fault of await measure(audience)) faults.push(`slide ${slide}, ${click ? 'last' : 'first'} click: ${fault}`)
      }
    }
    expect(faults).toEqual([])
    expect(await step(audience, 'ArrowRight'), 'the talk ends with its last slide').toBe(false)

    await goTo(audience, workflow)
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft'] as const) await step(audience, key)
    expect(await place(audience)).toEqual({ slide: workflow, click: 1 })

    const presenter = await firefox.open()
    await presenter.goto(`${baseURL}#/presenter/${workflow}?clicks=1`)
    await presenter.waitForFunction(() => !!document.querySelector('.live-ready'))
    // The audience's tab is behind now, where Firefox gives it a turn each second.
    for (const _ of [2, 3]) await presenter.keyboard.press('PageDown')
    await audience.waitForFunction(() => location.hash.endsWith('clicks=3'))
    await settle(audience)
    expect(await place(audience)).toEqual({ slide: workflow, click: 3 })

    for (const { report } of [audience, presenter]) {
      expect(report.errors).toEqual([])
      expect(report.requests.filter(url => /^(?:https?|wss?):/.test(url) && !url.startsWith(baseURL!))).toEqual([])
      expect(report.requests.some(url => url.startsWith(baseURL!))).toBe(true)
    }
  }
  finally {
    await firefox.close()
  }
})
