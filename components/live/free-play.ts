import type { Action } from '../../engine/simulation/types.ts'

export type Pane = 'code' | 'data' | 'history' | 'timeline'

export const PANES: readonly Pane[] = ['code', 'data', 'history', 'timeline']

/** Another outcome, tried from the middle. It lasts as long as the slide stays at the click where it began. */
export interface Fork {
  click: number
  actions: Action[]
  /** Events written when the last action was taken. */
  position: number
  /** The beat of the forked run that is shown. */
  beat: number
}

const ACTIONS: readonly unknown[] = ['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat', 'Drop', 'StopExecution', 'RedriveExecution'] satisfies Action['type'][]
const MOST_ACTIONS = 200

/** Whether what another window says was done by hand is a fork. */
export function isFork(value: unknown): value is Fork {
  return isObject(value) && isWhole(value.click) && isWhole(value.position) && isWhole(value.beat)
    && Array.isArray(value.actions) && value.actions.length <= MOST_ACTIONS && value.actions.every(isAction)
}

export function isPane(value: unknown): value is Pane {
  return (PANES as readonly unknown[]).includes(value)
}

function isAction(value: unknown): value is Action {
  return isObject(value) && ACTIONS.includes(value.type) && Number.isFinite(value.at) && (value.at as number) >= 0
    && (value.token === undefined || isWhole(value.token))
    && ['error', 'cause', 'mockCase'].every(name => value[name] === undefined || typeof value[name] === 'string')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
