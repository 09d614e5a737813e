import type { GuardedRequest, GuardedResult, GuardOptions } from '../../../engine/simulation/worker/guarded.ts'
import { Guard, type GuardFailure } from '../../../engine/simulation/worker/guard.ts'
import { runGuarded } from '../../../engine/simulation/worker/guarded.ts'

/** A result as a test can read it, and how many frames the page drew while it waited. */
export interface Observed extends Omit<GuardedResult, 'recording'> {
  status?: string | undefined
  error?: string | undefined
  cause?: string | undefined
  output?: unknown
  events?: number
  transitions?: number
  frames: number
}

export interface TestPage extends Window {
  observe: (request: GuardedRequest, options?: GuardOptions) => Promise<Observed>
  /** A worker that is asked for ever, and then once more. */
  observeStuck: () => Promise<{ failure: Pick<GuardFailure, 'reason' | 'message'>, frames: number, next: string }>
}

/** How many frames the page draws while it waits for something. */
async function countingFrames<T>(work: Promise<T>): Promise<[result: T, frames: number]> {
  let frames = 0
  let watching = true
  const count = (): void => {
    frames++
    if (watching) requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
  const result = await work
  watching = false
  return [result, frames]
}

async function observe(request: GuardedRequest, options?: GuardOptions): Promise<Observed> {
  const [{ recording, ...rest }, frames] = await countingFrames(runGuarded(request, options))
  if (!recording) return { ...rest, frames }
  const { status, error, cause, output, events } = recording
  return { ...rest, status, error, cause, output, events: events.length, transitions: recording.meters().transitions, frames }
}

async function observeStuck(): ReturnType<TestPage['observeStuck']> {
  const guard = new Guard<string, string>(() => new Worker(new URL('./stuck.ts', import.meta.url), { type: 'module' }))
  const [failure, frames] = await countingFrames(guard.ask('for ever', { seconds: 1 }).then(() => undefined, (thrown: GuardFailure) => thrown))
  const { reason, message } = failure!
  return { failure: { reason, message }, frames, next: await guard.ask('again') }
}

Object.assign(window, { observe, observeStuck })
