import type { Beat } from '../../../engine/simulation/views/beats.ts'
import type { Answers } from '../../../engine/simulation/cases/cases.ts'
import type { TokenView } from '../../../engine/simulation/views/run-view.ts'
import type { Action } from '../../../engine/simulation/mocks/scripts.ts'

/** What somebody can do with a task token. */
export type Outcome = 'approve' | 'fail' | 'drop' | 'late'

export const OUTCOMES: readonly Outcome[] = ['approve', 'fail', 'drop', 'late']

/** A moment of a run from which it can go another way. */
export interface Moment {
  /** Events written by then. */
  position: number
  /** Seconds of virtual time since the start. */
  at: number
  /** How many of the script's beats stand before it, its own included. */
  kept: number
}

/** What can become of a token, as it stands at one moment of a run. Each outcome starts from the same place, whichever is tried first. */
export interface Choice {
  /** Index of the token. */
  token: number
  /** What was done by hand before it was handed out. */
  earlier: Action[]
  /** The last moment at which it could be answered, and when that is done; none where it was closed before anybody could look. */
  open?: Moment & { answerAt: number }
  /** Where a late answer is tried from, when it arrives, and whether nobody answers until then. */
  late: Moment & { answerAt: number, drop: boolean }
}

/**
 * The choice that a token is at a beat.
 *
 * @param token the token as it stands then
 * @param beats the run's beats up to that one
 * @param answers what the pattern's cases.yaml sends
 * @param made what was done by hand so far, and how many of the script's beats were kept for it; nothing while the script runs
 * @returns the choice
 */
export function choiceAt(token: TokenView, beats: readonly Beat[], answers: Answers, made?: { actions: Action[], kept: number }): Choice {
  const momentAt = (index: number): Moment => ({ position: beats[index]!.position, at: beats[index]!.at, kept: made?.kept ?? index + 1 })
  const last = momentAt(beats.length - 1)
  const openAt = beats.findLastIndex(({ position, at }) =>
    position >= token.scheduledEventId && at >= token.at && (token.closedAt === undefined || at < token.closedAt))
  // An open token is dropped for a late answer, so that the script's own answer does not close it.
  const over = Math.max((token.open ? token.deadline : token.closedAt) ?? last.at, last.at)
  return {
    token: token.index,
    earlier: made?.actions ?? [],
    ...(openAt >= 0 ? { open: { ...momentAt(openAt), answerAt: soonAfter(beats[openAt]!.at, token.closedAt) } } : {}),
    late: { ...last, answerAt: over + answers.late, drop: token.open },
  }
}

/** A second later, or sooner where the token is closed by then. */
function soonAfter(at: number, closedAt: number | undefined): number {
  return closedAt === undefined ? at + 1 : Math.min(at + 1, (at + closedAt) / 2)
}

/** What can be tried: a token that was closed before anybody could look can only be answered late. */
export function outcomesOf(choice: Choice): Outcome[] {
  return OUTCOMES.filter(outcome => outcome === 'late' || choice.open)
}

/**
 * What is done for an outcome.
 *
 * @param choice the token's choice
 * @param outcome one of `outcomesOf`
 * @param answers what the pattern's cases.yaml sends
 * @returns the moment it starts from, and all that is done by hand in that run
 */
export function takeOutcome({ token, earlier, open, late }: Choice, outcome: Outcome, answers: Answers): { from: Moment, actions: Action[] } {
  const moment = outcome === 'late' ? late : open!
  const at = moment.answerAt
  const dropAt = open?.answerAt ?? late.at + 1
  const actions: Record<Outcome, () => Action[]> = {
    approve: () => [{ at, type: 'SendTaskSuccess', token, output: answers.approve }],
    fail: () => [{ at, type: 'SendTaskFailure', token, ...answers.fail }],
    drop: () => [{ at, type: 'Drop', token }],
    late: () => [
      ...(late.drop ? [{ at: dropAt, type: 'Drop', token } as Action] : []),
      { at, type: 'SendTaskSuccess', token, output: answers.approve },
    ],
  }
  return { from: { position: moment.position, at: moment.at, kept: moment.kept }, actions: [...earlier, ...actions[outcome]()] }
}
