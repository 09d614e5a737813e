import type { Json, StateMachineDefinition } from '../../engine/asl/index.ts'
import type { MockFile } from '../../engine/simulation/mocks/mock-file.ts'
import type { Asked, Exercise, ExerciseCase } from '../../engine/simulation/grading/exercise.ts'
import { describe, expect, test } from 'vitest'
import { validate } from '../../engine/asl/index.ts'
import { findFirst, KINDS } from '../../engine/simulation/grading/kinds.ts'
import { readExercise } from '../../engine/simulation/grading/read-exercise.ts'
import { runExerciseCase } from '../../engine/simulation/grading/run-exercise.ts'
import { timeInWords } from '../../engine/simulation/grading/words.ts'

/** Each kind of check: what passes, and what is said, and of which moment, where it does not. */

const call = (name: string, more: object = {}): object => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: name, Payload: '{% $states.context.Execution.Input %}' }, ...more })

/** Books a van, and cancels it where that fails. */
const VAN = {
  QueryLanguage: 'JSONata',
  StartAt: 'BookVan',
  States: {
    BookVan: call('book-van', { Retry: [{ ErrorEquals: ['Van.Busy'], IntervalSeconds: 30, MaxAttempts: 2 }], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'CancelVan' }], Output: { van: '{% $states.result.Payload.van %}' }, Next: 'Rest' }),
    Rest: { Type: 'Wait', Seconds: 3600, End: true },
    CancelVan: call('cancel-van', { Next: 'NoVan' }),
    NoVan: { Type: 'Fail', Error: 'NoVan', Cause: 'No van on Friday' },
  },
}

const MOCKS: MockFile = {
  StateMachines: { Vans: { TestCases: { Fine: { BookVan: 'Booked', CancelVan: 'Done' }, Busy: { BookVan: 'BusyTwice', CancelVan: 'Done' }, None: { BookVan: 'NoneLeft', CancelVan: 'Done' }, Third: { BookVan: 'NoThird', CancelVan: 'Done' } } } },
  MockedResponses: {
    Booked: { '0-9': { Return: { StatusCode: 200, Payload: { van: 'VAN-12' } } } },
    BusyTwice: { '0-1': { Throw: { Error: 'Van.Busy', Cause: 'Wait' } }, '2-9': { Return: { StatusCode: 200, Payload: { van: 'VAN-12' } } } },
    NoneLeft: { '0-9': { Throw: { Error: 'Van.None', Cause: 'None left' } } },
    NoThird: { '0-2': { Return: { StatusCode: 200, Payload: { van: 'VAN-12' } } }, '3': { Throw: { Error: 'Van.None', Cause: 'None left' } } },
    Done: { '0-9': { Return: { StatusCode: 200, Payload: {} } } },
  },
}

const FILE = readExercise(`title: Vans
machine: Vans
level: 100
minutes: 1
input: { orderId: STROOP-42 }
ledger: { vans: { title: vans booked, on: { book-van: 1, cancel-van: -1 } } }
gauges: { vans: { title: vans on the road, unit: v } }
predict: { ask: Which?, choose: [one, two], answer: one, case: Fine, shown: { status: FAILED } }
solved: Done.
cases:
  Fine: { mocks: Fine, checks: { ends: { say: It ends, status: SUCCEEDED } } }
  Busy: { mocks: Busy, checks: { ends: { say: It ends, status: SUCCEEDED } } }
  None: { mocks: None, checks: { ends: { say: It ends, status: SUCCEEDED } } }
  Third: { mocks: Third, checks: { ends: { say: It ends, status: SUCCEEDED } } }
  Early: { mocks: Fine, until: 10m, checks: { ends: { say: It ends, status: SUCCEEDED } } }
  Large: { mocks: Fine, input: { note: ${'x'.repeat(500)} }, checks: { ends: { say: It ends, status: SUCCEEDED } } }
  Inside: { mocks: Fine, input: { order: { id: 1, note: ${'x'.repeat(400)} } }, checks: { ends: { say: It ends, status: SUCCEEDED } } }
  Spread: { mocks: Fine, input: { order: { a: ${'x'.repeat(100)}, b: ${'y'.repeat(100)}, c: ${'z'.repeat(100)} } }, checks: { ends: { say: It ends, status: SUCCEEDED } } }
  Three: { mocks: Busy, runs: [{ count: 3, every: 1s }], checks: { end: { say: They end, statuses: { SUCCEEDED: 3 } } } }
hints: { ends: [a, b, c], end: [a, b, c] }
starts-with: Asked
`).exercise!

