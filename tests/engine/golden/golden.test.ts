import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Json } from '../../../engine/asl/index.ts'
import { type RecordedCase, runCase } from '../../../engine/simulation/run/recorded-case.ts'

interface Golden extends RecordedCase {
  name: string
  /** The page that says so. */
  see: string
  expect: {
    status: string
    output?: Json
    error?: string
    /** A part of the cause. */
    cause?: string
    /** States entered, in order; `State` or `Branch/State`. */
    path?: string[]
    /** All event types, in order. */
    events?: string[]
    /** How often each of these event types occurs. */
    counts?: Record<string, number>
    /** Variables assigned, by state. */
    assigned?: Record<string, Record<string, Json>>
  }
}

const folder = new URL('./', import.meta.url)
const files = readdirSync(folder).filter(file => file.endsWith('.yaml')).sort()
const goldens = files.map(file => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }))

describe.each(goldens)('$file', ({ text }) => {
  test.each(parse(text) as Golden[])('$name', async ({ expect: expected, ...item }) => {
    const result = await runCase(item)
    const { status, error, cause } = result
    expect({ status, error }).toEqual({ status: expected.status, error: expected.error })
    if (expected.cause !== undefined) expect(cause).toContain(expected.cause)
    if ('output' in expected) expect(result.output).toEqual(expected.output)
    if (expected.path) expect(pathOf(result.events)).toEqual(expected.path)
    if (expected.events) expect(result.events.map(({ type }) => type)).toEqual(expected.events)
    for (const [type, count] of Object.entries(expected.counts ?? {})) {
      expect([type, result.events.filter(event => event.type === type).length]).toEqual([type, count])
    }
    for (const [state, variables] of Object.entries(expected.assigned ?? {})) {
      expect(result.events.find(event => event.name === state && event.type.endsWith('StateExited'))?.assigned).toEqual(variables)
    }
    expect(item.see).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|states-language\.net)\//)
  })
})

/** What the cases must touch between them. */
const FIELDS = `
  Comment StartAt States QueryLanguage TimeoutSeconds Version Type Next End InputPath OutputPath Assign Output Parameters
  ResultSelector ResultPath Retry Catch ErrorEquals IntervalSeconds MaxAttempts BackoffRate MaxDelaySeconds JitterStrategy Result
  Resource Arguments TimeoutSecondsPath HeartbeatSeconds HeartbeatSecondsPath Credentials Choices Default Condition And Or Not
  Variable Seconds SecondsPath Timestamp TimestampPath Error ErrorPath Cause CausePath Branches ItemProcessor Iterator Items
  ItemsPath ItemSelector ItemReader ReaderConfig InputType CSVHeaderLocation CSVHeaders CSVDelimiter ItemsPointer ManifestType
  Transformation MaxItems MaxItemsPath ItemBatcher BatchInput MaxItemsPerBatch MaxItemsPerBatchPath MaxInputBytesPerBatch
  MaxInputBytesPerBatchPath ResultWriter WriterConfig OutputType MaxConcurrency MaxConcurrencyPath ToleratedFailureCount
  ToleratedFailureCountPath ToleratedFailurePercentage ToleratedFailurePercentagePath Label ProcessorConfig Mode ExecutionType
`.trim().split(/\s+/)

const ERRORS = `
  States.ALL States.BranchFailed States.DataLimitExceeded States.ExceedToleratedFailureThreshold States.HeartbeatTimeout
  States.Http.Socket States.IntrinsicFailure States.ItemReaderFailed States.NoChoiceMatched States.ParameterPathFailure
  States.Permissions States.QueryEvaluationError States.ResultPathMatchFailure States.ResultWriterFailed States.Runtime
  States.TaskFailed States.Timeout
`.trim().split(/\s+/)

const everything = goldens.map(({ text }) => text).join('\n')

test.each(FIELDS)('the field %s is covered', (field) => {
  expect(everything).toMatch(new RegExp(`\\b${field}(\\.\\$)?["']?:`))
})

test.each(ERRORS)('the error %s is covered', (error) => {
  expect(everything).toContain(error)
})

function pathOf(events: readonly { type: string, name?: unknown, path?: string[] }[]): string[] {
  return events.filter(({ type }) => type.endsWith('StateEntered')).map(({ name, path }) => [...path ?? [], name].join('/'))
}
