/**
 * Runs definitions that nobody vouches for: in a worker, which leaves the page free to go on and can be ended from here
 * whatever it does.
 */

import type { Diagnostic } from '../../asl/definition/source/diagnostic.ts'
import type { Recording } from '../recording/types.ts'
import type { Answer, FromWorker, GuardedProblem, GuardedRequest } from './messages.ts'
import { withMeters } from '../recording/recording-data.ts'

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
  /**
   * How long reading, checking and running may take together, in seconds of real time from when the worker has begun. It is the
   * last resort, for what the limits on work don't see: most runs have their end long before, the same on every machine.
   * Default: 10.
   */
  seconds?: number
}

/** Fetching the worker's script is not the definition's fault and may take longer. */
const LOADING_SECONDS = 30

/** A worker that has answered and waits for more; one is kept. */
let idle: Guard | undefined

/**
 * Reads, checks and runs a definition in a worker. Never rejects. A run that is more work than the request's
 * limits allow has the problem RunTookTooLong, or RecordingTooLarge, instead of a recording; one that takes longer than `seconds`
 * is ended with RunTookTooLong; a worker that can't be loaded or breaks gives WorkerFailed. Calls may overlap: each has a worker
 * of its own.
 *
 * @param request the text and what is to be simulated; everything in it must be data
 */
export async function runGuarded(request: GuardedRequest, { seconds = 10 }: GuardOptions = {}): Promise<GuardedResult> {
  let guard: Guard
  try {
    guard = idle ?? new Guard()
  }
  catch (thrown) {
    return failed(`This page may not start a worker: ${String(thrown)}`)
  }
  idle = undefined
  const { diagnostics, recording, problem } = await guard.run(request, seconds)
  if (guard.ended || idle) guard.end()
  else idle = guard
  return { diagnostics, ...(recording ? { recording: withMeters(recording) } : {}), ...(problem ? { problem } : {}) }
}

class Guard {
  ended = false
  private readonly worker: Worker
  private ready = false
  private begin: (() => void) | undefined
  private begun: (() => void) | undefined
  private answered: ((answer: Answer) => void) | undefined
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    this.worker = new Worker(new URL('./entry.ts', import.meta.url), { type: 'module' })
    this.worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'answer') return this.answer(data.answer)
      if (data.kind === 'begun') return this.begun?.()
      this.ready = true
      this.begin?.()
    })
    this.worker.addEventListener('error', (event) => {
      event.preventDefault()
      this.giveUp(failed(event.message ? `The worker that runs definitions broke: ${event.message}` : 'The worker that runs definitions could not be loaded.'))
    })
    this.worker.addEventListener('messageerror', () => this.giveUp(failed('What the worker answered could not be read.')))
  }

  run(request: GuardedRequest, seconds: number): Promise<Answer> {
    return new Promise((resolve) => {
      this.answered = resolve
      this.begun = () => this.limit(seconds, tookTooLong(seconds))
      this.begin = () => {
        this.begin = undefined
        this.limit(LOADING_SECONDS, failed(`The worker that runs definitions did not begin within ${LOADING_SECONDS} seconds.`))
        try {
          this.worker.postMessage(request)
        }
        catch (thrown) {
          this.giveUp(failed(`The request holds something that can't be sent to a worker: ${String(thrown)}`))
        }
      }
      if (this.ended) return this.answer(failed('The worker that runs definitions could not be loaded.'))
      if (this.ready) return this.begin()
      this.limit(LOADING_SECONDS, failed(`The worker that runs definitions was not there after ${LOADING_SECONDS} seconds.`))
    })
  }

  end(): void {
    this.ended = true
    clearTimeout(this.timer)
    this.worker.terminate()
  }

  private limit(seconds: number, answer: Answer): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.giveUp(answer), seconds * 1000)
  }

  private giveUp(answer: Answer): void {
    this.end()
    if (idle === this) idle = undefined
    this.answer(answer)
  }

  private answer(answer: Answer): void {
    clearTimeout(this.timer)
    this.answered?.(answer)
    this.answered = undefined
    this.begun = undefined
  }
}

function tookTooLong(seconds: number): Answer {
  const time = `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  return { diagnostics: [], problem: { error: 'RunTookTooLong', message: `The run was ended because it was not done after ${time}.` } }
}

function failed(message: string): Answer & { recording?: undefined } {
  return { diagnostics: [], problem: { error: 'WorkerFailed', message } }
}