const EXERCISE: Exercise = { ...FILE, slug: 'vans', task: '', start: '', solution: '', mocks: MOCKS, named: [VAN as unknown as StateMachineDefinition] }

async function found(asked: Asked, name: string, definition: object = VAN) {
  const item: ExerciseCase = EXERCISE.cases.find(one => one.name === name)!
  const text = { definition: definition as StateMachineDefinition, diagnostics: validate(definition as StateMachineDefinition).diagnostics }
  return findFirst(asked, await runExerciseCase(EXERCISE, item, text))
}

const $ = (expression: string): Json => ({ $: expression })
const pollute = { ...VAN, States: { ...VAN.States, Rest: { Type: 'Pass', Next: 'Again' }, Again: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'NoVan' }], Default: 'Rest' } } }
/** What is said into a queue. */
const telling = { QueryLanguage: 'JSONata', StartAt: 'Tell', States: { Tell: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Arguments: { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111111111111/dead-letters', MessageBody: '{% $states.input %}' }, End: true } } }
/** The same with three vans at once; a Map is no loop, and fails with the error of what failed in it. */
const several = (more: object) => ({ QueryLanguage: 'JSONata', StartAt: 'Vans', States: { Vans: { Type: 'Map', Items: [1, 2, 3, 4], MaxConcurrency: 1, ItemProcessor: { StartAt: 'BookVan', States: { BookVan: call('book-van', { End: true }) } }, ...more, End: true }, NoVan: { Type: 'Fail', Error: 'NoVan' } } })

describe.each<[asked: Asked, case_: string, message: string, at: object, definition?: object]>([
  [{ status: 'SUCCEEDED' }, 'None', 'Asked: SUCCEEDED. BookVan failed with Van.None, then CancelVan was entered; the run ended FAILED.', { event: 5, state: 'BookVan' }],
  [{ status: 'FAILED' }, 'Fine', 'Asked: FAILED. The run ended SUCCEEDED in Rest.', { event: 9, seconds: 3600 }],
  [{ status: 'SUCCEEDED' }, 'Early', 'Asked: SUCCEEDED. After 10 min the run still waits in Rest.', { event: 7, state: 'Rest' }],
  [{ status: 'SUCCEEDED' }, 'Fine', 'Asked: SUCCEEDED. The history was full, 25,000 events, 4 a lap: Rest → Again → Rest.', { event: 25_000 }, pollute],
  [{ status: 'SUCCEEDED' }, 'Third', 'Asked: SUCCEEDED. The run ended FAILED in BookVan with Van.None.', {}, several({})],
  [{ status: 'SUCCEEDED' }, 'None', 'Asked: SUCCEEDED. BookVan failed with Van.None, then NoVan was entered; the run ended FAILED.', { state: 'BookVan' }, several({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'NoVan' }] })],
  [{ status: 'SUCCEEDED' }, 'Fine', 'Asked: SUCCEEDED. It never began: ', {}, { StartAt: 'A', States: { A: { Type: 'Sleep', End: true } } }],
  [{ error: 'VanGone' }, 'None', 'Asked: the error VanGone. The run ended with NoVan.', { event: 13, state: 'NoVan' }],
  [{ error: 'NoVan' }, 'Fine', 'Asked: the error NoVan. The run ended SUCCEEDED in Rest.', { event: 9 }],
  [{ cause: 'No van at all' }, 'None', 'The cause should be “No van at all”, it is “No van on Friday”.', { state: 'NoVan' }],
  [{ output: { van: 'VAN-13' } }, 'Fine', 'Output: van should be "VAN-13", it is "VAN-12".', { event: 9 }],
  [{ output: $('$output.van = "VAN-13"') }, 'Fine', 'The output of Rest is {"van":"VAN-12"}.', { event: 9 }],
  [{ output: {} }, 'None', 'Asked for an output. The run ended FAILED in NoVan with NoVan.', { event: 13 }],
  [{ visits: ['book-van', 'release-van'] }, 'None', 'book-van failed. After it release-van was expected, CancelVan was entered.', { event: 7, state: 'CancelVan' }],
  [{ visits: ['cancel-van', 'book-van'] }, 'None', 'cancel-van was expected first, BookVan was entered.', { event: 3, state: 'BookVan' }],
  [{ visits: ['BookVan', 'Rest', 'NoVan'] }, 'Fine', 'Rest was done. After it NoVan was expected, the run ended SUCCEEDED in Rest.', { event: 9 }],
  [{ avoids: ['cancel-van'] }, 'None', 'CancelVan called cancel-van, here it should not be.', { event: 8, state: 'CancelVan' }],
  [{ avoids: ['Rest'] }, 'Fine', 'Rest was entered, here it should not be.', { event: 7, state: 'Rest' }],
  [{ calls: { 'book-van': 1 } }, 'Busy', 'Asked: book-van called once. It was called 3 times, by BookVan: retrier 1 matched Van.Busy.', { event: 6, seconds: 30 }],
  [{ calls: { 'cancel-van': { least: 1 } } }, 'Fine', 'Asked: cancel-van called at least once. It was never called.', { event: 9 }],
  [{ calls: { 'book-van': { with: '$arguments.Payload.orderId = "STROOP-43"', say: 'the order' } } }, 'Fine', 'BookVan calls book-van with {"orderId":"STROOP-42"}. Asked: the order.', { event: 3 }],
  [{ calls: { 'dead-letters': { with: 'false', say: 'nothing' } } }, 'Fine', 'Tell calls dead-letters with {"orderId":"STROOP-42"}. Asked: nothing.', { event: 3 }, telling],
  [{ transitions: { most: 2 } }, 'Busy', 'Asked: at most 2 transitions. It took 4 transitions. The first too many is into BookVan.', { event: 9, seconds: 90 }],
  [{ events: { most: 6 } }, 'Fine', 'Asked: at most 6 events. It took 9 events.', { event: 7, state: 'Rest' }],
  [{ elapsed: { most: 60 } }, 'Fine', 'Asked: at most 1 min. It took 1 h, all of it in Rest.', { state: 'Rest', seconds: 3600 }],
  [{ attempts: { of: 'book-van', within: 60, most: 1 } }, 'Busy', 'At second 0: 2 calls of book-van within 1 min, asked are at most 1.', { event: 3 }],
  [{ attempts: { of: 'book-van', within: 10, most: 2, after: 20 } }, 'Three', 'At second 30: 3 calls of book-van within 10 s, asked are at most 2.', { execution: 0, event: 6 }],
  [{ delays: { of: 'book-van', most: 40 } }, 'Busy', 'BookVan waits 1 min before retry 2. Asked: at most 40 s.', { event: 8, seconds: 30 }],
  [{ ledger: { vans: { end: 0 } } }, 'Fine', 'At the end: 1 vans booked, asked is 0. Last change: book-van +1 at event 5.', { event: 5, state: 'BookVan' }],
  [{ ledger: { vans: { end: 0 } } }, 'Early', 'At the end: 1 vans booked, asked is 0. After 10 min the run still waits in Rest.', { event: 7, state: 'Rest' }],
  [{ calls: { 'book-van': 2 } }, 'None', 'Asked: book-van called 2 times. It was called once. The run ended FAILED in NoVan with NoVan.', { event: 13 }],
  [{ ledger: { vans: { least: 0 } } }, 'None', '-1 vans booked after cancel-van. Asked: at least 0.', { event: 10, state: 'CancelVan' }],
  [{ edge: { most: 100 } }, 'Large', 'the start → BookVan carries 511 bytes, asked are at most 100. Widest key: note, 502 bytes.', { event: 2, state: 'BookVan' }],
  [{ edge: { most: 100 } }, 'Inside', 'Widest key: order.note, 402 bytes.', { event: 2, state: 'BookVan' }],
  [{ edge: { most: 100 } }, 'Spread', 'Widest key: order, 322 bytes.', { event: 2, state: 'BookVan' }],
  [{ refused: ['TaskTimedOut'] }, 'Fine', 'No answer was refused. Asked: TaskTimedOut.', { event: 9 }],
  [{ statuses: { FAILED: 3 } }, 'Three', 'Asked: 3 FAILED. It was 3 SUCCEEDED. Execution 1 ended SUCCEEDED in Rest.', { execution: 0 }],
  [{ statuses: { SUCCEEDED: { least: 4, most: 9 } } }, 'Three', 'Asked: 4 to 9 SUCCEEDED. It was 3 SUCCEEDED.', { execution: 0 }],
  [{ statuses: { FAILED: { most: 1 } } }, 'Three', 'Asked: at most 1 FAILED. Execution 1 ended SUCCEEDED in Rest.', { execution: 0 }],
  [{ statuses: { SUCCEEDED: 2 } }, 'Three', 'Asked: 2 SUCCEEDED. It was 3 SUCCEEDED. Execution 3 ended SUCCEEDED in Rest.', { execution: 2 }],
  [{ statuses: { FAILED: { least: 1 } } }, 'Three', 'Asked: only FAILED. Execution 1 ended SUCCEEDED in Rest.', { execution: 0 }],
  [{ starts: { started: 2 } }, 'Three', 'Asked of the starts: 2 started. It was 3 started.', {}],
  [{ children: { SUCCEEDED: 2 } }, 'Three', 'Asked of the children: 2 SUCCEEDED. It was none.', {}],
  [{ gauge: { vans: { last: 3 } } }, 'Three', 'vans on the road: nothing at the end, after 1 h 1 min. Asked: 3 v.', { seconds: 3692 }],
  [{ gauge: { others: { last: 3 } } }, 'Three', 'others: nothing at the end, after 1 h 1 min. Asked: 3.', { seconds: 3692 }],
  [{ cost: { most: 0.01, per: 1000 } }, 'Fine', 'Asked: at most $0.01 for 1,000 runs. It costs $0.05, most of it in BookVan.', { event: 2, state: 'BookVan' }],
  [{ diagnostics: { none: ['ADVICE'] } }, 'Fine', 'TASK_WITHOUT_TIMEOUT', { pointer: '/States/BookVan' }],
  [{ diagnostics: { none: ['ERROR'] } }, 'Fine', 'MISSING_TRANSITION_TARGET: Missing \'Next\' target: NoVan; it is there, but not in the same Map or Parallel', {}, several({ ItemProcessor: { StartAt: 'BookVan', States: { BookVan: call('book-van', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'NoVan' }], End: true }) } } })],
  [{ status: 'SUCCEEDED' }, 'Fine', 'The run ended FAILED in Rest with States.QueryEvaluationError, Output returned nothing.', {}, { QueryLanguage: 'JSONata', StartAt: 'Rest', States: { Rest: { Type: 'Pass', Output: '{% $states.input.van %}', End: true } } }],
  [{ definition: { $: '$exists($definition.States.Rest) ? "/States/Rest" : true', say: 'no state that rests' } }, 'Fine', 'Asked: no state that rests. Rest is another matter.', { pointer: '/States/Rest', state: 'Rest' }],
])('%j of %s', (asked, name, message, at, definition) => {
  test(`says: ${message}`, async () => {
    const finding = await found(asked, name, definition)
    expect(finding?.message).toContain(message)
    expect(finding?.at).toMatchObject(at)
    expect(finding?.expected).not.toBe(finding?.actual)
  })
})

