import type { HistoryEvent } from '../../engine/asl/index.ts'
import { describe, expect, it } from 'vitest'
import { answererText, attemptsOf } from '../../viewer/execution/attempts.ts'
import { detailsOf } from '../../viewer/execution/details.ts'
import { mapRunsIn } from '../../viewer/execution/map-runs-in.ts'
import { readHistory } from '../../viewer/execution/history.ts'
import { visitsOf } from '../../viewer/execution/state-visits.ts'
import { find, machineOf } from '../../viewer/executions/find.ts'
import { coveredKinds } from '../../viewer/machines/covered-kinds.ts'
import { nameIn, span } from '../../viewer/parts/words.ts'
import { address, readRoute } from '../../viewer/state/route.ts'
import { asking } from '../engine/service/asking.ts'

const ARN = 'arn:aws:states:us-east-1:123456789012:execution:a:b'

describe('an address', () => {
  it.each([
    ['#/executions/arn:aws:states:us-east-1:123456789012:execution:a:b?at=17', { page: 'executions', arn: ARN, query: { at: '17' } }],
    ['', { page: 'executions', query: {} }],
    ['#/waiting', { page: 'waiting', query: {} }],
    ['#/map-runs/arn:aws:states:us-east-1:1:mapRun:a/b:c', { page: 'map-runs', arn: 'arn:aws:states:us-east-1:1:mapRun:a/b:c', query: {} }],
    ['#/executions/%E0%A4%A', { page: 'executions', arn: '%E0%A4%A', query: {} }],
  ])('%s is read', (hash, route) => {
    expect(readRoute(hash)).toEqual(route)
  })

  it.each(['a:b', 'a?b=c&d', 'a#b', 'a%20b', 'a/b', 'é 😀'])('leads to %j and back', (arn) => {
    expect(readRoute(address('executions', arn, { state: arn, at: 3, none: undefined, empty: '' }))).toEqual({ page: 'executions', arn, query: { state: arn, at: '3' } })
  })
})

