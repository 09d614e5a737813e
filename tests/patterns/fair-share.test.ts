import type { Case } from '../../engine/simulation/cases/cases.ts'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { LIST_PRICES } from '../../engine/simulation/recording/meters.ts'
import { playWorld } from '../../engine/simulation/play/play-world.ts'
import { viewWorld } from '../../engine/simulation/views/view-world.ts'

const { pattern } = await readPattern('snippets', 'fair-share')
const lanes = pattern!.cases.cases.find(item => item.name === 'lanes')!
const drain = lanes.runs![0]!

async function run(changes: Partial<Case>) {
  const { world } = await playWorld(pattern!, { ...lanes, beats: [], ...changes })
  return world
}

const drains = (world: Awaited<ReturnType<typeof run>>) => world.executions.filter(({ workflow }) => workflow === 'workflow')

test('one drains at a time: others go home until the holder has not renewed the item for three minutes', async () => {
  const world = await run({
    settings: { until: 500, hotel: 0, lanes: true },
    until: 500,
    runs: [0, 60, 240, 300].map((at, index) => ({ ...drain, at, name: `drain-${index + 1}` })),
    actions: [{ at: 90, type: 'StopExecution', run: 1 }],
  })
  const held = drains(world).map(({ recording }) => recording.status)
  expect(held).toEqual(['ABORTED', 'SUCCEEDED', 'SUCCEEDED', 'RUNNING'])
})

test('a day with nothing to do costs what the slide says', async () => {
  const page = readFileSync('pages/6-scale/5-fair-share.md', 'utf8')
  const quarters = 96
  const until = 899
  const idle = { settings: { until: 0, hotel: 0, lanes: true }, until }
  const totalsOf = async (runs: Case['runs']) => viewWorld(await run({ ...idle, runs }), until, LIST_PRICES).totals

  const one = await totalsOf([drain])
  const transitions = one.transitions * quarters
  const standard = transitions * LIST_PRICES.standardPerTransition
  expect(page).toContain(`${transitions.toLocaleString('en')} a day, **USD ${standard.toFixed(2)}**`)

  const withSchedule = await totalsOf([drain, { ...drain, at: 60, every: 60, count: 14, name: 'late-{n}' }])
  expect(page).toContain(`USD ${(withSchedule.dollars * quarters - standard).toFixed(2)} for the Express turns`)
})
