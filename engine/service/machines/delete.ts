/** DeleteStateMachine. https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html */

import type { JsonObject } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { validationException } from '../refusal.ts'
import { lookUp } from './find.ts'
import type { Machine } from '../account/entities.ts'

/** It goes with its versions and aliases as soon as nothing of it runs; what runs ends at its next transition. */
export function deleteStateMachine(account: Account, { stateMachineArn }: { stateMachineArn: string }): JsonObject {
  const found = lookUp(account, stateMachineArn)
  if (!found) return {}
  if (found.version || found.alias) throw validationException('This operation does not support qualified state machine ARNs.')
  found.machine.deleting = true
  removeWhenIdle(account, found.machine)
  return {}
}

/** Takes a machine away that is deleted and has nothing left that runs. */
export function removeWhenIdle(account: Account, machine: Machine): void {
  if (machine.deleting && machine.running === 0 && account.machines.get(machine.arn) === machine) account.machines.delete(machine.arn)
}