describe('the attempts of a visit', () => {
  const events = ['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskFailed', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskTimedOut', 'ActivityScheduled', 'ActivityStarted'].map((type, index) => ({ id: index + 2, type }) as HistoryEvent)
  const answer = (scheduledEventId: number, kind: 'function' | 'case', name: string) => ({ number: scheduledEventId, kind, name, state: 'Pay', scheduledEventId, outcome: 'failed' as const })

  it('end in some way, and say who has answered where somebody has', () => {
    expect(attemptsOf(events, new Map([[3, answer(3, 'function', 'functions/pay.mjs')]]))).toEqual([
      { scheduled: 3, outcome: 'failed', by: 'the function functions/pay.mjs' },
      { scheduled: 6, outcome: 'timed out' },
      { scheduled: 10, outcome: 'waits' },
    ])
  })

  it.each([
    [{ kind: 'case' as const, name: 'NoVan' }, 'the case NoVan'],
    [{ kind: 'activity' as const, name: 'pack' }, 'a worker of the activity pack'],
    [{ kind: 'function' as const, name: 'http://127.0.0.1:3001' }, 'the Lambda endpoint http://127.0.0.1:3001'],
    [{ kind: 'endpoint' as const, name: 'http://127.0.0.1:4566' }, 'the endpoint http://127.0.0.1:4566'],
    [{ kind: 'token' as const }, 'a request with its token'],
    [{ kind: 'simulated account' as const }, 'the simulated account'],
  ])('%j is told in words', (answerer, words) => {
    expect(answererText(answerer)).toBe(words)
  })
})

describe('a list', () => {
  const items = [
    { executionArn: 'arn:aws:states:us-east-1:1:execution:Order:first', stateMachineArn: '', name: 'first', status: 'FAILED' as const, startDate: 1 },
    { executionArn: 'arn:aws:states:us-east-1:1:execution:Order:second', stateMachineArn: '', name: 'second', status: 'RUNNING' as const, startDate: 3 },
    { executionArn: 'arn:aws:states:us-east-1:1:execution:Refund:third', stateMachineArn: '', name: 'third', status: 'FAILED' as const, startDate: 2 },
  ]
  it.each([
    [{}, ['second', 'third', 'first']],
    [{ status: 'FAILED' as const }, ['third', 'first']],
    [{ words: ' ORDER  fir' }, ['first']],
    [{ words: 'nothing' }, []],
  ])('narrowed to %j has the latest first', (filter, names) => {
    expect(find(items, filter).map(({ name }) => name)).toEqual(names)
  })

  it('knows the machine of an execution', () => {
    expect(machineOf(ARN)).toBe('arn:aws:states:us-east-1:123456789012:stateMachine:a')
    expect(machineOf('arn:aws:states:us-east-1:1:execution:a/Map:uuid')).toBe('arn:aws:states:us-east-1:1:stateMachine:a')
    expect(machineOf('x')).toBe('x')
  })
})

describe('words', () => {
  it.each([[0, '0 ms'], [-5, '0 ms'], [340.4, '340 ms'], [4200, '4.2 s'], [60_000, '00:01:00'], [3 * 86_400_000, '3 d']])('%d ms is %s', (milliseconds, text) => {
    expect(span(milliseconds)).toBe(text)
  })

  it('takes the name from an ARN', () => {
    expect([nameIn(ARN), nameIn('x')]).toEqual(['b', 'x'])
  })
})

describe('an event', () => {
  it('is told field by field, with data, variables and places to go', () => {
    const event = {
      id: 1,
      previousEventId: 0,
      type: 'TaskStateExited',
      timestamp: 0,
      stateExitedEventDetails: { name: 'A', output: '{"a":1}', outputDetails: { truncated: false }, assignedVariables: { x: '1' }, assignedVariablesDetails: { truncated: true } },
    } as HistoryEvent
    expect(detailsOf(event)).toEqual([
      { name: 'name', text: 'A', isData: false },
      { name: 'output', text: '{"a":1}', isData: true },
      { name: '$x', text: '1', isData: true },
      { name: 'assignedVariables', text: 'is cut off', isData: false },
    ])
    const started = { id: 2, previousEventId: 1, type: 'MapRunStarted', timestamp: 0, mapRunStartedEventDetails: { mapRunArn: 'arn:aws:states:us-east-1:1:mapRun:a/B:c' } } as HistoryEvent
    expect(detailsOf(started)).toEqual([{ name: 'mapRunArn', text: 'arn:aws:states:us-east-1:1:mapRun:a/B:c', isData: false, link: '#/map-runs/arn:aws:states:us-east-1:1:mapRun:a/B:c' }])
    expect(mapRunsIn([started])).toEqual([{ arn: 'arn:aws:states:us-east-1:1:mapRun:a/B:c', state: 'Map' }])
  })
})

describe('the visits of a state', () => {
  it('are told apart, iteration by iteration and lap by lap', async () => {
    const { ask, create, start, run, account } = asking()
    let calls = 0
    account.world.lambda.add('flaky', () => {
      if (calls++ === 0) throw Object.assign(new Error('not yet'), { name: 'NotYet' })
      return { ok: true }
    })
    const work = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'flaky' }, Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1 }], End: true }
    const executionArn = await start(await create('laps', JSON.stringify({ StartAt: 'Each', States: { Each: { Type: 'Map', ItemProcessor: { StartAt: 'Work', States: { Work: work } }, End: true } } })), { input: '[1,2]' })
    await run()
    const events = await readHistory((operation, request) => ask(operation, request as never), executionArn)
    const visits = visitsOf(events, 'Work')
    expect(visits.map(({ events, resource }) => ({ attempts: attemptsOf(events, new Map()).length, resource }))).toEqual([{ attempts: 2, resource: 'lambda:invoke' }, { attempts: 1, resource: 'lambda:invoke' }])
    expect(visits.map(({ leftAt, enteredAt }) => leftAt! - enteredAt)).toEqual([1000, 0])
    expect(visits.flatMap(visit => visit.events.map(({ type }) => type)).filter(type => type === 'TaskStateEntered')).toHaveLength(2)
    expect(visitsOf(events, 'Work', 3)).toEqual([])
    expect(visitsOf(events, 'Nowhere')).toEqual([])
  })
})

describe('what was gone through', () => {
  it('is told by kind, with what nobody has come to', () => {
    const kinds = coveredKinds({
      runs: 1,
      states: [{ name: 'A', type: 'Task', visits: 2 }, { name: 'B', type: 'Pass', visits: 0 }],
      transitions: [{ id: 'e0', to: 'A', kind: 'start', visits: 2 }],
      catchers: [{ state: 'A', index: 0, errors: ['X', 'Y'], next: 'B', visits: 0 }],
      retriers: [],
      choices: [],
    })
    expect(kinds).toEqual([
      { title: 'States', missed: 1, parts: [{ name: 'A', visits: 2 }, { name: 'B', visits: 0 }] },
      { title: 'Transitions', missed: 0, parts: [{ name: 'start → A', visits: 2 }] },
      { title: 'Catchers', missed: 1, parts: [{ name: 'A: X, Y → B', visits: 0 }] },
    ])
  })
})
