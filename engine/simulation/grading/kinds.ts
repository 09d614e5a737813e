/** Every kind of check, by the word that exercises ask for it with. */

import type { Asked, Kind } from './exercise.ts'
import type { Finding } from './grade-types.ts'
import type { Subject, TextSubject } from './subject.ts'
import { checkAttempts } from './kinds/attempts.ts'
import { checkAvoids } from './kinds/avoids.ts'
import { checkElapsed, checkEvents, checkTransitions } from './kinds/bounds.ts'
import { checkCalls } from './kinds/calls.ts'
import { checkCost } from './kinds/cost.ts'
import { checkChildren, checkStarts, checkStatuses } from './kinds/counts.ts'
import { checkDefinition } from './kinds/definition.ts'
import { checkDelays } from './kinds/delays.ts'
import { checkDiagnostics } from './kinds/diagnostics.ts'
import { checkEdge } from './kinds/edge.ts'
import { checkGauge } from './kinds/gauge.ts'
import { checkLedger } from './kinds/ledger.ts'
import { checkOutput } from './kinds/output.ts'
import { checkRefused } from './kinds/refused.ts'
import { checkCause, checkError, checkStatus } from './kinds/status.ts'
import { checkVisits } from './kinds/visits.ts'

type Answer = Finding | undefined | Promise<Finding | undefined>

/** Looks at a case for what is asked. What it finds is the first thing that is not as asked. */
type Check<K extends Kind, S> = (asked: NonNullable<Asked[K]>, subject: S) => Answer

/** What the text alone tells. */
const OF_TEXT: { [K in 'diagnostics' | 'definition']: Check<K, TextSubject> } = { diagnostics: checkDiagnostics, definition: checkDefinition }

/** What a run tells. */
const OF_RUN: { [K in Exclude<Kind, keyof typeof OF_TEXT>]: Check<K, Subject> } = {
  visits: checkVisits,
  avoids: checkAvoids,
  calls: checkCalls,
  ledger: checkLedger,
  status: checkStatus,
  error: checkError,
  cause: checkCause,
  output: checkOutput,
  transitions: checkTransitions,
  events: checkEvents,
  elapsed: checkElapsed,
  attempts: checkAttempts,
  delays: checkDelays,
  gauge: checkGauge,
  edge: checkEdge,
  refused: checkRefused,
  statuses: checkStatuses,
  starts: checkStarts,
  children: checkChildren,
  cost: checkCost,
}

/** The words of the vocabulary. */
export const KINDS = [...Object.keys(OF_TEXT), ...Object.keys(OF_RUN)] as Kind[]

/** Kinds that only a case of one execution can ask for, and those that only one of many can. */
export const KINDS_OF_ONE: readonly Kind[] = ['status', 'error', 'cause', 'output', 'visits', 'refused']
export const KINDS_OF_MANY: readonly Kind[] = ['statuses', 'starts', 'children']

/** Whether nothing has to be run to answer this. */
export function isOfText(asked: Asked): boolean {
  return Object.keys(asked).every(kind => kind in OF_TEXT)
}

/**
 * Holds a case to what one check asks.
 *
 * @param asked what is asked, one kind or several
 * @param subject the case, run
 * @returns the first finding, in the order of the kinds as asked; undefined where all is as asked
 */
export async function findFirst(asked: Asked, subject: Subject): Promise<Finding | undefined> {
  for (const [kind, what] of Object.entries(asked)) {
    const check = { ...OF_TEXT, ...OF_RUN }[kind as Kind] as (asked: unknown, subject: Subject) => Answer
    const finding = await check(what, subject)
    if (finding)
      return finding
  }
  return undefined
}

/** Like `findFirst`, for a check that the text alone answers. */
export function findInText(asked: Asked, subject: TextSubject): Promise<Finding | undefined> {
  return findFirst(asked, subject as Subject)
}
