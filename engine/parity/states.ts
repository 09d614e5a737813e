/** Each state that a run visited, asked of TestState with what it saw. Nothing is deployed, and no service is called. */

import type { Json, JsonObject, StateMachineDefinition } from '../asl/index.ts'
import { statesByName } from '../asl/index.ts'
import type { Retrier } from '../asl/definition/types.ts'
import { StateFailure } from '../asl/execution/failure.ts'
import { findRetrier } from '../asl/execution/task/retry.ts'
import type { Recording } from '../simulation/recording/types.ts'
import { compareRuns, type Difference, differenceIn, type PlainRun } from './compare.ts'
import type { Endpoint } from './endpoint.ts'
import { HERE, plain } from './normalise.ts'
import { type Failure, type Outcome, type StateVisit, visitsOf } from './visits.ts'

/** A request for TestState, and what must come of it. */
export interface StateQuestion {
  state: string
  /** Id of the event that entered the state. */
  event: number
  request: JsonObject
  expected: PlainRun
  /** The variables that the state leaves behind, which TestState does not show of every end. */
  variables: Json | undefined
}

/** A visit that TestState can not be asked about, and why. */
export interface Unasked {
  state: string
  event: number
  why: string
}

const READS_CONTEXT = /\$states\.context|\$\$\./
/** A context that is given can not have a Map; the one that TestState makes itself has. */
const READS_MAP = /\.Map\.Item/
const DRAWS = /States\.UUID|\$(?:uuid|random|now|millis)\(|States\.MathRandom/
/** What the service tells of the state in whose execution something failed. */
const ENTERED_AT = /^An error occurred while executing the state '.*?' \(entered at the event id #\d+\)\. /
const WAITS = /\.sync(?::2)?$|\.waitForTaskToken$|:activity:/
const TOKEN = `AQC${'A'.repeat(80)}`

/**
 * The questions that a run raises: one for each attempt at a task, and one for each visit of a state that calls nothing.
 *
 * @param definition what ran
 * @param recording its run
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export function questionsOf(definition: StateMachineDefinition, recording: Recording): { questions: StateQuestion[], unasked: Unasked[] } {
  const states = statesByName(definition)
  const text = JSON.stringify(definition)
  const questions: StateQuestion[] = []
  const unasked: Unasked[] = []
  for (const visit of visitsOf(recording)) {
    const state = states.get(visit.name) as JsonObject
    const why = whyNot(visit, state)
    if (why !== undefined) unasked.push({ state: visit.name, event: visit.entered, why })
    else questions.push(...visit.attempts.length > 0 ? visit.attempts.map((_, index) => aboutAttempt(visit, index, { text, state, recording })) : [aboutVisit(visit, text)])
  }
  return { questions, unasked }
}

/** What a question is about. */
interface Asked {
  /** The definition. */
  text: string
  state: JsonObject
  recording: Recording
}

function whyNot({ type, attempts, end, evaluation }: StateVisit, state: JsonObject): string | undefined {
  const text = ownText(state)
  const last = attempts.at(-1)
  if (!end) return 'it did not come to its end'
  if (DRAWS.test(text)) return 'it reads a clock or draws a number'
  if (type !== 'Task' && type !== 'Map' && type !== 'Parallel') return READS_CONTEXT.test(text) ? 'it reads its context, which TestState takes with a mock only' : undefined
  if (!last) return 'it failed before there was anything to mock'
  if (type !== 'Task' && 'error' in last) return 'what failed within it is asked about by itself'
  if ((state.ItemProcessor as JsonObject | undefined)?.ProcessorConfig !== undefined && /"DISTRIBUTED"/.test(JSON.stringify((state.ItemProcessor as JsonObject).ProcessorConfig))) return 'what the children of a Distributed Map answered is not in its history'
  if (!evaluation && /^\{.*"Heartbeat/.test(text) && attempts.some(attempt => 'error' in attempt && attempt.error === 'States.Timeout')) return 'which of its two timeouts it was is not in its history'
  return undefined
}

/** A state without what stands within it. */
function ownText(state: JsonObject): string {
  return JSON.stringify({ ...state, Branches: null, ItemProcessor: null, Iterator: null })
}

function aboutVisit(visit: StateVisit, definition: string): StateQuestion {
  return { state: visit.name, event: visit.entered, request: requestOf(visit, definition), ...outcomeOf(visit) }
}

/** An attempt that failed was tried again, unless it was the last or the last before a redrive. */
function aboutAttempt(visit: StateVisit, index: number, { text, state, recording }: Asked): StateQuestion {
  const outcome = visit.attempts[index]!
  const own = ownText(state)
  const last = index === visit.attempts.length - 1
  const request = { ...requestOf(visit, text), mock: mockOf(outcome), ...READS_CONTEXT.test(own) && !READS_MAP.test(own) ? { context: contextOf(visit, index, state, recording) } : {} }
  const retried = 'error' in outcome ? retriesBefore(visit, index, state, outcome) : 0
  const about = { state: visit.name, event: visit.entered, request: retried > 0 ? { ...request, stateConfiguration: { retrierRetryCount: retried } } : request }
  if (last) return { ...about, ...outcomeOf(visit) }
  return { ...about, expected: { status: visit.redriven.includes(index + 1) ? 'FAILED' : 'RETRIABLE', ...failure(outcome as Failure) }, variables: undefined }
}

/** How often the retrier that answers a failure has been asked since the state was entered or redriven. */
function retriesBefore({ attempts, redriven }: StateVisit, index: number, { Retry }: JsonObject, failed: Failure): number {
  const retriers = (Retry ?? []) as unknown as Retrier[]
  const retrierOf = ({ error, cause }: Failure): number => findRetrier(retriers, new StateFailure(error, cause))
  const began = redriven.filter(start => start <= index).at(-1) ?? 0
  return attempts.slice(began, index).filter(attempt => 'error' in attempt && retrierOf(attempt) === retrierOf(failed)).length
}

function contextOf(visit: StateVisit, index: number, { Resource }: JsonObject, { events, startedAt }: Recording): string {
  const started = events[0]!.executionStartedEventDetails
  return JSON.stringify({
    Execution: { Id: `arn:aws:states:${HERE}:execution:StateMachine:run`, Input: JSON.parse(started?.input ?? '{}') as Json, Name: 'run', RoleArn: started?.roleArn ?? '', StartTime: startedAt, RedriveCount: 0 },
    State: { EnteredTime: new Date(visit.enteredAt).toISOString(), Name: visit.name, RetryCount: index },
    StateMachine: { Id: `arn:aws:states:${HERE}:stateMachine:StateMachine`, Name: 'StateMachine' },
    ...(WAITS.test(String(Resource)) ? { Task: { Token: TOKEN } } : {}),
  })
}

function requestOf({ name, input, variables }: StateVisit, definition: string): JsonObject {
  return { definition, stateName: name, input: JSON.stringify(input), ...(Object.keys(variables).length > 0 ? { variables: JSON.stringify(variables) } : {}), inspectionLevel: 'DEBUG' }
}

function mockOf(outcome: Outcome): JsonObject {
  if ('result' in outcome) return { result: JSON.stringify(outcome.result), fieldValidationMode: 'NONE' }
  const { error, cause } = outcome
  return { errorOutput: { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) } }
}

function failure({ error, cause }: Failure): Pick<PlainRun, 'error' | 'cause'> {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause: plain(cause.replace(ENTERED_AT, ''), HERE) }) }
}

