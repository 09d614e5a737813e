/** How a failed expression ends a state, and what it leaves in the history. */

import type { QueryErrorName } from '../query/index.ts'
import { QueryError, reasonOf } from '../query/index.ts'
import { type Json, jsonText } from '../query/json.ts'
import { ExecutionEnd, StateFailure } from './failure.ts'
import type { StateVisit } from './strand.ts'

/** A JSONata field gave a value the state can't use: States.QueryEvaluationError, to be thrown. */
export function evaluationFailed(visit: StateVisit, location: string, cause: string): StateFailure {
  return recordEvaluation(visit, 'States.QueryEvaluationError', cause, location, visit.strand.lastEventId)
}

/** The state's input is not what a JSONata state of its type needs: States.QueryEvaluationError, to be thrown. */
export function evaluationFailedAtEntry(visit: StateVisit, cause: string): StateFailure {
  return recordEvaluation(visit, 'States.QueryEvaluationError', cause, undefined, visit.previousId)
}

/** A JSONPath field gave a value the state can't use: States.Runtime, to be thrown. */
export function runtimeFailure(visit: StateVisit, cause: string): StateFailure {
  return new StateFailure('States.Runtime', visit.explain(cause))
}

/**
 * Turns what was thrown while a state ran into the failure that Retry and Catch look at. A JSONata error leaves an
 * EvaluationFailed event; it follows the event before the state was entered, when nothing has happened in the state since.
 */
export function toFailure(visit: StateVisit, thrown: unknown): StateFailure {
  if (thrown instanceof StateFailure) return thrown
  if (thrown instanceof QueryError) {
    if (visit.state.language === 'JSONPath') return new StateFailure(thrown.error, visit.explain(thrown.cause))
    const { lastEventId } = visit.strand
    return recordEvaluation(visit, thrown.error, thrown.cause, thrown.location, lastEventId === visit.enteredId ? visit.previousId : lastEventId)
  }
  if (thrown instanceof ExecutionEnd) throw thrown
  return new StateFailure('States.Runtime', visit.explain(`The state could not be evaluated: ${reasonOf(thrown)}.`))
}

function recordEvaluation(visit: StateVisit, error: QueryErrorName, cause: string, location: string | undefined, previous: number): StateFailure {
  const explained = visit.explain(cause)
  visit.strand.lastEventId = previous
  visit.strand.record('EvaluationFailed', { error, cause: explained, location, state: visit.state.name })
  return new StateFailure(error, explained)
}

/** JSON text for a message. */
export function inMessage(value: Json): string {
  return typeof value === 'string' ? value : jsonText(value)
}
