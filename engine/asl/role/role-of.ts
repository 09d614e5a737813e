import { parseIntegration, type TaskIntegration } from '../definition/integration.ts'
import { statesByName } from '../definition/state-places.ts'
import type { StateMachineDefinition } from '../definition/types.ts'
import { isObject, type JsonObject } from '../query/json.ts'
import { iamActions, type ActionLookup } from './actions.ts'
import { given } from './arguments.ts'
import { mapRunPermissions } from './map-run.ts'
import { arnAt, resourcesOf, type Place } from './resources.ts'
import { HANDS_ROLES_TO, WATCHES } from './run-a-job.ts'
import { mergePermissions, type Permission } from './statement.ts'

/** What a definition needs of its role, and what could not be told. */
export interface Role {
  permissions: Permission[]
  /** A sentence each for what the definition leaves open. */
  notes: string[]
}

/**
 * The least that the role of a state machine must allow: its calls, what Run a Job asks and stops with, its nested and its own child executions,
 * HTTP endpoints with their connections, and the roles of other accounts that it takes on. Logs, traces and keys belong to the machine's
 * settings, not to its definition.
 *
 * @param definition a valid one
 * @param place where it runs; names and ARNs that a deployment fills in stay as they are written
 * @param lookup what IAM knows of an action
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
 */
export async function roleOf(definition: StateMachineDefinition, place: Place, lookup: ActionLookup): Promise<Role> {
  const permissions: Permission[] = []
  const notes: string[] = []
  for (const [name, state] of statesByName(definition)) {
    if (state.Type === 'Map')
      permissions.push(...mapRunPermissions(name, state, place))
    const integration = state.Type === 'Task' && typeof state.Resource === 'string' ? parseIntegration(state.Resource) : undefined
    if (!integration || integration.kind === 'activity')
      continue
    const other = isObject(state.Credentials) ? given(state.Credentials, 'RoleArn') : undefined
    if (other) {
      permissions.push({ actions: ['sts:AssumeRole'], resources: [other.kind === 'text' ? other.text : '*'], states: [name], reasons: [`${name} works with the role in its Credentials${other.kind === 'text' ? '' : ', which is known only at run time'}`] })
      notes.push(`${name}: what it calls has to be allowed to the role in its Credentials, not to this one.`)
      continue
    }
    permissions.push(...await callPermissions(name, state, integration, { place, lookup, notes }))
  }
  return { permissions: mergePermissions(permissions), notes: [...new Set(notes)] }
}

interface Around {
  place: Place
  lookup: ActionLookup
  notes: string[]
}

async function callPermissions(state: string, { Arguments, Parameters, Resource }: JsonObject, integration: TaskIntegration, around: Around): Promise<Permission[]> {
  const { place } = around
  const { service, action, pattern, kind } = integration
  const written = Arguments ?? Parameters
  const values = isObject(written) ? written : {}
  if (kind === 'lambda')
    return [{ actions: ['lambda:InvokeFunction'], resources: [Resource as string], states: [state], reasons: [`${state} calls the function`] }]
  if (service === 'http')
    return httpPermissions(state, values, place)
  const permissions = await Promise.all(iamActions(service, action).map(one => onePermission(state, one, values, around)))
  const key = `${service}:${action}`
  if (pattern === 'sync' || pattern === 'sync:2') {
    const watch = WATCHES[key]
    if (watch) {
      permissions.push([{ actions: watch.actions, resources: watch.resources(values, place), states: [state], reasons: [`.sync: ${state} is told or asks how the job goes, and stops it when the execution is stopped`] }])
      if (watch.rule)
        permissions.push([{ actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'], resources: [arnAt(place, 'events', `rule/${watch.rule}`)], states: [state], reasons: [`.sync: ${state} is told by a rule that Step Functions keeps`] }])
    }
    else {
      around.notes.push(`${state}: what .sync of ${key} needs besides the call is not known here; AWS's page about IAM policies for the service has it.`)
    }
  }
  const hands = HANDS_ROLES_TO[key]
  if (hands) {
    const roles = hands.roles.map(name => given(values, name))
    const known = roles.flatMap(role => role.kind === 'text' ? [role.text.startsWith('arn:') || /^\$\{.*Arn\}$/.test(role.text) ? role.text : `arn:${place.partition}:iam::${place.account}:role/${role.text}`] : [])
    const all = known.length === hands.roles.length && known.length > 0
    permissions.push([{ actions: ['iam:PassRole'], resources: all ? known : ['*'], condition: { StringEquals: { 'iam:PassedToService': [hands.service] } }, states: [state], reasons: [`${state} hands ${all ? 'its roles' : 'roles that the definition does not name'} to ${hands.service}`] }])
  }
  return permissions.flat()
}

async function onePermission(state: string, action: string, values: JsonObject, { place, lookup, notes }: Around): Promise<Permission[]> {
  const [service, name] = action.split(':') as [string, string]
  const details = await lookup(service, name)
  if (!details) {
    notes.push(`${state}: no action ${action} of IAM is known here; its permission is left out.`)
    return []
  }
  const { resources, open } = resourcesOf(action, details, values, place)
  const width = details.isWildcardOnly ? '; AWS allows it on nothing narrower than *' : open.length > 0 ? `; ${open.join(' and ')} ${open.length > 1 ? 'are' : 'is'} known only at run time` : ''
  return [{ actions: [action], resources, states: [state], reasons: [`${state} calls it${width}`] }]
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html */
function httpPermissions(state: string, values: JsonObject, place: Place): Permission[] {
  const endpoint = given(values, 'ApiEndpoint')
  const method = given(values, 'Method')
  const connection = isObject(values.Authentication) ? given(values.Authentication, 'ConnectionArn') : { kind: 'absent' as const }
  const computed = endpoint.kind !== 'text'
  return [
    {
      actions: ['states:InvokeHTTPEndpoint'],
      resources: ['*'],
      condition: {
        ...method.kind === 'text' ? { StringEquals: { 'states:HTTPMethod': [method.text] } } : {},
        ...computed ? {} : { StringLike: { 'states:HTTPEndpoint': [endpoint.text] } },
      },
      states: [state],
      reasons: [`${state} calls the endpoint${computed ? ', which is known only at run time' : ''}; AWS narrows it by conditions, not by resource`],
    },
    { actions: ['events:RetrieveConnectionCredentials'], resources: [connection.kind === 'text' ? connection.text : '*'], states: [state], reasons: [`${state} reads how its connection signs in`] },
    {
      actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      resources: [arnAt(place, 'secretsmanager', 'secret:events!connection/*')],
      states: [state],
      reasons: [`${state} reads the secret of its connection, whose name EventBridge chooses`],
    },
  ]
}
