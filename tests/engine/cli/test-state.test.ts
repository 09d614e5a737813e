import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asl } from './terminal.ts'

const ORDER = `StartAt: Reserve
States:
  Reserve:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: { FunctionName: reserve }
    Retry: [{ ErrorEquals: [Busy], IntervalSeconds: 60, MaxAttempts: 2, JitterStrategy: NONE }]
    Catch: [{ ErrorEquals: [Gone], ResultPath: $.error, Next: Sorry }]
    ResultPath: $.reserved
    Next: Pause
  Pause: { Type: Wait, Seconds: 7200, Next: Boxes }
  Boxes: { Type: Map, ItemProcessor: { StartAt: Box, States: { Box: { Type: Pass, End: true } } }, Next: Rows }
  Rows:
    Type: Map
    ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: CSV, CSVHeaderLocation: FIRST_ROW }, Parameters: { Bucket: b, Key: k } }
    ItemSelector: { town.$: $$.Map.Item.Value.town }
    ItemProcessor: { ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }, StartAt: Row, States: { Row: { Type: Pass, End: true } } }
    End: true
  Sorry: { Type: Fail, Error: SoldOut, Cause: nothing left }
`

let folder: string
let order: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asl-test-state-'))
  order = write('order.asl.yaml', ORDER)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('says what one state does with an answer, and where it goes', async () => {
  const { code, stdout } = await asl(['test-state', order, 'Reserve', '--input', '{"box":12}', '--mock', '{"Payload":{"kept":true},"StatusCode":200}', '--validation', 'none'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual({ status: 'SUCCEEDED', output: { box: 12, reserved: { Payload: { kept: true }, StatusCode: 200 } }, nextState: 'Pause' })
})

test('says whether an error is retried, caught or the end, and which retrier or catcher it was', async () => {
  const fails = async (error: string, ...more: string[]) => {
    const { code, stdout } = await asl(['test-state', order, 'Reserve', '--error', error, '--cause', 'why', '--level', 'DEBUG', ...more])
    const { status, nextState, cause, inspectionData } = JSON.parse(stdout)
    return { code, status, nextState, cause, details: inspectionData.errorDetails }
  }
  expect(await fails('Busy', '--retries', '1')).toMatchObject({ code: 0, status: 'RETRIABLE', details: { retryIndex: 0, retryBackoffIntervalSeconds: 120 } })
  expect(await fails('Gone')).toMatchObject({ code: 0, status: 'CAUGHT_ERROR', nextState: 'Sorry', details: { catchIndex: 0 } })
  expect(await fails('Other')).toMatchObject({ code: 1, status: 'FAILED', cause: 'why' })
})

test.each<[string, string[], number, RegExp | string]>([
  ['a state that there is not', ['Resreve'], 1, 'there is no state Resreve; did you mean Reserve?'],
  ['no state', [], 2, /a file and one of its states/],
  ['a task that nobody answers', ['Reserve'], 2, 'Reserve calls arn:aws:states:::lambda:invoke, and nothing answers here: say what it answers with --mock JSON, or how it fails with --error NAME'],
  ['iterations that nobody answers', ['Boxes'], 2, 'Boxes is tested without its iterations: say what they answer with --mock ARRAY, or how one fails with --error NAME'],
  ['two answers', ['Reserve', '--mock', '{}', '--error', 'E'], 2, /one answer/],
  ['a cause of nothing', ['Pause', '--cause', 'why'], 2, /--error/],
  ['strictness with nothing', ['Pause', '--validation', 'NONE'], 2, /--mock/],
  ['another strictness', ['Reserve', '--mock', '{}', '--validation', 'LAX'], 2, '--validation is LAX; it can be STRICT or PRESENT or NONE'],
  ['retries in words', ['Reserve', '--error', 'E', '--retries', 'two'], 2, /whole number/],
  ['an answer that the service does not give', ['Reserve', '--mock', '{"Payload":{}}'], 1, "ValidationException: Mock result schema validation error: Field 'Payload' must be a string (--validation PRESENT lets required fields be missing, NONE takes every answer)"],
  ['a mock for a state that calls nothing', ['Pause', '--mock', '{}'], 1, "ValidationException: State type 'Wait' is not supported when a mock is specified"],
  ['an empty cause of failure inside', ['Boxes', '--error', 'E', '--caused-by', ''], 1, 'ParamValidationError: Invalid length for parameter stateConfiguration.errorCausedByState, value: 0, valid min length: 1'],
  ['too many failures', ['Boxes', '--input', '[1,2]', '--mock', '[1,2]', '--failed-iterations', '3'], 1, /Map iteration failure count/],
])('says in one sentence what is wrong: %s', async (_what, args, code, sentence) => {
  const answer = await asl(['test-state', order, ...args])
  expect(answer).toMatchObject({ code, stdout: '', stderr: typeof sentence === 'string' ? expect.stringContaining(sentence) : expect.stringMatching(sentence) })
  expect(answer.stderr.trimEnd().split('\n')).toHaveLength(1)
})

test('gives a Map its results, and its reader what it reads', async () => {
  const mapped = await asl(['test-state', order, 'Boxes', '--input', '[1,2]', '--mock', '["a","b"]'])
  expect(JSON.parse(mapped.stdout)).toEqual({ status: 'SUCCEEDED', output: ['a', 'b'], nextState: 'Rows' })
  const rows = write('rows.csv', 'id,town\n1,Oslo\n')
  const read = await asl(['test-state', order, 'Rows', '--mock', '["done"]', '--reader-data', `@${rows}`, '--level', 'debug'])
  expect(JSON.parse(read.stdout)).toMatchObject({ status: 'SUCCEEDED', inspectionData: { afterItemSelector: [{ town: 'Oslo' }] } })
})
