/** Wait: for some seconds, or until a moment. https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html */

import type { WaitState } from '../definition/types.ts'
import { compilePath, compileTemplate, jsonataBody, parseOffsetDateTime, QueryError, unexpectedType } from '../query/index.ts'
import type { AsyncEvaluable, Scope } from '../query/index.ts'
import { type Json, plainText } from '../query/json.ts'
import type { Steps } from '../execution/turns/coroutine.ts'
import type { StateVisit } from '../execution/strand.ts'
import type { CompiledState, Transition } from '../execution/state.ts'
import type { CompileContext } from './compile-context.ts'
import { DataFlow } from './data-flow.ts'
import { evaluationFailed, inMessage, runtimeFailure } from '../execution/evaluation.ts'

interface Duration {
  field: 'Seconds' | 'SecondsPath' | 'Timestamp' | 'TimestampPath'
  value: AsyncEvaluable | undefined
  text: string
}

export function compileWait(state: WaitState, { name, language }: CompileContext): CompiledState {
  const flow = new DataFlow(state, language)
  const duration = durationOf(state, language)
  return {
    name,
    type: 'Wait',
    language,
    countsRetries: false,
    * run(visit: StateVisit): Steps<Transition> {
      flow.admit(visit)
      const answer = duration.value ? duration.value.evaluate(visit) : duration.text
      const value = answer instanceof Promise ? (yield answer) as Json : answer
      const until = duration.field.startsWith('Seconds')
        ? visit.enteredAt + secondsOf(visit, duration, value) * 1000
        : momentOf(visit, duration, value)
      if (until - visit.now > visit.strand.execution.limits.waitSeconds * 1000) throw runtimeFailure(visit, 'Wait state delay is too long.')
      if (until > visit.now) yield* visit.strand.sleep(until - visit.now)
      return yield* flow.pass(visit, state.Next)
    },
  }
}

function durationOf(state: WaitState, language: 'JSONPath' | 'JSONata'): Duration {
  if (language === 'JSONPath') {
    if (state.SecondsPath !== undefined) return referenced('SecondsPath', state.SecondsPath)
    if (state.TimestampPath !== undefined) return referenced('TimestampPath', state.TimestampPath)
  }
  const field = state.Seconds !== undefined ? 'Seconds' : 'Timestamp'
  const literal = state[field] ?? ''
  const template: AsyncEvaluable = language === 'JSONata' ? compileTemplate(literal, 'JSONata', { field }) : { evaluate: () => literal }
  return { field, value: template, text: plainText(literal) }
}

function referenced(field: 'SecondsPath' | 'TimestampPath', text: string): Duration {
  const path = compilePath(text)
  const evaluate = (scope: Scope): Json => {
    const value = path.find(scope)
    if (value === undefined) throw new QueryError('States.Runtime', `The ${field} parameter does not reference an input value: ${text}`)
    return value
  }
  return { field, value: { evaluate }, text }
}

function secondsOf(visit: StateVisit, { field, text }: Duration, value: Json): number {
  if (field === 'SecondsPath') {
    const seconds = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
    if (typeof seconds !== 'number' || !Number.isInteger(seconds)) {
      throw runtimeFailure(visit, `The SecondsPath parameter cannot be parsed as a long value: ${text} == ${inMessage(value)}`)
    }
    if (seconds < 0) throw runtimeFailure(visit, `The SecondsPath parameter references a negative value: ${text} == ${seconds}`)
    return seconds
  }
  if (typeof value !== 'number' || !Number.isInteger(value)) throw unexpectedType(jsonataBody(text), field, 'integer', value)
  if (value < 0) throw evaluationFailed(visit, field, `The Seconds field must not be negative: ${value}`)
  return value
}

function momentOf(visit: StateVisit, { field, text }: Duration, value: Json): number {
  const moment = typeof value === 'string' ? parseOffsetDateTime(value) : undefined
  if (moment !== undefined) return Math.ceil(moment)
  if (field === 'TimestampPath') {
    throw runtimeFailure(visit, `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${text} == ${inMessage(value)}`)
  }
  throw evaluationFailed(visit, field, `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${inMessage(value)}`)
}
