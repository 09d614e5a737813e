import type { Diagnostic } from '../../asl/definition/source/diagnostic.ts'
import type { Recording } from '../recording/types.ts'
import type { Answer, GuardedProblem, GuardedRequest } from './messages.ts'
import { withMeters } from '../recording/recording-data.ts'
import { Guard, type GuardFailure } from './guard.ts'

export type { GuardedProblem, GuardedRequest, GuardedSimulation } from './messages.ts'

export interface GuardedResult {
  /** What AWS and we have to say about the text, with lines; errors among them mean that nothing was run. */
  diagnostics: Diagnostic[]
  /** The run; absent when the definition has errors or there is a `problem`. */
  recording?: Recording
  /** What kept a definition without errors from being shown. */
  problem?: GuardedProblem
}

export interface GuardOptions {
  /** After how many seconds without any work done the worker is taken for stuck. Default: 10. */
  seconds?: number
}

/** A worker that has answered and waits for more; one is kept. */
let idle: Guard<GuardedRequest, Answer> | undefined

/**
 * Reads, checks and runs a definition that nobody vouches for, in a worker. Never rejects. A run that is more work than the request's
 * limits allow has the problem RunTookTooLong, or RecordingTooLarge, instead of a recording; so has one that does nothing at all for
 * `seconds`; a worker that can't be loaded or breaks gives WorkerFailed. Calls may overlap: each has a worker of its own.
 *
 * @param request the text and what is to be simulated; everything in it must be data
 */
export async function runGuarded(request: GuardedRequest, { seconds = 10 }: GuardOptions = {}): Promise<GuardedResult> {
  const guard = idle ?? new Guard<GuardedRequest, Answer>(() => new Worker(new URL('./entry.ts', import.meta.url), { type: 'module' }))
  idle = undefined
  try {
    const { recording, ...rest } = await guard.ask(request, { seconds })
    return { ...rest, ...(recording ? { recording: withMeters(recording) } : {}) }
  }
  catch (thrown) {
    const { reason, message } = thrown as GuardFailure
    return { diagnostics: [], problem: { error: reason === 'stuck' ? 'RunTookTooLong' : 'WorkerFailed', message } }
  }
  finally {
    if (idle) guard.end()
    else if (guard.ready) idle = guard
  }
}
