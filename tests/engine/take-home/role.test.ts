import { runSimulation, runUnsafeSimulation, type Simulation } from '@cloud-copilot/iam-simulate'
import { expect, test } from 'vitest'
import { serviceReference } from '../../../engine/cli/service-reference.ts'
import { playCase } from '../../../engine/simulation/play/play-case.ts'
import { statementsOf } from '../../../engine/take-home/fill-in.ts'
import { makePlan } from '../../../engine/take-home/make-plan.ts'
import { pascal } from '../../../engine/take-home/names.ts'
import type { Plan } from '../../../engine/take-home/plan.ts'
import { requestsOf, type Request } from '../role/requests.ts'
import { broughtOf, slugs } from './taken.ts'

const AWS: Record<string, string> = { 'AWS::Partition': 'aws', 'AWS::Region': 'us-east-1', 'AWS::AccountId': '123456789012', 'AWS::StackName': 'S' }
const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:123456789012:${rest}`

/** What CloudFormation makes of a reference, an attribute, and a text with both in it. */
function resolver({ tables, queues, topics, functions, buses, buckets, connections }: Plan) {
  const made = new Map<string, string>([
    ...tables.flatMap(({ name }) => [[`${pascal(name)}Table`, `S-${name}`] as const, [`${pascal(name)}Table.Arn`, arn('dynamodb', `table/S-${name}`)] as const]),
    ...queues.map(({ name }) => [`${pascal(name)}Queue.Arn`, arn('sqs', `S-${name}`)] as const),
    ...topics.map(name => [`${pascal(name)}Topic`, arn('sns', `S-${name}`)] as const),
    ...functions.map(name => [`${pascal(name)}Function`, arn('lambda', `function:S-actor:${name}`)] as const),
    ...buses.map(name => [`${pascal(name)}Bus`, `S-${name}`] as const),
    ...buckets.map(name => [`${pascal(name)}Bucket`, name] as const),
    ...connections.flatMap(name => [[`${name}Connection.Arn`, arn('events', `connection/S-${name}/1`)] as const, [`${name}Connection.SecretArn`, arn('secretsmanager', 'secret:events!connection/S')] as const]),
    ['ApiHost', 'api.courier.example'],
  ])
  const resolve = (value: any): any => {
    if (Array.isArray(value)) return value.map(resolve)
    if (typeof value !== 'object') return value
    if (value.Ref) return made.get(value.Ref) ?? AWS[value.Ref] ?? value.Ref
    if (value['Fn::GetAtt']) return made.get(value['Fn::GetAtt'].join('.'))
    if (value['Fn::Sub']) return [value['Fn::Sub']].flat()[0].replace(/\$\{([\w:.]+)\}/g, (_: string, name: string) => made.get(name) ?? AWS[name] ?? name)
    return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '//').map(([key, member]) => [key, resolve(member)]))
  }
  return resolve
}

/** A request of the simulation, as the stack's machine makes it. */
function inStack({ action, resource, context }: Request): Request {
  const home = resource.replace('eu-west-1:111111111111', 'us-east-1:123456789012')
  const named = home.replace(/^(arn:aws:(?:sqs|sns):us-east-1:123456789012:)/, '$1S-').replace(/(:(?:stateMachine|execution):|table\/|event-bus\/)/, '$1S-').replace(':function:', ':function:S-actor:')
  return { action, resource: named, ...context ? { context } : {} }
}

async function allows(policy: unknown, { action, resource, context }: Request): Promise<boolean> {
  const simulation: Simulation = { request: { principal: 'arn:aws:iam::123456789012:role/machine', action, resource: { resource, accountId: '123456789012' }, contextVariables: context ?? {} }, identityPolicies: [{ name: 'role', policy }], serviceControlPolicies: [], resourceControlPolicies: [] }
  // IAM's reference has no keys for HTTP tasks; AWS's guide has.
  if (context) return runUnsafeSimulation(simulation, {}) === 'Allowed'
  const result = await runSimulation(simulation, {})
  if (result.resultType === 'error') throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`)
  return result.overallResult === 'Allowed'
}

/** What the stack leaves to whoever deploys, and what only servers have. */
const ELSEWHERE = new Set(['agent-step', 'cross-account', 'run-a-job', 'transient-cluster'])

test.each(slugs.filter(slug => !ELSEWHERE.has(slug)))('%s: a machine of the stack may call what its cases call, and not the same of another stack', { timeout: 60_000 }, async (slug) => {
  const brought = await broughtOf(slug)
  const plan = await makePlan(brought, serviceReference)
  const resolve = resolver(plan)
  for (const item of brought.pattern.cases.cases.filter(({ runs }) => !runs)) {
    const machine = plan.machines.find(({ stem }) => stem === item.workflow)!
    const policy = { Version: '2012-10-17', Statement: resolve(statementsOf(machine, plan)) }
    const { recording } = await playCase(brought.pattern, item)
    for (const request of requestsOf(recording.events).map(inStack)) {
      expect(await allows(policy, request), `${item.name}: ${request.action} on ${request.resource}`).toBe(true)
      if (request.resource !== '*' && request.resource.includes('S-')) expect(await allows(policy, { ...request, resource: request.resource.replace('S-', 'T-') }), `${item.name}: ${request.action} in another stack`).toBe(false)
    }
  }
})
