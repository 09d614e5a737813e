/**
 * A run as OpenTelemetry has it, drawn as X-Ray draws it: the execution as the root, a span for each visit of a state, within it the attempts of a
 * task and the branches of Map and Parallel.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html
 * @see https://opentelemetry.io/docs/specs/otlp/
 */

import type { FailureDetails } from '../../asl/execution/history/history.ts'
import type { Recording } from '../recording/types.ts'
import type { OtlpSpan, OtlpTrace } from './otlp-message.ts'
import type { StateStatus } from './run-view.ts'
import type { Segment, Span } from './trace.ts'
import { ACCOUNT, REGION, stateMachineArn } from '../../asl/execution/names/arn.ts'
import { hashText } from '../../asl/query/intrinsics/hash.ts'
import { attributes, KIND, nanoseconds, STATUS } from './otlp-message.ts'
import { traceRun } from './trace.ts'

/** Which execution it was: what the recording of a run does not say itself. */
export interface TracedExecution {
  /** Name of the state machine. */
  machine: string
  /** The execution's name or ARN; it tells apart executions that are alike in all else. */
  execution?: string
  /** The seed of all that was random. */
  seed?: number
}

/** What a span says, before it has ids: where it stands, and seconds since the start. */
interface Drawn {
  /** Distinct within the run, see `keyOf`. */
  key: string
  /** The key of the span around it; absent in the root. */
  around?: string
  name: string
  kind: number
  from: number
  to: number
  status: StateStatus
  failure?: FailureDetails | undefined
  values: Record<string, string | number | undefined>
}

const CODES: Record<StateStatus, number> = {
  'succeeded': STATUS.ok, 'in-progress': STATUS.unset, 'caught': STATUS.unset, 'failed': STATUS.error, 'timed-out': STATUS.error, 'aborted': STATUS.error,
}
const STATUSES: Record<Recording['status'], StateStatus> = { RUNNING: 'in-progress', SUCCEEDED: 'succeeded', FAILED: 'failed', TIMED_OUT: 'timed-out', ABORTED: 'aborted' }

const DIGITS = { execution: '1', state: '2', branch: '3', attempt: '4' } as const
/** Nine hexadecimal digits: what is drawn, and the id of the event that began it. */
const keyOf = (what: keyof typeof DIGITS, event: number) => DIGITS[what] + event.toString(16).padStart(8, '0')
const ROOT = keyOf('execution', 0)

/**
 * Writes a run as one trace.
 *
 * Ids follow from the execution and the ids of its events, so the same run has the same ids. A trace id begins with the second of the start, as
 * X-Ray wants it (https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html). What is still open when the recording ends, ends with it.
 *
 * @param recording a run
 * @param traced which execution it was
 * @returns OTLP's message; `JSON.stringify` makes of it what files of OTLP hold
 */
export function toOtlp(recording: Recording, traced: TracedExecution): OtlpTrace {
  const start = Date.parse(recording.startedAt)
  const input = recording.events[0]?.executionStartedEventDetails?.input
  const identity = JSON.stringify([traced.machine, traced.execution, traced.seed, recording.startedAt, input])
  const traceId = Math.floor(start / 1000).toString(16).padStart(8, '0') + hashText(identity, 'SHA-256').slice(0, 24)
  const idOf = (key: string) => traceId.slice(-7) + key
  const timeOf = (seconds: number) => nanoseconds(start + seconds * 1000)

  const spans = drawn(recording, traced.machine).map(({ key, around, name, kind, from, to, status, failure, values }): OtlpSpan => ({
    traceId,
    spanId: idOf(key),
    ...(around === undefined ? {} : { parentSpanId: idOf(around) }),
    name,
    kind,
    startTimeUnixNano: timeOf(from),
    endTimeUnixNano: timeOf(to),
    attributes: attributes({ ...values, 'asl.status': status, 'error.type': CODES[status] === STATUS.error ? failure?.error : undefined }),
    events: failure === undefined ? [] : [{ timeUnixNano: timeOf(to), name: 'exception', attributes: attributes({ 'exception.type': failure.error, 'exception.message': failure.cause }) }],
    status: { code: CODES[status], ...(CODES[status] === STATUS.error && failure?.error !== undefined ? { message: failure.error } : {}) },
  }))
  return {
    resourceSpans: [{
      resource: { attributes: resourceOf(traced.machine) },
      scopeSpans: [{ scope: { name: 'asl' }, spans }],
    }],
  }
}

