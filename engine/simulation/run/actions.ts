/** What is done from outside while an execution runs. */

import type { Clock, Execution } from '../../asl/index.ts'
import type { Journal } from '../recording/journal.ts'
import type { MockCases } from '../mocks/mock-cases.ts'
import type { Action } from '../mocks/scripts.ts'

/** What an action acts on. */
export interface ActionTarget {
  execution: Execution
  journal: Journal
  mocks: MockCases
}

/** Puts actions on the clock. An action on a token takes the place of the answer its script would have sent. */
export function scheduleActions(actions: readonly Action[], { clock, ...target }: ActionTarget & { clock: Clock }): void {
  const start = clock.now
  for (const action of actions) {
    cancelScript(action, target.journal)
    clock.at(start + action.at * 1000, () => takeAction(action, target))
  }
}

/** Keeps the script from answering a token that an action answers. */
export function cancelScript(action: Action, journal: Journal): void {
  if (action.type === 'SendTaskSuccess' || action.type === 'SendTaskFailure' || action.type === 'Drop') journal.cancelScript(action.token ?? 0)
}

/** Takes an action now, and writes down what came of it. */
export function takeAction(action: Action, { execution, journal, mocks }: ActionTarget): void {
  if (action.type === 'StopExecution') {
    const stopped = execution.stop(action.error, action.cause)
    return journal.write('stop', stopped ? 'Somebody stops the execution.' : 'Somebody stops the execution, but it has ended.')
  }
  if (action.type === 'RedriveExecution') {
    if (action.mockCase !== undefined) mocks.switchTo(action.mockCase)
    const refusal = execution.redrive()
    if (refusal) return journal.write('redrive-refused', refusal.message, { exception: refusal.exception })
    return journal.write('redrive', 'Somebody redrives the execution.')
  }
  const record = journal.tokens[action.token ?? 0]
  if (action.type === 'Drop') {
    return journal.write('callback-lost', 'Somebody drops the callback.', { token: action.token ?? 0, ...(record ? { state: record.state } : {}) })
  }
  const token = record?.token ?? ''
  if (action.type === 'SendTaskSuccess') journal.succeed(token, action.output ?? {})
  else if (action.type === 'SendTaskFailure') journal.fail(token, action.error, action.cause)
  else journal.heartbeat(token)
}
