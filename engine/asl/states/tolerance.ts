/** How many failed items a Map bears: ToleratedFailureCount and ToleratedFailurePercentage. */

import type { MapState, QueryLanguage } from '../definition/types.ts'
import { StateFailure } from '../execution/failure.ts'
import { exceeds } from '../execution/map-run/map-run.ts'
import type { Steps } from '../execution/turns/coroutine.ts'
import type { StateVisit } from '../execution/strand.ts'
import { evaluationFailed, runtimeFailure } from '../execution/evaluation.ts'
import { compileNumberField } from './number-field.ts'

export interface Tolerance {
  /** False where the definition tolerates nothing: then a failed item's own error is the Map's. */
  stated: boolean
  count: number | undefined
  percentage: number | undefined
  exceededBy: (failed: number, total: number) => boolean
}

/** Reads both fields when the state is entered. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html#maprun-fail-threshold */
export function compileTolerance(state: MapState, language: QueryLanguage): (visit: StateVisit) => Steps<Tolerance> {
  const count = compileNumberField('ToleratedFailureCount', {
    literal: state.ToleratedFailureCount,
    path: state.ToleratedFailureCountPath,
    language,
    negative: 'ToleratedFailureCount cannot be negative.',
  })
  // A percentage from the input has one sentence for both ends.
  const outside = language === 'JSONPath' && state.ToleratedFailurePercentagePath !== undefined ? 'must be between 0 and 100' : undefined
  const percentage = compileNumberField('ToleratedFailurePercentage', {
    literal: state.ToleratedFailurePercentage,
    path: state.ToleratedFailurePercentagePath,
    language,
    kind: 'float',
    negative: `ToleratedFailurePercentage ${outside ?? 'cannot be negative'}.`,
  })
  return function* (visit): Steps<Tolerance> {
    const maxCount = yield* count(visit)
    const maxPercentage = yield* percentage(visit)
    if (maxPercentage !== undefined && maxPercentage > 100) {
      const cause = `ToleratedFailurePercentage ${outside ?? 'cannot be greater than 100'}.`
      throw language === 'JSONata' ? evaluationFailed(visit, 'ToleratedFailurePercentage', cause) : runtimeFailure(visit, cause)
    }
    const stated = maxCount !== undefined || maxPercentage !== undefined
    return {
      stated,
      count: maxCount,
      percentage: maxPercentage,
      exceededBy: (failed, total) => exceeds({ ...(maxCount === undefined ? {} : { count: maxCount }), ...(maxPercentage === undefined ? {} : { percentage: maxPercentage }) }, failed, total),
    }
  }
}

export function toleranceExceeded(): StateFailure {
  return new StateFailure('States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded')
}
