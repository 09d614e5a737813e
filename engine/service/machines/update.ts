/** UpdateStateMachine: executions that run already stay with what they started with. https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html */

import { isObject, type Json, type JsonObject } from '../../asl/index.ts'
import { jsonEquals } from '../../asl/query/index.ts'
import type { Account } from '../account/account.ts'
import { checkRole } from '../account/arns.ts'
import { seconds } from '../account/dates.ts'
import { Refusal } from '../refusal.ts'
import { publish } from './versions/publish.ts'
import { type EncryptionConfiguration, encryptionOf, type LoggingConfiguration, loggingOf, tracingOf } from './configurations.ts'
import { checkDescription } from './create.ts'
import { readDefinition } from './definition.ts'
import { checkNotDeleting, findMachine } from './find.ts'
import type { Revision } from '../account/entities.ts'

interface UpdateRequest {
  stateMachineArn: string
  definition?: string
  roleArn?: string
  loggingConfiguration?: LoggingConfiguration
  tracingConfiguration?: { enabled?: boolean }
  encryptionConfiguration?: EncryptionConfiguration
  publish?: boolean
  versionDescription?: string
}

/** A revision is new where something in it is; its id is told only then, or when there has been one before. */
export function updateStateMachine(account: Account, request: UpdateRequest): JsonObject {
  const { stateMachineArn, definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration, publish: published, versionDescription } = request
  const machine = findMachine(account, stateMachineArn)
  checkNotDeleting(machine)
  if ([definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration].every(given => given === undefined)) {
    throw new Refusal('MissingRequiredParameter', 'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified')
  }
  checkDescription(request)
  if (roleArn !== undefined) checkRole(roleArn)
  const before = machine.revision
  const next: Revision = {
    ...before,
    ...(definition === undefined ? {} : { definition, ...readDefinition(definition, machine.name, machine.type) }),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(loggingConfiguration === undefined ? {} : { loggingConfiguration: loggingOf(loggingConfiguration) }),
    ...(tracingConfiguration === undefined ? {} : { tracingConfiguration: tracingOf(tracingConfiguration) }),
    ...(encryptionConfiguration === undefined ? {} : { encryptionConfiguration: encryptionOf(encryptionConfiguration) }),
  }
  const now = account.clock.now
  if (!jsonEquals(comparable(before), comparable(next))) machine.revision = { ...next, id: account.uuid(), at: now }
  return {
    updateDate: seconds(now),
    ...(machine.revision.id === undefined ? {} : { revisionId: machine.revision.id }),
    ...(published ? { stateMachineVersionArn: publish(account, machine, versionDescription).arn } : {}),
  }
}

/** What makes a revision; how a definition is laid out does not count. */
function comparable({ definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration }: Revision): JsonObject {
  const read = JSON.parse(definition) as Json
  return { definition: isObject(read) ? read : {}, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration }
}
