import { runSimulation, runUnsafeSimulation, type Simulation } from '@cloud-copilot/iam-simulate'
import { describe, expect, test } from 'vitest'
import { roleOf, toPolicy } from '../../../engine/asl/role/index.ts'
import { serviceReference } from '../../../engine/cli/service-reference.ts'
import { listPatterns, readPattern } from '../../../engine/cli/pattern-folder.ts'
import { machineName } from '../../../engine/simulation/cases/cases.ts'
import { definitionOf } from '../../../engine/simulation/play/pattern.ts'
import { playCase } from '../../../engine/simulation/play/play-case.ts'
import { requestsOf, type Request } from './requests.ts'

/** Some patterns have their queues and machines in another account than the simulation's; here all of it is one. */
const atHome = (text: string) => text.replaceAll('eu-west-1:111111111111', 'us-east-1:123456789012')

async function allows(policy: unknown, { action, resource, context }: Request): Promise<boolean> {
  const simulation: Simulation = {
    request: { principal: 'arn:aws:iam::123456789012:role/machine', action, resource: { resource, accountId: '123456789012' }, contextVariables: context ?? {} },
    identityPolicies: [{ name: 'role', policy }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }
  // The condition keys of HTTP tasks are in AWS's guide, and not in the reference that the simulation checks a request by.
  if (context)
    return runUnsafeSimulation(simulation, {}) === 'Allowed'
  const result = await runSimulation(simulation, {})
  if (result.resultType === 'error')
    throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`)
  return result.overallResult === 'Allowed'
}

/** The same thing of another name, which nobody has asked for. */
function besides(request: Request): Request[] {
  const last = request.resource.split(/[:/]/).at(-1)!
  return [
    ...request.resource === '*' || /^\d+$/.test(last) ? [] : [{ ...request, resource: `${request.resource.slice(0, -last.length)}somebody-elses-${last}` }],
    ...request.context ? [{ ...request, context: { ...request.context, 'states:HTTPEndpoint': 'https://elsewhere.example/' } }] : [],
  ]
}

const patterns = await Promise.all(listPatterns('snippets').map(async slug => ({ slug, pattern: (await readPattern('snippets', slug)).pattern! })))
const single = patterns.flatMap(({ slug, pattern }) => pattern.cases.cases.filter(item => !item.runs).map(item => ({ pattern, item, slug, name: item.name })))

describe('the role of a pattern\'s machine', () => {
  test.each(single)('$slug, case “$name”: it allows what the run called, and not the same on anything else', async ({ pattern, item }) => {
    const { recording } = await playCase(pattern, item)
    const { permissions } = await roleOf(definitionOf(pattern, item), { partition: 'aws', region: 'us-east-1', account: '123456789012', machine: machineName(pattern.cases, item.workflow) }, serviceReference)
    const policy = JSON.parse(atHome(toPolicy(permissions)))
    const wide = (action: string) => permissions.some(({ actions, resources }) => actions.includes(action) && resources.some(resource => /(?:^|[:/])\*$/.test(resource)))
    for (const request of JSON.parse(atHome(JSON.stringify(requestsOf(recording.events)))) as Request[]) {
      expect(await allows(policy, request), `${request.action} on ${request.resource}`).toBe(true)
      for (const other of wide(request.action) ? [] : besides(request))
        expect(await allows(policy, other), `${other.action} on ${other.resource}`).toBe(false)
    }
  })
})