const PASSING: [Asked, string][] = [
  [{ status: 'FAILED', error: 'NoVan', cause: 'No van on Friday', visits: ['book-van', 'cancel-van'], avoids: ['Rest'], calls: { 'book-van': 1, 'cancel-van': { most: 1, with: '$arguments.Payload = $input' } }, ledger: { vans: { end: -1 } } }, 'None'],
  [{ status: 'SUCCEEDED', output: { van: 'VAN-12' }, visits: ['BookVan', 'Rest'], transitions: 2, events: { most: 9 }, elapsed: 3600, edge: { most: 100 }, refused: [], cost: { most: 0.05, per: 1000 } }, 'Fine'],
  [{ output: $('$output.van = "VAN-12" and $input.orderId = "STROOP-42"'), calls: { 'book-van': 3, 'lambda:invoke': 3, 'BookVan': 3 }, attempts: { of: 'book-van', within: 29, most: 1 }, delays: { of: 'book-van', least: 30, most: 60 } }, 'Busy'],
  [{ statuses: { SUCCEEDED: 3 }, starts: { started: 3 }, children: {}, gauge: {}, diagnostics: { none: ['ERROR'], without: ['NO_DOLLAR'] }, definition: { $: '$exists($definition.States.Rest)', say: 'a rest' } }, 'Three'],
]

test.each(PASSING)('%j passes in %s', async (asked, name) => {
  const finding = await found(asked, name)
  expect(finding?.message).toBeUndefined()
})

test('all kinds are told of here', () => {
  expect([...new Set(PASSING.flatMap(([asked]) => Object.keys(asked)))].sort()).toEqual([...KINDS].sort())
})

test.each([[0, '0 s'], [0.25, '0.25 s'], [41, '41 s'], [90, '1 min 30 s'], [83_310, '23 h 8 min'], [86_400, '1 day'], [272_400, '3 days 3 h']])('%d seconds are %s', (seconds, words) => {
  expect(timeInWords(seconds)).toBe(words)
})
