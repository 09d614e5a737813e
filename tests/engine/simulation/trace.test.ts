import type { Action } from '../../../engine/simulation/mocks/scripts.ts'
import { describe, expect, test } from 'vitest'
import { listPatterns, readPattern } from '../../../engine/cli/pattern-folder.ts'
import { playCase } from '../../../engine/simulation/play/play-case.ts'
import { viewRun } from '../../../engine/simulation/views/run-view.ts'
import { simulate } from '../../../engine/simulation/run/simulate.ts'
import { traceRun } from '../../../engine/simulation/views/trace.ts'

const lambda = (extra: object = {}) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'work' }, ...extra })
const mocks = (responses: object[]) => ({
  StateMachines: { Machine: { TestCases: { Case: { Work: 'Answers' } } } },
  MockedResponses: { Answers: Object.fromEntries(responses.map((response, index) => [String(index), response])) },
})
const ok = { Return: {} }
const busy = { Throw: { Error: 'Busy', Cause: 'busy' } }

const run = (states: object, responses: object[] = [], callbacks = {}, actions: Action[] = []) => simulate({
  definition: { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0]!, States: states } as any,
  name: 'Machine',
  mocks: mocks(responses) as any,
  mockCase: 'Case',
  callbacks,
  actions,
})

describe('a span', () => {
  test('has an attempt a segment, and the pauses between them as waits', async () => {
    const recording = await run({ Work: lambda({ Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 2 }], End: true }) }, [busy, busy, ok], { Work: { after: 1 } })
    const [span] = traceRun(recording)
    expect(span).toMatchObject({ state: 'Work', type: 'Task', from: 0, status: 'succeeded', open: false })
    expect(span!.segments.map(({ kind, from, to, status }) => [kind, from, to, status])).toEqual([
      ['work', 0, 1, 'failed'], ['wait', 1, 3, 'in-progress'],
      ['work', 3, 4, 'failed'], ['wait', 4, 8, 'in-progress'],
      ['work', 8, 9, 'succeeded'],
    ])
  })

  test('waits while its token is out, and lasts until the moment of asking while it is open', async () => {
    const token = { ...lambda({ Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Arguments: { QueueUrl: 'q', MessageBody: '{% $states.context.Task.Token %}' }, End: true }) }
    const recording = await run({ Work: token }, [ok], { Work: { after: 60 } })
    const submitted = recording.events.findIndex(({ type }) => type === 'TaskSubmitted') + 1
    const [half] = traceRun(recording, submitted, 20)
    expect(half).toMatchObject({ open: true, to: 20, status: 'in-progress' })
    expect(half!.segments.at(-1)).toMatchObject({ kind: 'wait', to: 20 })
    const [whole] = traceRun(recording)
    expect(whole).toMatchObject({ open: false, to: 60, status: 'succeeded' })
  })

  test('stands in the branch it runs in, as deep as that is', async () => {
    const branch = (name: string, seconds: number) => ({ StartAt: name, States: { [name]: { Type: 'Wait', Seconds: seconds, Next: `${name}2` }, [`${name}2`]: { Type: 'Pass', End: true } } })
    const recording = await run({ Both: { Type: 'Parallel', Branches: [branch('A', 5), branch('B', 3)], Next: 'After' }, After: { Type: 'Wait', Seconds: 1, End: true } })
    expect(traceRun(recording).map(({ state, depth, from, to }) => [state, depth, from, to])).toEqual([
      ['Both', 0, 0, 5], ['A', 1, 0, 5], ['B', 1, 0, 3], ['B2', 1, 3, 3], ['A2', 1, 5, 5], ['After', 0, 5, 6],
    ])
  })
})

