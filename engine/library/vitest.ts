/**
 * Matchers for Vitest: `import 'PACKAGE/vitest'` in a test or in a file of `setupFiles`.
 *
 * @module
 */

import { expect } from 'vitest'
import type { Coverage } from '../simulation/covering/types.ts'
import { coversStates } from './matchers/cover-states.ts'
import { matchesHistory } from './matchers/match-history.ts'
import { failsWith, succeedsWith } from './matchers/outcome.ts'
import type { Ended, WithHistory } from './matchers/received.ts'
import { hasVisited } from './matchers/visited.ts'

interface StepFunctionsMatchers<R = unknown> {
  /** A run has succeeded, with an output that equals this one; asymmetric matchers are taken. Without an argument, whatever came out. */
  toSucceedWith: (output?: unknown) => R
  /** A run has failed with this error, and a cause that equals the text or matches the expression. */
  toFailWith: (error?: string | RegExp, cause?: string | RegExp) => R
  /** A run, or an answer of GetExecutionHistory, has entered these states in this order; others may lie between. */
  toHaveVisited: (states: readonly string[]) => R
  /** A history has the same events as another one, but for times, identifiers and what is in ARNs. */
  toMatchHistory: (other: WithHistory) => R
  /** Runs have entered this share of the states, from 0 to 1; all of them by default. */
  toCoverStates: (share?: number) => R
}

declare module 'vitest' {
  // eslint-disable-next-line unused-imports/no-unused-vars -- the form in which Vitest takes matchers
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends StepFunctionsMatchers<R> {}
}

expect.extend({
  toSucceedWith(received: Ended, ...expected: [unknown?]) {
    return succeedsWith(received, expected, this)
  },
  toFailWith(received: Ended, error?: string | RegExp, cause?: string | RegExp) {
    return failsWith(received, { error, cause }, this)
  },
  toHaveVisited(received: WithHistory, states: readonly string[]) {
    return hasVisited(received, states, this)
  },
  toMatchHistory(received: WithHistory, other: WithHistory) {
    return matchesHistory(received, other, this)
  },
  toCoverStates(received: Coverage | { coverage: Coverage }, share?: number) {
    return coversStates(received, share, this)
  },
})
