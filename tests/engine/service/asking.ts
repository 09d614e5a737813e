/** An account to ask, whose every answer is held to the API's model. */

import { expect } from 'vitest'
import { Clock, type Json, type JsonObject } from '../../../engine/asl/index.ts'
import { type Account, type AccountOptions, answer, openAccount, Refusal } from '../../../engine/service/index.ts'
import { checkAnswer, checkRefusal } from './check-answer.ts'

export const ROLE = 'arn:aws:iam::123456789012:role/test'
export const PASS = JSON.stringify({ StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } })
export const WAIT = JSON.stringify({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } })
export const FAIL = JSON.stringify({ StartAt: 'Work', States: { Work: { Type: 'Fail', Error: 'Broken', Cause: 'by design' } } })

export interface Asked {
  account: Account
  /** The answer; the test fails where it is refused or is not as the model says. */
  ask: (operation: string, request?: Json) => Promise<any>
  /** The refusal, in one line: name and message. */
  refusal: (operation: string, request?: Json) => Promise<string>
  /** Creates a machine and gives its ARN. */
  create: (name: string, definition?: string, more?: JsonObject) => Promise<string>
  /** Starts an execution and gives its ARN. */
  start: (stateMachineArn: string, more?: JsonObject) => Promise<string>
  run: (until?: number) => Promise<void>
}

export function asking(options: Partial<AccountOptions> = {}): Asked {
  const clock = options.clock ?? new Clock(Date.UTC(2026, 10, 1, 9))
  const account = openAccount({ ...options, clock })
  const ask: Asked['ask'] = async (operation, request = {}) => {
    const answered = await answer(account, operation, request)
    expect(checkAnswer(operation, answered)).toEqual([])
    return answered
  }
  const refusal: Asked['refusal'] = async (operation, request = {}) => {
    const refused = await answer(account, operation, request).catch((thrown: unknown) => thrown)
    if (!(refused instanceof Refusal)) throw new TypeError(`${operation} was not refused: ${JSON.stringify(refused)}`)
    expect(checkRefusal(operation, refused)).toEqual([])
    return `${refused.name}: ${refused.message}`
  }
  return {
    account,
    ask,
    refusal,
    create: async (name, definition = PASS, more = {}) => (await ask('CreateStateMachine', { name, definition, roleArn: ROLE, ...more })).stateMachineArn,
    start: async (stateMachineArn, more = {}) => (await ask('StartExecution', { stateMachineArn, ...more })).executionArn,
    run: until => clock.run(until === undefined ? undefined : clock.now + until * 1000),
  }
}
