import { describe, expect, it } from 'vitest'
import type { HistoryEvent, Json } from '../../../engine/asl/index.ts'
import { compareRuns } from '../../../engine/parity/compare.ts'
import { plain, plainEvents } from '../../../engine/parity/normalise.ts'
import { byStrand } from '../../../engine/parity/strands.ts'

const PLACE = 'eu-west-1:111122223333'

describe('what differs from run to run', () => {
  it.each<[string, Json, Json]>([
    ['place and name of an execution that a service named', `arn:aws:states:${PLACE}:execution:Orders:8c1f1f9a-1c6e-4f0b-9a3e-2a5b8f8f0c11`, 'arn:aws:states:<place>:execution:Orders:<name>'],
    ['an Express execution', `arn:aws:states:${PLACE}:express:Orders:day:8c1f1f9a-1c6e-4f0b-9a3e-2a5b8f8f0c11`, 'arn:aws:states:<place>:express:Orders:day:<uuid>'],
    ['moments', { at: '2026-11-01T09:00:00.250Z', StartDate: 1793523600 }, { at: '<date>', StartDate: '<date>' }],
    ['a token', `AQC${'Ab1'.repeat(40)}`, '<token>'],
    ['what the SDK says of the request', { Items: [], SdkHttpMetadata: { HttpStatusCode: 200 } }, { Items: [] }],
    ['whether a function is called by its ARN or its name', `arn:aws:lambda:${PLACE}:function:book-van`, 'book-van'],
    ['where a queue is', `https://sqs.eu-west-1.amazonaws.com/111122223333/pickups`, 'https://sqs.<region>.amazonaws.com/<account>/pickups'],
    ['where a function threw', '{"errorType":"Late","errorMessage":"too late","trace":["at here"]}', 'too late'],
    ['JSON in a text', '{"when": "2026-11-01T09:00:00Z"}', { when: '<date>' }],
  ])('is not compared: %s', (_, value, rewritten) => {
    expect(plain(value, PLACE)).toEqual(rewritten)
  })

  it('leaves names that somebody gave, other accounts and numbers as they are', () => {
    const value = { arn: 'arn:aws:sns:eu-west-1:999988887777:orders', name: 'arn:aws:states:<place>:execution:Orders:monday', count: 7, text: '{not json' }
    expect(plain({ ...value, name: `arn:aws:states:${PLACE}:execution:Orders:monday` }, PLACE)).toEqual(value)
  })
})

describe('strands', () => {
  const event = (id: number, previousEventId: number, type: HistoryEvent['type'], more: Partial<HistoryEvent> = {}): HistoryEvent => ({ id, previousEventId, type, timestamp: id, ...more })
  const iteration = (name: string, index: number): Partial<HistoryEvent> => ({ mapIterationStartedEventDetails: { name, index } })

  it('put the events of an iteration together, whichever was quicker', () => {
    const one = [event(1, 0, 'ExecutionStarted'), event(2, 1, 'MapIterationStarted', iteration('All', 0)), event(3, 1, 'MapIterationStarted', iteration('All', 1)), event(4, 2, 'TaskScheduled'), event(5, 3, 'TaskScheduled'), event(6, 4, 'TaskSucceeded')]
    const other = [event(1, 0, 'ExecutionStarted'), event(2, 1, 'MapIterationStarted', iteration('All', 1)), event(3, 1, 'MapIterationStarted', iteration('All', 0)), event(4, 2, 'TaskScheduled'), event(5, 3, 'TaskScheduled'), event(6, 5, 'TaskSucceeded')]
    const run = (events: HistoryEvent[]) => ({ status: 'RUNNING', events: plainEvents(events, PLACE) })
    expect(compareRuns(run(one), run(other))).toBeUndefined()
    expect(byStrand(plainEvents(one, PLACE)).map(({ id }) => id)).toEqual([1, 2, 4, 6, 3, 5])
  })

  it('keep the order within a branch', () => {
    const run = (types: HistoryEvent['type'][]) => ({ status: 'RUNNING', events: plainEvents(types.map((type, index) => event(index + 1, index, type)), PLACE) })
    expect(compareRuns(run(['ExecutionStarted', 'TaskScheduled', 'TaskStarted']), run(['ExecutionStarted', 'TaskStarted', 'TaskScheduled'])))
      .toMatchObject({ level: 'types', here: 'TaskScheduled', there: 'TaskStarted' })
  })
})

describe('levels', () => {
  const run = { status: 'SUCCEEDED', output: { sum: 3 }, events: [] }
  it('tells the first difference of the lowest level', () => {
    expect(compareRuns(run, { status: 'FAILED', error: 'No', events: [] })).toMatchObject({ level: 'status', what: 'status' })
    expect(compareRuns(run, { ...run, output: { sum: 4 } })).toEqual({ level: 'result', what: 'output.sum', here: 3, there: 4 })
    expect(compareRuns(run, { ...run, output: { sum: 3, more: true } })).toMatchObject({ what: 'output.more', here: undefined, there: true })
    expect(compareRuns(run, run)).toBeUndefined()
  })
})
