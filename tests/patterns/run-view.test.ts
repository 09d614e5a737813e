import type { Pattern } from '../../engine/simulation/play/pattern.ts'
import { expect, test } from 'vitest'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { deriveBeats, findBeats } from '../../engine/simulation/views/beats.ts'
import { playCase } from '../../engine/simulation/play/play-case.ts'
import { withoutFields } from '../../engine/simulation/play/pattern.ts'
import { handlerAt, viewRun, viewTokens } from '../../engine/simulation/views/run-view.ts'

const pattern: Pattern = (await readPattern('snippets', 'callback-token')).pattern!
const caseOf = (name: string) => pattern.cases.cases.find(item => item.name === name)!

test('before the first event nothing has been entered, after the last the view is final', async () => {
  const { recording } = await playCase(pattern, caseOf('answered'))
  expect(viewRun(recording, 0)).toMatchObject({ active: [], taken: [] })
  const last = viewRun(recording, recording.events.length)
  expect(Object.fromEntries(last.states)).toEqual({ AskCourier: 'succeeded', ShipOrder: 'succeeded' })
  expect(last.taken).toEqual([{ to: 'AskCourier', caught: false }, { from: 'AskCourier', to: 'ShipOrder', caught: false }])
})

test('a timed out task is timed out at first, caught once its catcher has been taken', async () => {
  const { recording } = await playCase(pattern, caseOf('timed-out'))
  const timedOut = recording.events.findIndex(event => event.type === 'TaskTimedOut') + 1
  expect(viewRun(recording, timedOut).states.get('AskCourier')).toBe('timed-out')
  const end = viewRun(recording, recording.events.length)
  expect(Object.fromEntries(end.states)).toEqual({ AskCourier: 'caught', TellTheTeam: 'succeeded', PickupOpen: 'failed' })
  expect(end.taken[1]).toEqual({ from: 'AskCourier', to: 'TellTheTeam', caught: true })
})

test('a run that the service ends leaves its waiting state timed out', async () => {
  const { recording } = await playCase(pattern, caseOf('lost'))
  expect(viewRun(recording, recording.events.length).states.get('AskCourier')).toBe('timed-out')
})

test('a view of a position needs nothing that comes after it', async () => {
  const { recording } = await playCase(pattern, caseOf('timed-out'))
  for (let position = 0; position <= recording.events.length; position++) {
    const cut = { ...recording, events: recording.events.slice(0, position) }
    expect(viewRun(cut, position)).toEqual(viewRun(recording, position))
  }
})

test('an error is dealt with by a retrier until the next outcome, by a catcher from then on, or by nobody', async () => {
  const { recording } = await playCase(pattern, caseOf('timed-out'))
  const after = (type: string) => recording.events.findIndex(event => event.type === type) + 1
  expect(handlerAt(recording, after('TaskSubmitted'), 'AskCourier')).toBeUndefined()
  expect(handlerAt(recording, after('TaskTimedOut'), 'AskCourier')).toBe('Catch')
  expect(handlerAt(recording, recording.events.length, 'AskCourier')).toBe('Catch')
  expect(handlerAt(recording, recording.events.length, 'TellTheTeam')).toBeUndefined()

  const heartbeats = (await readPattern('snippets', 'heartbeat-job')).pattern!
  const run = async (name: string) => (await playCase(heartbeats, heartbeats.cases.cases.find(item => item.name === name)!)).recording
  const retried = await run('flat-line')
  const second = retried.events.findLastIndex(event => event.type === 'TaskSubmitted') + 1
  expect(handlerAt(retried, second, 'PackBoxes')).toBe('Retry')
  expect(handlerAt(retried, retried.events.length, 'PackBoxes')).toBeUndefined()
  const uncaught = await run('uncaught')
  expect(handlerAt(uncaught, uncaught.events.length, 'PackBoxes')).toBeUndefined()
})