describe('a redrive', () => {
  const redrive: Action[] = [{ at: 10, type: 'RedriveExecution' }]
  const told = (recording: Awaited<ReturnType<typeof run>>) => traceRun(recording).map(({ state, depth, from, to, status }) => [state, depth, from, to, status])

  test('goes on with the visit that the execution ended in, after a pause', async () => {
    const recording = await run({ Work: lambda({ Next: 'After' }), After: { Type: 'Pass', End: true } }, [busy, ok], { Work: { after: 1 } }, redrive)
    expect(told(recording)).toEqual([['Work', 0, 0, 11, 'succeeded'], ['After', 0, 11, 11, 'succeeded']])
    expect(traceRun(recording)[0]!.segments.map(({ kind, from, to, status }) => [kind, from, to, status])).toEqual([
      ['work', 0, 1, 'failed'], ['wait', 1, 10, 'in-progress'], ['work', 10, 11, 'succeeded'],
    ])
    const failed = recording.events.findIndex(({ type }) => type === 'ExecutionFailed') + 1
    expect(traceRun(recording, failed)[0]).toMatchObject({ to: 1, status: 'failed', open: false })
    expect(traceRun(recording, failed + 1)[0]).toMatchObject({ to: 10, status: 'in-progress', open: true })
  })

  test('enters what takes no work once more, beside the first visit', async () => {
    expect(told(await run({ Stop: { Type: 'Fail', Error: 'No' } }, [], {}, redrive))).toEqual([['Stop', 0, 0, 0, 'failed'], ['Stop', 0, 10, 10, 'failed']])
  })

  test('goes on with all branches that had not ended', async () => {
    const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: { ...state, End: true } } })
    const recording = await run({ Both: { Type: 'Parallel', Branches: [branch('Work', lambda()), branch('Slow', { Type: 'Wait', Seconds: 30 })], End: true } }, [busy, ok], { Work: { after: 1 } }, redrive)
    expect(told(recording)).toEqual([['Both', 0, 0, 30, 'succeeded'], ['Work', 1, 0, 11, 'succeeded'], ['Slow', 1, 0, 30, 'succeeded']])
    const redriven = recording.events.findIndex(({ type }) => type === 'ExecutionRedriven') + 1
    expect(traceRun(recording, redriven).map(({ open }) => open)).toEqual([true, true, true])
  })
})

test('what an iteration leaves behind ends with it', async () => {
  const each = { StartAt: 'Work', States: { Work: lambda({ End: true }) } }
  const recording = await run({
    Each: { Type: 'Map', Items: [1, 2], ItemProcessor: each, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }], End: true },
    After: { Type: 'Wait', Seconds: 9, End: true },
  }, [busy, busy], { Work: { after: 1 } })
  const spans = traceRun(recording).map(({ state, to, status }) => [state, to, status])
  expect(spans).toEqual([['Each', 1, 'caught'], ['Work', 1, 'failed'], ['Work', 1, 'aborted'], ['After', 10, 'succeeded']])
})

test('a Map within a Map stands beside that of the iteration before, and not within it', async () => {
  const inner = { Type: 'Map', Items: [1], ItemProcessor: { StartAt: 'Step', States: { Step: { Type: 'Pass', End: true } } }, End: true }
  const recording = await run({ Outer: { Type: 'Map', Items: [1, 2, 3], MaxConcurrency: 1, ItemProcessor: { StartAt: 'Inner', States: { Inner: inner } }, End: true } })
  expect(traceRun(recording).map(({ state, depth, branch }) => [state, depth, branch.join()])).toEqual([
    ['Outer', 0, ''], ...[0, 1, 2].flatMap(index => [['Inner', 1, `Outer[${index}]`], ['Step', 2, `Outer[${index}],Inner[0]`]]),
  ])
})

test('of every case of every pattern, at every position, spans keep their order and end as the view says', async () => {
  for (const slug of listPatterns('snippets')) {
    const { pattern } = await readPattern('snippets', slug)
    for (const item of pattern?.cases.cases.filter(({ runs }) => !runs) ?? []) {
      const { recording } = await playCase(pattern!, item)
      const step = Math.max(1, Math.floor(recording.events.length / 40))
      for (let position = 0; position <= recording.events.length; position += step) {
        const spans = traceRun(recording, position)
        for (const { from, to, segments } of spans) {
          expect(to).toBeGreaterThanOrEqual(from)
          for (const [index, segment] of segments.entries()) {
            expect(segment.from).toBeGreaterThanOrEqual(segments[index - 1]?.to ?? from)
            expect(segment.to).toBeLessThanOrEqual(to)
          }
        }
        const { states } = viewRun(recording, position)
        expect(new Set(spans.map(({ state }) => state)), `${slug} ${item.name} at ${position}`).toEqual(new Set(states.keys()))
      }
    }
  }
})
