import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { listPatterns, readPattern } from '../../../engine/cli/pattern-folder.ts'
import { playCase } from '../../../engine/simulation/play/play-case.ts'
import type { Action } from '../../../engine/simulation/mocks/scripts.ts'
import type { Recording } from '../../../engine/simulation/recording/types.ts'
import { simulate } from '../../../engine/simulation/run/simulate.ts'
import { toOtlp } from '../../../engine/simulation/views/otlp.ts'
import type { OtlpAttribute, OtlpSpan, OtlpTrace } from '../../../engine/simulation/views/otlp-message.ts'

/** OTLP's published messages, as OpenTelemetry's own exporter has them generated. */
const { opentelemetry } = createRequire(import.meta.url)('../../../node_modules/@opentelemetry/otlp-transformer/build/src/generated/root.js')
const Request = opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest
const { Span: { SpanKind }, Status: { StatusCode } } = opentelemetry.proto.trace.v1

const lambda = (extra: object = {}) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'work' }, ...extra })
const ok = { Return: {} }
const busy = { Throw: { Error: 'Busy', Cause: 'too much to do' } }

interface Around { responses?: object[], actions?: Action[], until?: number }
const run = (states: object, { responses = [ok], ...around }: Around = {}) => simulate({
  definition: { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0]!, States: states } as any,
  name: 'Orders',
  mocks: {
    StateMachines: { Orders: { TestCases: { Case: { Work: 'Answers' } } } },
    MockedResponses: { Answers: Object.fromEntries(responses.map((response, index) => [String(index), response])) },
  } as any,
  mockCase: 'Case',
  callbacks: { Work: { after: 1 } },
  ...around,
})

const written = (recording: Recording): OtlpTrace => JSON.parse(JSON.stringify(toOtlp(recording, { machine: 'Orders', seed: 1 })))
const spansOf = (trace: OtlpTrace) => trace.resourceSpans[0]!.scopeSpans[0]!.spans
const values = (attributes: OtlpAttribute[]) => Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))

/** Names with how deep they stand, seconds since the start, and the status's name. */
function told(recording: Recording) {
  const spans = spansOf(written(recording))
  const byId = new Map(spans.map(span => [span.spanId, span]))
  const depth = (span: OtlpSpan): number => span.parentSpanId === undefined ? 0 : depth(byId.get(span.parentSpanId)!) + 1
  const seconds = (nanos: string) => Number(BigInt(nanos) - BigInt(spans[0]!.startTimeUnixNano)) / 1e9
  return spans.map(span => [span.name, depth(span), seconds(span.startTimeUnixNano), seconds(span.endTimeUnixNano), StatusCode[span.status.code].slice('STATUS_CODE_'.length)])
}

/** A trace with the ids as protobuf's JSON has bytes; OTLP's has them in hexadecimal digits. */
function withBytes(trace: OtlpTrace): OtlpTrace {
  const base64 = (digits: string) => Buffer.from(digits, 'hex').toString('base64')
  return JSON.parse(JSON.stringify(trace), (key, value) => /^(?:traceId|spanId|parentSpanId)$/.test(key) ? base64(value) : value)
}

/** What protobuf does not write: zeros and empty lists. */
const withoutDefaults = (trace: OtlpTrace) => JSON.parse(JSON.stringify(trace), (key, value) => (key === 'code' && value === 0) || (Array.isArray(value) && value.length === 0) ? undefined : value)

/** The trace after it was written and read as OTLP's messages: what is no field of theirs, or no value of its kind, does not come back. */
function throughMessages(trace: OtlpTrace) {
  const message = Request.fromObject(withBytes(trace))
  expect(Request.verify(message)).toBeNull()
  return Request.toObject(Request.decode(Request.encode(message).finish()), { longs: String, bytes: String })
}