test('a Map that a failed iteration ends early is dealt with by its own catcher', async () => {
  const approval = (await readPattern('snippets', 'human-approval')).pattern!
  const { recording, beats } = await playCase(approval, approval.cases.cases.find(item => item.name === 'quorum')!)
  const { position, state } = beats.find(beat => beat.state === 'AskAll')!
  expect(handlerAt(recording, position, state!)).toBe('Catch')
})

test('a token is open from the moment it is handed out until its task ends', async () => {
  const { recording, beats } = await playCase(pattern, caseOf('timed-out'))
  const [waiting, caught] = beats
  expect(viewTokens(recording, 0, 0)).toEqual([])
  expect(viewTokens(recording, waiting!.position, waiting!.at)).toMatchObject([{ index: 0, state: 'AskCourier', open: true }])
  expect(viewTokens(recording, caught!.position, caught!.at)).toMatchObject([{ index: 0, open: false, closedBy: 'timeout' }])
})

test('beats that a run does not come to are reported, not shown', async () => {
  const { recording } = await playCase(pattern, caseOf('answered'))
  const { beats, missing } = findBeats(recording, [
    { on: 'TaskSubmitted AskCourier', say: 'a' },
    { on: 'TaskSubmitted AskCourier #2', say: 'b' },
    { on: 'refused', say: 'c' },
    { at: 3600, say: 'd' },
    { at: 99 * 86_400, say: 'e' },
  ])
  expect(missing).toEqual([1, 2, 4])
  expect(beats.map(({ say, position, at }) => [say, position, at])).toEqual([['a', 5, 0], ['d', 5, 3600]])
})

test('another outcome forks the run: what was before it stays as it was', async () => {
  const item = caseOf('timed-out')
  const { recording: script, beats } = await playCase(pattern, item)
  const from = beats[0]!
  const forked = await playCase(pattern, item, [{ at: from.at + 1, type: 'SendTaskSuccess', token: 0, output: { pickup: 'soon' } }], from.position)
  expect(forked.recording.status).toBe('SUCCEEDED')
  expect(forked.recording.events.slice(0, from.position)).toEqual(script.events.slice(0, from.position))
  expect(forked.beats.every(beat => beat.position > from.position)).toBe(true)
  expect(forked.beats.at(-1)).toMatchObject({ say: 'The run has succeeded.', tone: 'succeeded' })
})

test('an answer for a token that was given up is a beat of its own, and changes nothing', async () => {
  const item = caseOf('timed-out')
  const { recording: script } = await playCase(pattern, item)
  const { recording } = await playCase(pattern, item, [{ at: 5 * 86_400, type: 'SendTaskSuccess', token: 0, output: {} }])
  expect(recording.events).toEqual(script.events)
  expect(deriveBeats(recording).at(-1)).toMatchObject({ at: 5 * 86_400, tone: 'failed' })
})

test('entries that are left out of a list leave no hole, and each pointer means the place that the file has', () => {
  const machine = { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [{ Next: 'B' }, { Next: 'C' }, { Next: 'D' }] } } } as never
  expect(withoutFields(machine, ['/States/A/Choices/0', '/States/A/Choices/1'])).toMatchObject({ States: { A: { Choices: [{ Next: 'D' }] } } })
})

test('leaving a field out of a workflow leaves the original alone', () => {
  const before = structuredClone(pattern.definition)
  const changed = withoutFields(pattern.definition, ['/States/AskCourier/TimeoutSeconds', '/States/Nowhere/Field'])
  expect(changed.States.AskCourier).not.toHaveProperty('TimeoutSeconds')
  expect(pattern.definition).toEqual(before)
})

test('the run follows the workflow: a shorter timeout is a shorter run', async () => {
  const edited = structuredClone(pattern)
  Object.assign(edited.definition.States.AskCourier!, { TimeoutSeconds: 60 })
  const { recording } = await playCase(edited, caseOf('timed-out'))
  expect(recording.elapsed).toBe(60)
})
