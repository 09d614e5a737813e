import { expect, test } from 'vitest'
import { inParts, PartsInHand } from '../../components/lab/worker/parts.ts'
import { worldPanes } from '../../components/lab/run/world-panes.ts'
import { worldFiguresOf } from '../../components/live/figures.ts'
import { readExerciseFolder } from '../../engine/cli/exercise-folder.ts'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { patternOf } from '../../engine/simulation/grading/run-exercise.ts'
import { withMeters, withWorldMeters, worldData } from '../../engine/simulation/recording/recording-data.ts'
import { playWorld } from '../../engine/simulation/play/play-world.ts'
import { viewWorld } from '../../engine/simulation/views/view-world.ts'
import { worldMoments } from '../../engine/simulation/views/world-moments.ts'
import { definitionIn } from './answers.ts'

/** What the lab shows of many executions: the panes of the live slides, found out from the run. */

async function played(slug: string, name: string) {
  const { pattern } = await readPattern('snippets', slug)
  const item = pattern!.cases.cases.find(one => one.name === name)!
  return { item, file: pattern!.cases, ...await playWorld(pattern!, item) }
}

test.each([
  ['semaphore', 'lease', ['lanes', 'attempts', 'gauges']],
  ['distributed-map', 'one', ['map run', 'gauges']],
  ['continue-as-new', 'retried', ['lanes', 'generations']],
  ['canary-release', 'canary', ['lanes', 'attempts', 'versions']],
  ['idempotent-start', 'running', ['lanes', 'gauges', 'starts']],
])('of %s, %s, there is to see: %j', async (slug, name, panes) => {
  const { world, item, file } = await played(slug, name)
  expect(worldPanes(world, item, file).map(pane => pane.name)).toEqual(panes)
})

test('a herd is stepped through moment by moment, from its start to its end, and can be sent from worker to page', async () => {
  const { exercise } = await readExerciseFolder('exercises', 'thundering-herd')
  const item = exercise!.cases.find(({ name }) => name === 'herd')!
  const { world } = await playWorld(patternOf(exercise!, definitionIn(exercise!.start)), item)
  const moments = worldMoments(world)
  expect(moments[0]).toBe(0)
  expect(moments.at(-1)).toBe(world.elapsed)
  expect(moments).toEqual([...new Set(moments)].sort((a, b) => a - b))
  const began = new Set(moments.map(at => viewWorld(world, at).executions.map(({ position }) => position).join()))
  expect(began.size).toBeGreaterThan(5)

  const sent = withWorldMeters(structuredClone(worldData(world)))
  for (const at of [moments[0]!, moments[3]!, world.elapsed])
    expect(viewWorld(sent, at)).toEqual(viewWorld(world, at))
  expect(worldFiguresOf(sent, exercise!.file, world.elapsed)).toEqual([{ name: 'gauge charged', title: 'orders charged', value: '100', trouble: false }])
})

test('a history of thousands of events comes in parts, is the same again, and is counted already', async () => {
  const { world } = await played('continue-as-new', 'retried')
  const data = worldData(world)
  const long = world.executions.findIndex(({ recording }) => recording.events.length > 5000)
  const parts = new PartsInHand()
  const told: number[] = []
  const sent = inParts(data.executions.map(({ recording }) => recording), (part) => {
    told.push(part.events.length)
    parts.take(structuredClone(part))
  })
  expect(Math.max(...told)).toBeLessThanOrEqual(1500)
  expect(sent[long]!.events).toEqual([])
  const whole = sent.map((one, index) => withMeters(parts.whole(structuredClone(one), index)))
  world.executions.forEach(({ recording }, index) => {
    expect(JSON.stringify(whole[index])).toBe(JSON.stringify(recording))
    for (const position of [0, 1, 700, undefined])
      expect(whole[index]!.meters(position)).toEqual(recording.meters(position))
  })
})