/** What is wrong with spans as a tree and with their ids and times: parents are there and last at least as long, ids are distinct, one trace, one root. */
function faultsOf(spans: readonly OtlpSpan[]): string[] {
  const byId = new Map(spans.map(span => [span.spanId, span]))
  const faults = byId.size === spans.length ? [] : ['ids are not distinct']
  for (const { name, traceId, spanId, parentSpanId, startTimeUnixNano: from, endTimeUnixNano: to, events } of spans) {
    const around = byId.get(parentSpanId ?? spanId)
    const isId = /^(?!0{32})[0-9a-f]{32}$/.test(traceId) && /^(?!0{16})[0-9a-f]{16}$/.test(spanId)
    const isTime = [from, to, ...events.map(({ timeUnixNano }) => timeUnixNano)].every(time => /^\d{19}$/.test(time))
    if (!isId || traceId !== spans[0]!.traceId) faults.push(`${name}: ids`)
    if (!isTime || BigInt(to) < BigInt(from)) faults.push(`${name}: times`)
    if (!around || (parentSpanId === undefined) !== (spanId === spans[0]!.spanId)) faults.push(`${name}: parent`)
    else if (BigInt(around.startTimeUnixNano) > BigInt(from) || BigInt(around.endTimeUnixNano) < BigInt(to)) faults.push(`${name}: longer than ${around.name}`)
  }
  return faults
}

describe('a trace', () => {
  test('has the execution as its root, which says what it was', async () => {
    const recording = await run({ Work: lambda({ End: true }) })
    const trace = written(recording)
    expect(values(trace.resourceSpans[0]!.resource.attributes)).toMatchObject({
      'service.name': 'Orders', 'cloud.provider': 'aws', 'aws.step_functions.state_machine.arn': 'arn:aws:states:us-east-1:123456789012:stateMachine:Orders',
    })
    const [root] = spansOf(trace)
    expect(root).toMatchObject({ name: 'Orders', kind: SpanKind.SPAN_KIND_SERVER, status: { code: StatusCode.STATUS_CODE_OK }, startTimeUnixNano: '1793523600000000000' })
    expect(Number.parseInt(root!.traceId.slice(0, 8), 16)).toBe(Date.parse('2026-11-01T09:00:00Z') / 1000)
    expect(told(recording)).toEqual([['Orders', 0, 0, 1, 'OK'], ['Work', 1, 0, 1, 'OK'], ['lambda:invoke', 2, 0, 1, 'OK']])
  })

  test('has an attempt a span, with what it came to', async () => {
    const recording = await run({ Work: lambda({ Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2 }], End: true }) }, { responses: [busy, ok] })
    expect(told(recording)).toEqual([
      ['Orders', 0, 0, 4, 'OK'], ['Work', 1, 0, 4, 'OK'], ['lambda:invoke', 2, 0, 1, 'ERROR'], ['lambda:invoke', 2, 3, 4, 'OK'],
    ])
    const [, work, first, second] = spansOf(written(recording))
    expect(first).toMatchObject({ kind: SpanKind.SPAN_KIND_CLIENT, status: { message: 'Busy' }, events: [{ name: 'exception' }] })
    expect(values(first!.events[0]!.attributes)).toEqual({ 'exception.type': 'Busy', 'exception.message': 'too much to do' })
    expect([first, second].map(span => values(span!.attributes)['asl.attempt'])).toEqual(['1', '2'])
    expect([work!.events, second!.events]).toEqual([[], []])
  })

  test('has an error that is caught at the state, and none at the execution', async () => {
    const recording = await run({ Work: lambda({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Else' }], End: true }), Else: { Type: 'Pass', End: true } }, { responses: [busy] })
    expect(told(recording).map(([name,,,, status]) => [name, status])).toEqual([['Orders', 'OK'], ['Work', 'UNSET'], ['lambda:invoke', 'ERROR'], ['Else', 'OK']])
    expect(spansOf(written(recording)).map(({ events }) => events.length)).toEqual([0, 1, 1, 0])
  })

  test('has iterations as spans of their Map, a round each; what is given up ends there', async () => {
    const recording = await run({
      Each: { Type: 'Map', Items: [1, 2], ItemProcessor: { StartAt: 'Work', States: { Work: lambda({ End: true }) } }, Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 5, MaxAttempts: 1 }], Next: 'After' },
      After: { Type: 'Wait', Seconds: 9, End: true },
    }, { responses: [busy, ok, ok, ok] })
    const spans = told(recording)
    expect(spans.filter(([name]) => String(name).startsWith('Each'))).toEqual([
      ['Each[0]', 2, 0, 1, 'ERROR'], ['Each[1]', 2, 0, 1, 'ERROR'], ['Each[0]', 2, 6, 7, 'OK'], ['Each[1]', 2, 6, 7, 'OK'], ['Each', 1, 0, 7, 'OK'],
    ])
    expect(spans.filter(([name]) => name === 'Work').map(([, depth,, to]) => [depth, to])).toEqual([[3, 1], [3, 1], [3, 7], [3, 7]])
  })

  test('has branches as spans of their Parallel state, and the error that ended all', async () => {
    const recording = await run({ Both: { Type: 'Parallel', End: true, Branches: [
      { StartAt: 'Work', States: { Work: lambda({ End: true }) } },
      { StartAt: 'Slow', States: { Slow: { Type: 'Wait', Seconds: 60, End: true } } },
    ] } }, { responses: [busy] })
    expect(told(recording)).toEqual([
      ['Orders', 0, 0, 1, 'ERROR'], ['Both{0}', 2, 0, 1, 'ERROR'], ['Both{1}', 2, 0, 1, 'ERROR'], ['Both', 1, 0, 1, 'ERROR'],
      ['Work', 3, 0, 1, 'ERROR'], ['lambda:invoke', 4, 0, 1, 'ERROR'], ['Slow', 3, 0, 1, 'ERROR'],
    ])
    const [root, , , both] = spansOf(written(recording))
    for (const span of [root, both])
      expect(values(span!.events[0]!.attributes)).toMatchObject({ 'exception.type': 'Busy' })
  })

  test('goes on after a redrive', async () => {
    const recording = await run({ Work: lambda({ End: true }) }, { responses: [busy, ok], actions: [{ at: 10, type: 'RedriveExecution' }] })
    expect(told(recording)).toEqual([['Orders', 0, 0, 11, 'OK'], ['Work', 1, 0, 11, 'OK'], ['lambda:invoke', 2, 0, 1, 'ERROR'], ['lambda:invoke', 2, 10, 11, 'OK']])
  })

  test('of a run that goes on ends when the recording does, with nothing said of its end', async () => {
    const recording = await run({ Slow: { Type: 'Wait', Seconds: 60, End: true } }, { until: 20 })
    expect(told(recording)).toEqual([['Orders', 0, 0, 20, 'UNSET'], ['Slow', 1, 0, 20, 'UNSET']])
  })

  test('has the same ids for the same run, and others for another', async () => {
    const recording = await run({ Work: lambda({ End: true }) })
    const traced = { machine: 'Orders', seed: 1 }
    expect(toOtlp(await run({ Work: lambda({ End: true }) }), traced)).toEqual(toOtlp(recording, traced))
    const ids = [traced, { ...traced, seed: 2 }, { ...traced, machine: 'Invoices' }, { ...traced, execution: 'monday-1' }].map(one => spansOf(toOtlp(recording, one))[0]!.traceId)
    expect(new Set(ids).size).toBe(4)
  })
})

