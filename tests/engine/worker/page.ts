import type { GuardedRequest, GuardedResult, GuardOptions } from '../../../engine/simulation/worker/guarded.ts'
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
}

async function observe(request: GuardedRequest, options?: GuardOptions): Promise<Observed> {
  let frames = 0
  let watching = true
  const count = (): void => {
    frames++
    if (watching) requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
  const { recording, ...rest } = await runGuarded(request, options)
  watching = false
  if (!recording) return { ...rest, frames }
  const { status, error, cause, output, events } = recording
  return { ...rest, status, error, cause, output, events: events.length, transitions: recording.meters().transitions, frames }
}

Object.assign(window, { observe })
