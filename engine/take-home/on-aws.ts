import type { Json } from '../asl/index.ts'
import type { ActionLookup } from '../asl/role/index.ts'
import type { MockFile } from '../simulation/mocks/mock-file.ts'
import type { HomeFile } from '../simulation/home/taken.ts'
import { actorOf } from './actor.ts'
import { cdkFiles } from './cdk.ts'
import { makePlan, type Brought } from './make-plan.ts'
import type { Plan } from './plan.ts'
import { readme, type Form } from './readme.ts'
import { cloudFormation, machineFile, sam } from './template.ts'

/**
 * A pattern as a folder that is deployed in one command: definitions whose names are filled in, a template or an app, the actor, the cases, and a README
 * with the commands. Page and terminal give the same.
 *
 * @param brought the pattern and its texts
 * @param form what it is deployed with
 * @param lookup what IAM knows of an action
 * @param onWork told again and again while cases are played
 * @returns the files, by their path in the folder
 * @throws WorkLimitReached when a case is more work than a page bears
 */
export async function onAws(brought: Brought, form: Form, lookup: ActionLookup, onWork?: () => void): Promise<HomeFile[]> {
  const plan = await makePlan(brought, lookup, onWork)
  const files: Record<string, string> = {
    'README.md': readme(plan, form),
    ...form === 'cfn' ? { 'template.yaml': cloudFormation(plan) } : form === 'sam' ? { 'template.yaml': sam(plan) } : cdkFiles(plan),
    'actor/index.js': actorOf(plan),
    'mocks.json': jsonOf(mocksOf(plan) as unknown as Json),
  }
  for (const machine of plan.machines) {
    files[machineFile(machine)] = machine.text
    files[machineFile(machine).replace(/yaml$/, 'json')] = jsonOf(machine.definition as unknown as Json)
  }
  for (const { item, expected, objects } of plan.cases) {
    files[`cases/${item.name}/input.json`] = jsonOf(item.input)
    files[`cases/${item.name}/status.txt`] = `${expected.status}\t${expected.error ?? 'None'}\n`
    files[`cases/${item.name}/states.txt`] = expected.path.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map((state) => `${state}\n`).join('')
    for (const [bucket, list] of Object.entries(objects)) for (const [key, body] of Object.entries(list)) files[`cases/${item.name}/${bucket}/${key}`] = body
  }
  for (const [path, text] of Object.entries(plan.folder)) files[`pattern/${path}`] = text
  return Object.entries(files).map(([path, text]) => ({ path, text })).sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** A test case for each case, whatever the pattern's mock file calls it. */
function mocksOf({ machines, cases }: Plan): MockFile {
  return {
    StateMachines: Object.fromEntries(machines.map(({ name }) => [name, { TestCases: Object.fromEntries(cases.filter(({ machine }) => machine === name).map(({ item, mocks }) => [item.name, Object.fromEntries(Object.keys(mocks).map((state) => [state, `${item.name} ${state}`]))])) }])),
    MockedResponses: Object.fromEntries(cases.flatMap(({ item, mocks }) => Object.entries(mocks).map(([state, response]) => [`${item.name} ${state}`, response]))),
  }
}

function jsonOf(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
