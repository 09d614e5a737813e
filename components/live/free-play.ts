import type { Action } from '../../engine/simulation/mocks/scripts.ts'
import type { Choice, Outcome } from './panes/outcomes.ts'
import type { Pane } from './panes/panes.ts'
import { OUTCOMES } from './panes/outcomes.ts'
import { NARROW_PANES } from './panes/panes.ts'

/** Another outcome, tried from the middle. It lasts as long as the slide stays at the click where it began. */
export interface Fork {
  click: number
  /** What could be made of the token, and what was. */
  choice: Choice
  outcome: Outcome
  actions: Action[]
  /** Events written where it leaves the script. */
  position: number
  /** How many of the script's beats stand before its own. */
  kept: number
  /** The beat of the forked run that is shown. */
  beat: number
}

const ACTIONS: readonly unknown[] = ['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat', 'Drop', 'StopExecution', 'RedriveExecution'] satisfies Action['type'][]
const MOST_ACTIONS = 200

/** Whether what another window says was done by hand is a fork. */
export function isFork(value: unknown): value is Fork {
  return isObject(value) && [value.click, value.position, value.kept, value.beat].every(isWhole) && isActions(value.actions)
    && isChoice(value.choice) && OUTCOMES.includes(value.outcome as Outcome)
}

function isChoice(value: unknown): value is Choice {
  return isObject(value) && isWhole(value.token) && isActions(value.earlier)
    && (value.open === undefined || isMoment(value.open)) && isMoment(value.late) && typeof value.late.drop === 'boolean'
}

function isMoment(value: unknown): value is Record<string, unknown> {
  return isObject(value) && [value.position, value.kept].every(isWhole) && [value.at, value.answerAt].every(isSeconds)
}

export function isPane(value: unknown): value is Pane {
  return (NARROW_PANES as readonly unknown[]).includes(value)
}

function isActions(value: unknown): value is Action[] {
  return Array.isArray(value) && value.length <= MOST_ACTIONS && value.every(isAction)
}

function isAction(value: unknown): value is Action {
  return isObject(value) && ACTIONS.includes(value.type) && isSeconds(value.at)
    && (value.token === undefined || isWhole(value.token))
    && ['error', 'cause', 'mockCase'].every(name => value[name] === undefined || typeof value[name] === 'string')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSeconds(value: unknown): value is number {
  return Number.isFinite(value) && (value as number) >= 0
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