function outcomeOf({ end, attempts, evaluation }: StateVisit): Pick<StateQuestion, 'expected' | 'variables'> {
  if ('error' in end!) return { expected: { status: 'FAILED', ...failure(end) }, variables: undefined }
  const { output, caught, next, variables } = end as Extract<StateVisit['end'], { output: Json }>
  const failed = evaluation ?? attempts.at(-1)
  const expected = {
    status: caught ? 'CAUGHT_ERROR' : 'SUCCEEDED',
    output: plain({ output, nextState: next ?? null }, HERE),
    ...(caught && failed && 'error' in failed ? failure(failed) : {}),
  }
  return { expected, variables: plain(variables, HERE) }
}

/**
 * Asks one question.
 *
 * @returns the first difference, or undefined
 * @throws EndpointRefusal
 */
export async function askState(endpoint: Endpoint, { state, event, request, expected, variables }: StateQuestion): Promise<Difference | undefined> {
  const { status, output, error, cause, nextState = null, inspectionData } = await endpoint.call('TestState', request)
  const shown = (inspectionData as JsonObject | undefined)?.variables
  const answered: PlainRun = {
    status: status as string,
    ...(typeof error === 'string' ? { error } : {}),
    ...(typeof cause === 'string' ? { cause: plain(cause, HERE) } : {}),
    ...(typeof output === 'string' && (status === 'SUCCEEDED' || status === 'CAUGHT_ERROR') ? { output: plain({ output: JSON.parse(output) as Json, nextState }, HERE) } : {}),
  }
  const difference = compareRuns(expected, answered)
    ?? (variables !== undefined && typeof shown === 'string' ? differenceIn('detail', variables, plain(JSON.parse(shown) as Json, HERE), 'variables') : undefined)
  return difference && { ...difference, what: `${state}, event ${event}: ${difference.what}` }
}