/** No platform among those that the conventions name is Step Functions; they allow others. https://opentelemetry.io/docs/specs/semconv/resource/cloud/ */
function resourceOf(machine: string) {
  const arn = stateMachineArn(machine)
  return attributes({
    'service.name': machine,
    'cloud.provider': 'aws',
    'cloud.platform': 'aws_step_functions',
    'cloud.region': REGION,
    'cloud.account.id': ACCOUNT,
    'cloud.resource_id': arn,
    'aws.step_functions.state_machine.arn': arn,
  })
}

function drawn(recording: Recording, machine: string): Drawn[] {
  const visits = traceRun(recording, undefined, recording.elapsed)
  const { error, cause } = recording
  const root: Drawn = {
    key: ROOT, name: machine, kind: KIND.server, from: 0, to: recording.elapsed, status: STATUSES[recording.status],
    failure: error === undefined ? undefined : { error, ...(cause === undefined ? {} : { cause }) },
    values: { 'asl.machine.type': recording.type },
  }
  const branches = new Map<string, Drawn>()
  const byId = new Map(visits.map(visit => [visit.entered, visit]))
  const states = visits.flatMap((visit) => {
    const around = visit.within === undefined ? ROOT : branchOf(visit, byId.get(visit.within)!, branches)
    return [stateSpan(visit, around), ...attemptsOf(visit, recording)]
  })
  return [root, ...branches.values(), ...states]
}

function stateSpan(visit: Span, around: string): Drawn {
  const { entered, state, type, from, to, status, failure, mapRunArn } = visit
  const isLost = status !== 'succeeded' && status !== 'in-progress'
  return {
    key: keyOf('state', entered), around, name: state, kind: KIND.internal, from, to, status, failure: isLost ? failure : undefined,
    values: { 'asl.state.name': state, 'asl.state.type': type, 'asl.event.id': entered, 'asl.map_run.arn': mapRunArn },
  }
}

/** The branch or iteration that a visit stands in, which lasts as long as its visits do and ends as the last of them. */
function branchOf(visit: Span, container: Span, branches: Map<string, Drawn>): string {
  const name = visit.branch[container.branch.length] ?? container.state
  const place = `${container.entered} ${visit.round} ${name}`
  const known = branches.get(place)
  const isLost = visit.status !== 'succeeded' && visit.status !== 'caught' && visit.status !== 'in-progress'
  const last = { to: visit.to, status: visit.status === 'caught' ? 'succeeded' as const : visit.status, failure: isLost ? visit.failure : undefined }
  if (known) {
    Object.assign(known, last, { to: Math.max(known.to, visit.to) })
    return known.key
  }
  const key = keyOf('branch', visit.entered)
  branches.set(place, { key, around: keyOf('state', container.entered), name, kind: KIND.internal, from: visit.from, ...last, values: { 'asl.round': visit.round } })
  return key
}

/** The attempts of a task: from the moment it is scheduled until it answers, its token's way out and back included. */
function attemptsOf(visit: Span, recording: Recording): Drawn[] {
  const attempts = new Map<number, Segment[]>()
  for (const segment of visit.segments) {
    if (segment.attempt !== undefined)
      attempts.set(segment.attempt, [...attempts.get(segment.attempt) ?? [], segment])
  }
  return [...attempts].map(([scheduled, segments], index) => {
    const last = segments.at(-1)!
    const { taskScheduledEventDetails: task, lambdaFunctionScheduledEventDetails: lambda, activityScheduledEventDetails: activity } = recording.events[scheduled - 1]!
    return {
      key: keyOf('attempt', scheduled), around: keyOf('state', visit.entered), kind: KIND.client, from: segments[0]!.from, to: last.to, status: last.status, failure: last.failure,
      name: task ? `${task.resourceType}:${task.resource}` : lambda ? 'lambda' : 'activity',
      values: { 'asl.attempt': index + 1, 'asl.event.id': scheduled, 'asl.resource': lambda?.resource, 'aws.step_functions.activity.arn': activity?.resource },
    }
  })
}
