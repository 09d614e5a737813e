import { expect, test } from 'vitest'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { playWorld } from '../../engine/simulation/play/play-world.ts'
import type { Pattern } from '../../engine/simulation/play/pattern.ts'
import { leaseOf, longest } from './leases.ts'

/** Two machines at one semaphore, whose executions have the same name: it is unique per machine only. */

const { pattern } = await readPattern('snippets', 'semaphore')

/** Books and cancels a van for the same order at the same time, and says what the table and the courier saw. */
async function bookAndCancel(holder: string) {
  const text = JSON.stringify(pattern!.definition).replaceAll('$states.context.Execution.Id', holder)
  const definition = JSON.parse(text) as Pattern['definition']
  const item = { ...pattern!.cases.cases.find(({ name }) => name === 'behave')!, beats: [] }
  const runs = ['workflow', 'cancel-van'].map((workflow, index) => ({ workflow, count: 1, every: 0, at: index, name: 'order-42', input: { n: 1 } }))
  const { world } = await playWorld({ ...pattern!, definition, workflows: { ...pattern!.workflows, workflow: definition, 'cancel-van': definition } }, { ...item, runs })
  const most = (gauge: string) => Math.max(...world.gauges[gauge]!.map(([, value]) => value))
  return { statuses: world.executions.map(({ recording }) => recording.status), slots: most('slots'), calls: most('calls') }
}

test('each holds a slot of its own: the holder is the execution’s ARN', async () => {
  expect(await bookAndCancel('$states.context.Execution.Id')).toEqual({ statuses: ['SUCCEEDED', 'SUCCEEDED'], slots: 2, calls: 2 })
})

test('by name, the second would come in on the first one’s slot', async () => {
  expect(await bookAndCancel('$states.context.Execution.Name')).toEqual({ statuses: ['SUCCEEDED', 'SUCCEEDED'], slots: 1, calls: 2 })
})

test('a call with all of its tries ends before its lease does', () => {
  const { TakeSlot, AskCourier } = pattern!.definition.States
  expect(longest(AskCourier)).toBeLessThan(leaseOf(TakeSlot) - 10) // what the write of the slot may take itself
})

test('the replay, which waits with its slot, has its own end before its lease', async () => {
  const { pattern: replay } = await readPattern('snippets', 'dead-letter-replay')
  const { TimeoutSeconds: end, States } = replay!.definition
  expect(end).toBeLessThan(leaseOf(States.TakeSlot))
})
