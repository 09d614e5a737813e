/** Aliases of state machines. https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachineAlias.html */

import type { JsonObject } from '../../../asl/index.ts'
import type { Account } from '../../account/account.ts'
import { seconds } from '../../account/dates.ts'
import { pageOf } from '../../account/paging.ts'
import { checkNotDeleting, lookUp, machineDoesNotExist } from '../find.ts'
import type { Alias, Machine, Route } from '../../account/entities.ts'
import { Refusal, validationException } from '../../refusal.ts'
import { readRouting, type RoutingItem } from './routing.ts'

/** A machine has at most so many. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MOST_ALIASES = 100

/** Once more with the same routing and description, it answers as before. */
export function createStateMachineAlias(account: Account, { name, description, routingConfiguration }: { name: string, description?: string, routingConfiguration: RoutingItem[] }): JsonObject {
  const { machine, routes } = readRouting(account, routingConfiguration)
  checkNotDeleting(machine)
  const existing = machine.aliases.get(name)
  if (existing && !(existing.description === description && sameRoutes(existing.routes, routes))) {
    throw new Refusal('ConflictException', 'Failed to create alias because an alias with the same name and a different routing configuration already exists.')
  }
  if (!existing && machine.aliases.size >= MOST_ALIASES) throw new Refusal('ServiceQuotaExceededException', `The maximum number of state machine aliases (${MOST_ALIASES}) has been reached.`)
  const at = account.clock.now
  const alias = existing ?? { sequence: account.executions.nextSequence(), arn: `${machine.arn}:${name}`, name, description, routes, createdAt: at, updatedAt: at }
  machine.aliases.set(name, alias)
  return { stateMachineAliasArn: alias.arn, creationDate: seconds(alias.createdAt) }
}

export function describeStateMachineAlias(account: Account, { stateMachineAliasArn }: { stateMachineAliasArn: string }): JsonObject {
  const { alias: { arn, name, description, routes, createdAt, updatedAt } } = findAlias(account, stateMachineAliasArn)
  return {
    stateMachineAliasArn: arn,
    name,
    ...(description === undefined ? {} : { description }),
    routingConfiguration: routes.map(({ version, weight }) => ({ stateMachineVersionArn: version.arn, weight })),
    creationDate: seconds(createdAt),
    updateDate: seconds(updatedAt),
  }
}

export function updateStateMachineAlias(account: Account, { stateMachineAliasArn, description, routingConfiguration }: { stateMachineAliasArn: string, description?: string, routingConfiguration?: RoutingItem[] }): JsonObject {
  if (description === undefined && routingConfiguration === undefined) {
    throw validationException('Either the description or the RoutingConfiguration must be specified', 'MISSING_REQUIRED_PARAMETER')
  }
  const { machine, alias } = findAlias(account, stateMachineAliasArn)
  checkNotDeleting(machine)
  const routing = routingConfiguration && readRouting(account, routingConfiguration)
  if (routing && routing.machine !== machine) throw validationException(`Routing configuration must contain versions of the same state machine. Received: [${routing.routes.map(({ version }) => version.arn).join(', ')}]`, 'INVALID_ROUTING_CONFIGURATION')
  if (routing) alias.routes = routing.routes
  if (description !== undefined) alias.description = description
  alias.updatedAt = account.clock.now
  return { updateDate: seconds(alias.updatedAt) }
}

/** An alias that is gone already is no matter. */
export function deleteStateMachineAlias(account: Account, { stateMachineAliasArn }: { stateMachineAliasArn: string }): JsonObject {
  const { machine, alias } = lookUp(account, stateMachineAliasArn) ?? {}
  if (machine && alias) machine.aliases.delete(alias.name)
  return {}
}

/** Of a machine, or those that point at one of its versions; the first first. */
export function listStateMachineAliases(account: Account, { stateMachineArn, maxResults, nextToken }: { stateMachineArn: string, maxResults?: number, nextToken?: string }): JsonObject {
  const found = lookUp(account, stateMachineArn)
  if (!found || found.alias) throw machineDoesNotExist(stateMachineArn)
  const { machine, version } = found
  const aliases = [...machine.aliases.values()].filter(({ routes }) => !version || routes.some(route => route.version === version))
  const { page, ...rest } = pageOf(aliases, { of: ['ListStateMachineAliases', stateMachineArn], maxResults, nextToken, rank: ({ sequence }) => sequence })
  return { stateMachineAliases: page.map(({ arn, createdAt }) => ({ stateMachineAliasArn: arn, creationDate: seconds(createdAt) })), ...rest }
}

function findAlias(account: Account, arn: string): { machine: Machine, alias: Alias } {
  const { machine, alias } = lookUp(account, arn) ?? {}
  if (!machine || !alias) throw new Refusal('ResourceNotFound', 'Request references a resource that does not exist.', { resourceName: arn })
  return { machine, alias }
}

function sameRoutes(one: readonly Route[], other: readonly Route[]): boolean {
  return one.length === other.length && one.every(({ version, weight }) => other.some(route => route.version === version && route.weight === weight))
}
