/** CreateStateMachine. https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */

import type { JsonObject, MachineType } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { checkRole } from '../account/arns.ts'
import { seconds } from '../account/dates.ts'
import { checkName } from '../account/names.ts'
import { addTags, type Tag } from '../account/tags.ts'
import { Refusal, validationException } from '../refusal.ts'
import { publish } from './versions/publish.ts'
import { type EncryptionConfiguration, encryptionOf, type LoggingConfiguration, loggingOf, tracingOf } from './configurations.ts'
import { readDefinition } from './definition.ts'
import { checkNotDeleting } from './find.ts'
import type { Machine } from '../account/entities.ts'

interface CreateRequest {
  name: string
  definition: string
  roleArn: string
  type?: MachineType
  loggingConfiguration?: LoggingConfiguration
  tracingConfiguration?: { enabled?: boolean }
  encryptionConfiguration?: EncryptionConfiguration
  tags?: Tag[]
  publish?: boolean
  versionDescription?: string
}

/** Once more with the same arguments it answers as before; role and tags do not count. */
export function createStateMachine(account: Account, request: CreateRequest): JsonObject {
  const { name, definition, roleArn, type = 'STANDARD', tags = [], versionDescription } = request
  checkDescription(request)
  checkName(name)
  checkRole(roleArn)
  const configurations = {
    loggingConfiguration: loggingOf(request.loggingConfiguration),
    tracingConfiguration: tracingOf(request.tracingConfiguration),
    encryptionConfiguration: encryptionOf(request.encryptionConfiguration),
  }
  const arn = account.arn('stateMachine', name)
  const existing = account.machines.get(arn)
  if (existing) {
    checkNotDeleting(existing)
    if (!isSame(existing, definition, type, configurations)) throw new Refusal('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`)
    return answer(account, existing, request)
  }
  const own = new Map<string, string>()
  addTags(own, tags, arn)
  const at = account.clock.now
  const machine: Machine = {
    arn,
    name,
    type,
    createdAt: at,
    deleting: false,
    revision: { id: undefined, definition, roleArn, ...configurations, ...readDefinition(definition, name, type), at },
    versions: new Map(),
    published: 0,
    aliases: new Map(),
    tags: own,
    answers: undefined,
    cases: undefined,
    executions: new Map(),
    named: new Map(),
    running: 0,
  }
  account.machines.set(arn, machine)
  return answer(account, machine, { ...request, ...(versionDescription === undefined ? {} : { versionDescription }) })
}

function answer(account: Account, machine: Machine, { publish: published, versionDescription }: CreateRequest): JsonObject {
  return {
    stateMachineArn: machine.arn,
    creationDate: seconds(machine.createdAt),
    ...(published ? { stateMachineVersionArn: publish(account, machine, versionDescription).arn } : {}),
  }
}

/** @throws Refusal ValidationException where a version is described that is not to be */
export function checkDescription({ publish: published, versionDescription }: Pick<CreateRequest, 'publish' | 'versionDescription'>): void {
  if (!published && versionDescription) throw validationException('Version description can only be set when publish is true')
}

function isSame({ revision, type: existingType }: Machine, definition: string, type: MachineType, configurations: Record<string, JsonObject>): boolean {
  return existingType === type && revision.definition === definition
    && Object.entries(configurations).every(([key, value]) => JSON.stringify(revision[key as 'loggingConfiguration']) === JSON.stringify(value))
}
