import type { HistoryEvent } from '../../engine/asl/index.ts'
import type { LoggedAnswer } from '../api/own.ts'

/** One attempt at a task: when it was scheduled, what came of it, and who said so. */
export interface Attempt {
  /** Of its ActivityScheduled, LambdaFunctionScheduled or TaskScheduled. */
  scheduled: number
  outcome: 'succeeded' | 'failed' | 'timed out' | 'waits'
  /** Nothing where nobody answered, or where the server does not tell. */
  by?: string
}

const ENDS: Readonly<Record<string, Attempt['outcome']>> = { Succeeded: 'succeeded', Failed: 'failed', SubmitFailed: 'failed', StartFailed: 'failed', ScheduleFailed: 'failed', TimedOut: 'timed out' }

/**
 * The attempts of one visit of a state.
 *
 * @param events of the visit, in the order of their ids
 * @param answers by the event of the attempt that they are for
 */
export function attemptsOf(events: readonly HistoryEvent[], answers: ReadonlyMap<number, LoggedAnswer>): Attempt[] {
  const attempts: Attempt[] = []
  for (const { id, type } of events) {
    const [, phase = ''] = /^(?:Task|LambdaFunction|Activity)(\w+)$/.exec(type) ?? []
    const outcome = ENDS[phase]
    if (phase === 'Scheduled') {
      const answer = answers.get(id)
      attempts.push({ scheduled: id, outcome: 'waits', ...(answer ? { by: answererText(answer) } : {}) })
    }
    else if (outcome && attempts.length > 0) {
      attempts.at(-1)!.outcome = outcome
    }
  }
  return attempts
}

/** Who has answered, in words. */
export function answererText({ kind, name }: Pick<LoggedAnswer, 'kind' | 'name'>): string {
  switch (kind) {
    case 'case': return `the case ${name}`
    case 'activity': return `a worker of the activity ${name}`
    case 'function': return /^https?:/.test(name ?? '') ? `the Lambda endpoint ${name}` : `the function ${name}`
    case 'endpoint': return `the endpoint ${name}`
    case 'token': return 'a request with its token'
    default: return 'the simulated account'
  }
}