test('of every case of every pattern, the file is OTLP’s, a tree, and has each visit and each attempt once', async () => {
  for (const slug of listPatterns('snippets')) {
    const { pattern } = await readPattern('snippets', slug)
    for (const item of pattern?.cases.cases.filter(({ runs }) => !runs) ?? []) {
      const { recording } = await playCase(pattern!, item)
      const trace = written(recording)
      expect(withoutDefaults(throughMessages(trace)), `${slug} ${item.name}`).toEqual(withoutDefaults(withBytes(trace)))
      const spans = spansOf(trace)
      expect(faultsOf(spans), `${slug} ${item.name}`).toEqual([])
      const ids = (kind: number, key: string) => spans.filter(span => span.kind === kind && key in values(span.attributes)).map(span => Number(values(span.attributes)['asl.event.id'])).sort((a, b) => a - b)
      expect(ids(SpanKind.SPAN_KIND_INTERNAL, 'asl.state.name')).toEqual(recording.events.filter(({ stateEnteredEventDetails: entered }) => entered).map(({ id }) => id))
      expect(ids(SpanKind.SPAN_KIND_CLIENT, 'asl.attempt')).toEqual(recording.events.filter(({ type }) => /(?:Task|LambdaFunction|Activity)Scheduled$/.test(type)).map(({ id }) => id))
    }
  }
})
