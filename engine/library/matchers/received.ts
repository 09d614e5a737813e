/** What matchers are given, and what they say of it. */

import type { CoveredEvent } from '../../simulation/covering/history.ts'

/** An event as the engine writes it and as SDKs read it; its further members are details. */
export type AnyEvent = CoveredEvent

/** A run, a recording, or an answer of GetExecutionHistory. */
export interface WithHistory {
  events?: readonly AnyEvent[] | undefined
}

/** A run or a recording. */
export interface Ended extends WithHistory {
  status: string
  output?: unknown
  error?: string
  cause?: string
}

/** What Vitest lends a matcher. */
export interface Lent {
  isNot: boolean
  equals: (a: unknown, b: unknown, customTesters?: any[]) => boolean
  utils: { stringify: (value: unknown, depth?: number, options?: { min?: boolean }) => string }
}

export interface Verdict {
  pass: boolean
  message: () => string
  expected?: unknown
  actual?: unknown
}

/**
 * The events of what a matcher was given.
 *
 * @throws TypeError where that is no run
 */
export function eventsOf(received: WithHistory): readonly AnyEvent[] {
  const events = (received as WithHistory | null | undefined)?.events
  if (!Array.isArray(events)) throw new TypeError('It takes a run, a recording or an answer of GetExecutionHistory: something with events.')
  return events
}

/** Three lines: what was asked, what happened, and where. */
export function say(asked: string, happened: string, where?: string): string {
  return [`asked:    ${asked}`, `happened: ${happened}`, ...where === undefined ? [] : [`where:    ${where}`]].join('\n')
}

/** `event 7, TaskFailed in Charge`. */
export function placeOf(events: readonly AnyEvent[], event: AnyEvent): string {
  const byId = new Map(events.map(one => [one.id, one]))
  let at: AnyEvent | undefined = event
  while (at && at.stateEnteredEventDetails?.name === undefined && at.stateExitedEventDetails?.name === undefined) at = byId.get(at.previousEventId)
  const state = at?.stateEnteredEventDetails?.name ?? at?.stateExitedEventDetails?.name
  return `event ${event.id}, ${event.type}${state === undefined ? '' : ` in ${state}`}`
}

/** How a run has ended, in words. */
export function endOf({ status, output, error, cause }: Ended, { utils }: Pick<Lent, 'utils'>): string {
  if (status === 'SUCCEEDED') return `SUCCEEDED with ${textOf(output, utils)}`
  return [status, error === undefined ? undefined : `with ${error}`, cause === undefined ? undefined : `because “${cause}”`].filter(part => part !== undefined).join(' ')
}

/** The event that a run ended because of: the last one that tells of trouble before the end, else the last one. */
export function lastWord({ events = [] }: WithHistory): AnyEvent | undefined {
  return events.findLast(({ type = '' }) => /(?:Failed|TimedOut)$|^FailStateEntered$/.test(type) && !type.startsWith('Execution')) ?? events.at(-1)
}

/** A value on one line. */
export function textOf(value: unknown, utils: Lent['utils']): string {
  return utils.stringify(value, undefined, { min: true })
}
