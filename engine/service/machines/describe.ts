/** DescribeStateMachine. https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html */

import type { JsonObject } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { parseArn } from '../account/arns.ts'
import { seconds } from '../account/dates.ts'
import { lookUp, machineDoesNotExist, revisionOf } from './find.ts'
import type { Revision } from '../account/entities.ts'

/** Of a state machine or one of its versions; with METADATA_ONLY the definition is an empty one. */
export function describeStateMachine(account: Account, { stateMachineArn, includedData }: { stateMachineArn: string, includedData?: string }): JsonObject {
  const { parts: [name = ''] } = parseArn(stateMachineArn, 'stateMachine')
  const [, label] = name.split('/')
  const found = lookUp(account, label === undefined ? stateMachineArn : stateMachineArn.slice(0, -label.length - 1))
  if (!found || found.alias) throw machineDoesNotExist(stateMachineArn)
  const { machine, version } = found
  return {
    stateMachineArn,
    name: machine.name,
    status: machine.deleting ? 'DELETING' : 'ACTIVE',
    type: machine.type,
    creationDate: seconds(version?.createdAt ?? machine.createdAt),
    ...described(revisionOf(found), includedData),
    ...(label === undefined ? {} : { label }),
    ...(version?.description === undefined ? {} : { description: version.description }),
  }
}

/** What a revision says of itself. */
export function described({ id, definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration, variableReferences }: Revision, includedData: string | undefined): JsonObject {
  const bare = includedData === 'METADATA_ONLY'
  return {
    definition: bare ? '{}' : definition,
    roleArn,
    loggingConfiguration,
    tracingConfiguration,
    encryptionConfiguration,
    ...(id === undefined ? {} : { revisionId: id }),
    ...(bare || Object.keys(variableReferences).length === 0 ? {} : { variableReferences }),
  }
}
