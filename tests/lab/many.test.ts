import { expect, test } from 'vitest'
import { worldPanes } from '../../components/lab/run/world-panes.ts'
import { worldFiguresOf } from '../../components/live/figures.ts'
import { readExerciseFolder } from '../../engine/cli/exercise-folder.ts'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { patternOf } from '../../engine/simulation/grading/run-exercise.ts'
import { withWorldMeters, worldData } from '../../engine/simulation/recording/recording-data.ts'
import { rehearseWorld } from '../../engine/simulation/rehearsal/rehearse-world.ts'
import { viewWorld } from '../../engine/simulation/views/view-world.ts'
import { worldMoments } from '../../engine/simulation/views/world-moments.ts'
import { definitionIn } from './answers.ts'

/** What the lab shows of many executions: the panes of the live slides, found out from the run. */

async function rehearsed(slug: string, name: string) {
  const { pattern } = await readPattern('snippets', slug)
  const item = pattern!.cases.cases.find(one => one.name === name)!
  return { item, file: pattern!.cases, ...await rehearseWorld(pattern!, item) }
}

test.each([
  ['semaphore', 'lease', ['lanes', 'attempts', 'gauges']],
  ['distributed-map', 'one', ['map run', 'gauges']],
  ['continue-as-new', 'retried', ['lanes', 'generations']],
  ['canary-release', 'canary', ['lanes', 'attempts', 'versions']],
  ['idempotent-start', 'running', ['lanes', 'gauges', 'starts']],
])('of %s, %s, there is to see: %j', async (slug, name, panes) => {
  const { world, item, file } = await rehearsed(slug, name)
  expect(worldPanes(world, item, file).map(pane => pane.name)).toEqual(panes)
})

test('a herd is stepped through moment by moment, from its start to its end, and can be sent from worker to page', async () => {
  const { exercise } = await readExerciseFolder('exercises', 'thundering-herd')
  const item = exercise!.cases.find(({ name }) => name === 'herd')!
  const { world } = await rehearseWorld(patternOf(exercise!, definitionIn(exercise!.start)), item)
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
