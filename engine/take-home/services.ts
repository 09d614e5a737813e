import { Clock, isObject, parseIntegration, statesByName, type JsonObject } from '../asl/index.ts'
import type { Pattern } from '../simulation/play/pattern.ts'
import { setUpWorld } from '../simulation/play/set-up-world.ts'
import type { World } from '../simulation/account/world.ts'
import type { Deployable } from './names.ts'
import type { PlannedQueue, PlannedTable } from './plan.ts'

/** A task of a machine: its arguments, and what it calls. */
interface Task { service: string, action: string, asks: boolean, values: JsonObject, names: Deployable['names'] }

/** The tasks of machines whose names are placeholders. */
export function tasksOf(machines: readonly Deployable[]): Task[] {
  return machines.flatMap(({ definition, names }) => [...statesByName(definition).values()].flatMap(({ Resource, Arguments, Parameters }) => {
    const integration = typeof Resource === 'string' ? parseIntegration(Resource) : undefined
    const values = Arguments ?? Parameters
    return integration ? [{ service: integration.service, action: integration.action, asks: integration.pattern === 'waitForTaskToken', values: isObject(values ?? null) ? values as JsonObject : {}, names }] : []
  }))
}

/** The simulated accounts of all cases, before anything runs: what there is in any of them is made. */
export function worldsOf(pattern: Pattern): World[] {
  return pattern.cases.cases.map((item) => setUpWorld(pattern, item, new Clock(0)).world)
}

/**
 * The tables that machines write and read. Keys are those of the simulated account; where there is none, what the machines read by; else the first
 * attribute that all rows have.
 */
export function tablesOf(pattern: Pattern, machines: readonly Deployable[]): PlannedTable[] {
  const simulated = new Map(worldsOf(pattern).flatMap(({ dynamodb }) => dynamodb.all.map((table) => [table.name, table] as const)))
  const tasks = tasksOf(machines).filter(({ service }) => service === 'dynamodb')
  const names = new Set([...namesOf(machines, 'table')])
  return [...names].map((name) => {
    const uses = tasks.filter(({ values, names }) => names.get(placeholderIn(values.TableName))?.name === name)
    const key = uses.flatMap(({ values }) => (isObject(values.Key ?? null) ? [Object.keys(values.Key as JsonObject)] : []))[0]
    const rows = uses.flatMap(({ values }) => (isObject(values.Item ?? null) ? [Object.keys(values.Item as JsonObject)] : []))
    const common = rows[0]?.filter((attribute) => rows.every((row) => row.includes(attribute)))
    const known = simulated.get(name)
    const [partitionKey = 'id', sortKey] = known ? [known.partitionKey, known.sortKey] : key ?? (common ?? []).slice(0, 1)
    return { name, partitionKey, ...(sortKey === undefined ? {} : { sortKey }), indexes: Object.fromEntries(known?.indexes ?? []), asked: uses.some(({ asks }) => asks) }
  })
}

/** The queues that machines send to or receive from, those whose addresses are put together at run time among them. */
export function queuesOf(pattern: Pattern, machines: readonly Deployable[]): PlannedQueue[] {
  const asked = new Set(tasksOf(machines).filter(({ service, asks }) => service === 'sqs' && asks).map(({ values, names }) => names.get(placeholderIn(values.QueueUrl))?.name))
  const computed = machines.some(({ names }) => [...names.values()].some(({ kind }) => kind === 'queues'))
  const worlds = computed ? worldsOf(pattern) : []
  const names = new Set([...namesOf(machines, 'queue'), ...worlds.flatMap(({ sqs }) => sqs.names)])
  return [...names].map((name) => {
    const deadLetters = worlds.map(({ sqs }) => sqs.deadLettersOf(name)).find((one) => one !== undefined)
    return { name, asked: asked.has(name), ...(deadLetters === undefined ? {} : { deadLetters }) }
  })
}

/** The names of a kind, in the order of the machines. */
export function namesOf(machines: readonly Deployable[], wanted: string): string[] {
  return [...new Set(machines.flatMap(({ names }) => [...names.values()].flatMap(({ kind, name }) => (kind === wanted ? [name] : []))))]
}

function placeholderIn(value: unknown): string {
  return /^\$\{([\w-]+)\}$/.exec(String(value))?.[1] ?? ''
}
