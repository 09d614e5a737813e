import { isJsonata } from '../asl/query/index.ts'
import { isObject, type Json, type JsonObject } from '../asl/index.ts'
import { readResponse, type MockedOutcome, type MockFile } from '../simulation/mocks/mock-file.ts'
import type { CallbackScript } from '../simulation/mocks/scripts.ts'
import { parseDuration } from '../simulation/duration.ts'
import type { Call } from './calls.ts'
import type { Answer } from './plan.ts'

/** More answers than these to one state of a mock file are the last one again. */
const MOST = 20

/** A Lambda function ends after 15 minutes at most. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LONGEST = 890

/**
 * What the actor is asked by in a call: the function's name, method and path, the queue or the table that a token is put in.
 *
 * @returns undefined for a call that a real service answers
 */
export function targetOf({ integration, parameters }: Pick<Call, 'integration' | 'parameters'>): string | undefined {
  const { service, pattern } = integration
  if (service === 'lambda') return nameIn(parameters.FunctionName)
  if (service === 'http') return typeof parameters.ApiEndpoint === 'string' ? pathOf(parameters.ApiEndpoint) : undefined
  if (pattern !== 'waitForTaskToken') return undefined
  if (service === 'sqs') return `queue ${nameIn(parameters.QueueUrl)}`
  return service === 'dynamodb' ? `table ${nameIn(parameters.TableName)}` : undefined
}

/** The path of an address; a partner is one host. */
export function pathOf(address: string): string {
  return address.replace(/^https:\/\/[^/]+/, '') || '/'
}

function nameIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' && !isJsonata(value) ? value.split(/[:/]/).at(-1) : undefined
}

/** What a test case answers to a state, call by call. */
export function mockedAnswers(mocks: MockFile, response: string, { service, script, patience }: { service: string, script: CallbackScript | CallbackScript[] | undefined, patience: number | undefined }): Answer[] {
  const outcomes = readResponse(response, mocks.MockedResponses[response]!).flatMap(({ first, last, outcome }) =>
    Array.from({ length: Math.min(last - first, MOST) + 1 }, () => outcome))
  const length = Math.max(outcomes.length, Array.isArray(script) ? script.length : 0)
  return Array.from({ length }, (_, index) => {
    const one = Array.isArray(script) ? script[Math.min(index, script.length - 1)] : script
    return { ...timesOf(one, service, patience), ...outcomeOf(outcomes[Math.min(index, outcomes.length - 1)]!, service) }
  })
}

function outcomeOf(outcome: MockedOutcome, service: string): Answer {
  if ('Throw' in outcome) return { error: outcome.Throw.Error, cause: outcome.Throw.Cause }
  return { result: service === 'lambda' && isObject(outcome.Return) && Object.hasOwn(outcome.Return, 'Payload') ? outcome.Return.Payload! : outcome.Return }
}

function timesOf(script: CallbackScript | undefined, service: string, patience: number | undefined): Answer {
  const seconds = (value: unknown) => parseDuration(value) ?? 0
  const after = seconds(script?.after)
  if (service === 'lambda' || service === 'http') return script?.lost ? { after: Math.min((patience ?? LONGEST) + 5, LONGEST) } : after > 0 ? { after: Math.min(after, LONGEST) } : {}
  const every = seconds(script?.heartbeatEvery)
  return {
    ...after > 0 ? { after } : {},
    ...script?.lost ? { lost: true } : {},
    ...every > 0 ? { beat: { every, until: script?.heartbeatsFor === undefined ? after : seconds(script.heartbeatsFor) } } : {},
  }
}

/** An answer, and the call that it was for. */
export interface Asked { given: Json, answer: Answer }

/** Says of each answer which call it belongs to, where calls of one name differ; in what they are given, tokens and names of executions say nothing. */
export function toldApart(asked: readonly Asked[]): Answer[] {
  const given = asked.map(({ given }) => (isObject(given) ? given : { '': given }))
  const keys = [...new Set(given.flatMap((one) => Object.keys(one)))].filter((key) => new Set(given.map((one) => JSON.stringify(one[key]))).size > 1 && !given.some((one) => isVolatile(one[key])))
  return asked.map(({ answer }, index) => (keys.length === 0 ? answer : { when: Object.fromEntries(keys.flatMap((key) => (Object.hasOwn(given[index]!, key) ? [[key, given[index]![key]!]] : []))) as JsonObject, ...answer }))
}

/** Whether a value is of one run: a token, an ARN, a moment. */
function isVolatile(value: Json | undefined): boolean {
  return /arn:aws:states|-[\da-f]{4}-|\d{13}|AQC[\w+/=]{20}|task-?token/i.test(JSON.stringify(value ?? null))
}
