import type { ActionLookup } from '../asl/role/index.ts'
import { DEPLOYED, roleOf } from '../asl/role/index.ts'
import { machineName, substitutionsFor } from '../simulation/cases/cases.ts'
import type { Pattern } from '../simulation/play/pattern.ts'
import { planCase } from './cases.ts'
import { deployable, type Named } from './names.ts'
import type { Costly, Plan, PlannedMachine } from './plan.ts'
import { namesOf, queuesOf, tablesOf, tasksOf } from './services.ts'

/** A pattern, as it is taken home. */
export interface Brought {
  slug: string
  pattern: Pattern
  /** Its machines' texts by stem, as the folder or somebody's editor has them. */
  texts: Readonly<Record<string, string>>
  /** The files of its folder, by their path in it. */
  folder: Readonly<Record<string, string>>
  /** From the lab: the stem of the machine that somebody has edited, and what checks it. */
  edited?: { stem: string, check: string }
}

/** What a value is that only whoever deploys knows, by what it stands for in the simulation. */
const GIVEN: readonly (readonly [RegExp, string])[] = [
  [/^arn:[^:]+:bedrock-agentcore:/, 'ARN of an AgentCore harness of your own; it is not made by the stack'],
  [/^\d{12}$/, 'A twelve-digit account'],
]

/**
 * Plans what a pattern becomes on AWS: its services made real, and what the actor says in each case.
 *
 * @param brought the pattern and its texts
 * @param lookup what IAM knows of an action
 * @param onWork told again and again while cases are played
 * @throws WorkLimitReached when a case is more work than a page bears
 */
export async function makePlan({ slug, pattern, texts, folder, edited }: Brought, lookup: ActionLookup, onWork?: () => void): Promise<Plan> {
  const { cases } = pattern
  const notes: string[] = []
  const machines = await Promise.all(Object.keys(pattern.workflows).map(async (stem): Promise<PlannedMachine> => {
    const written = deployable(texts[stem]!, substitutionsFor(cases, stem))
    const name = machineName(cases, stem)
    const role = await roleOf(written.definition, { ...DEPLOYED, machine: `\${AWS::StackName}-${name}` }, lookup)
    notes.push(...role.notes)
    const express = cases.types[stem] === 'EXPRESS' || cases.cases.some((item) => item.workflow === stem && !item.runs && item.type === 'EXPRESS')
    return { stem, name, type: express ? 'EXPRESS' : 'STANDARD', permissions: role.permissions, ...written }
  }))
  const tables = tablesOf(pattern, machines)
  const single = cases.cases.filter(({ runs }) => !runs)
  const named = (wanted: (one: Named) => boolean) => machines.flatMap(({ names }) => [...names].filter(([, one]) => wanted(one)))
  const services = new Set(tasksOf(machines).map(({ service }) => service))
  return {
    slug,
    title: cases.title,
    folder,
    machines,
    functions: namesOf(machines, 'function'),
    tables,
    queues: queuesOf(pattern, machines),
    topics: namesOf(machines, 'topic'),
    buses: namesOf(machines, 'bus'),
    buckets: namesOf(machines, 'bucket'),
    connections: [...new Set(named(({ kind }) => kind === 'connection').map(([placeholder]) => placeholder))],
    given: Object.fromEntries(named(({ kind }) => kind === 'given' || kind === 'account').map(([placeholder, { name }]) => [placeholder, GIVEN.find(([pattern]) => pattern.test(name))?.[1] ?? 'A value of your own'])),
    costly: ([['ecs', 'ecs'], ['emr', 'elasticmapreduce']] as const).flatMap(([cost, service]): Costly[] => (services.has(service) ? [cost] : [])),
    cases: await Promise.all(single.map(async (item) => planCase(pattern, item, tables, onWork))),
    worlds: cases.cases.filter(({ runs }) => runs),
    notes: [...new Set(notes)],
    check: edited?.check ?? `asl test ${slug}`,
    ...(edited ? { edited: machineName(cases, edited.stem) } : {}),
  }
}
