import { isObject, statesByName, type Json, type JsonObject } from '../asl/index.ts'
import { WorkLimitReached } from '../simulation/run/work.ts'
import { machineName, type Case } from '../simulation/cases/cases.ts'
import { definitionOf, type Pattern } from '../simulation/play/pattern.ts'
import { recordCase, type RecordOptions } from '../simulation/play/play-case.ts'
import type { SetUp } from '../simulation/play/set-up.ts'
import type { World } from '../simulation/account/world.ts'
import type { Recording } from '../simulation/recording/types.ts'
import { pathOf, targetOf, toldApart, type Asked } from './answers.ts'
import { callsOf, type Call } from './calls.ts'
import { argumentsOf, fromMocks, mockedTasks, testCaseOf, wholeMocks, withoutToken } from './mocked.ts'
import type { Answer, PlannedCase, PlannedTable } from './plan.ts'

type Rows = PlannedCase['rows']

/** A rehearsal is watched for so many seconds longer than the case lasts: what goes on then would go on for ever. */
const MARGIN = 600

/**
 * Plays a case, and writes down what the actor has to say in it: what the mock file answers for functions, partners and tokens, and what the simulated
 * functions and partners answered where it does not.
 *
 * @param pattern the workflows, their mocks and their cases
 * @param item a case without `runs`
 * @param tables the tables of the pattern
 * @param onWork told again and again while it is played
 * @throws WorkLimitReached when it is more work than a page bears
 */
export async function planCase(pattern: Pattern, item: Case, tables: readonly PlannedTable[], onWork?: () => void): Promise<PlannedCase> {
  const work = onWork ? { onWork } : {}
  const { setUp: heard, asked, before } = listening(pattern, tables)
  const recording = await recordCase({ ...pattern, ...(heard ? { setUp: heard } : {}) }, item, work)
  const calls = callsOf(recording.events)
  const answers = { ...fromWorld(asked), ...fromMocks(pattern, item, calls) }
  const rows = withRead(before.rows, calls, tables)
  const expected = outcomeOf(recording)
  const mocks = wholeMocks(pattern, item, calls)
  const rehearsed = await rehearse(pattern, { ...item, until: recording.elapsed + MARGIN }, { tables, rows, work })
  return {
    item,
    machine: machineName(pattern.cases, item.workflow),
    answers,
    mended: Object.fromEntries(item.actions.flatMap((action) => (action.type === 'RedriveExecution' && action.mockCase !== undefined ? [[action.mockCase, { ...fromWorld(asked), ...fromMocks(pattern, { ...item, mocks: action.mockCase }, []) }] as const] : []))),
    rows,
    objects: before.objects,
    mocks,
    offline: item.omit.length === 0 && item.actions.length === 0 && await isOffline(pattern, item, { mocks, recording, work }),
    expected,
    elapsed: recording.elapsed,
    transitions: recording.meters().transitions,
    ...differenceOf(recording, rehearsed, item),
  }
}

interface Heard { setUp?: SetUp, asked: Map<string, Asked[]>, before: { rows: Rows, objects: PlannedCase['objects'] } }

/** The pattern's handlers, with somebody who writes down what functions and partners answer, and what is there before. */
function listening(pattern: Pattern, tables: readonly PlannedTable[]): Heard {
  const asked = new Map<string, Asked[]>()
  const before: Heard['before'] = { rows: {}, objects: {} }
  const note = (target: string, given: Json, answer: Answer) => void asked.set(target, [...asked.get(target) ?? [], { given, answer }])
  const { setUp: own } = pattern
  if (!own) return { asked, before }
  const setUp: SetUp = (input) => {
    const { world } = input
    const { lambda, http } = world
    const add = lambda.add.bind(lambda)
    lambda.add = (name, run, options = {}) => {
      const taken: number[] = []
      const duration = (payload: Json) => taken[taken.push(typeof options.duration === 'function' ? options.duration(payload) : options.duration ?? 0) - 1]!
      add(name, async (payload, context) => {
        const after = taken.shift() ?? 0
        try {
          const result = await run(payload, context)
          note(name, payload, { ...(after > 0 ? { after } : {}), result: result ?? null })
          return result
        } catch (error) {
          note(name, payload, { ...(after > 0 ? { after } : {}), error: (error as Error).name, cause: (error as Error).message })
          throw error
        }
      }, { ...options, duration })
    }
    const addPartner = http.add.bind(http)
    http.add = (prefix, answer, options = {}) => {
      let after = 0
      const latency = (request: Parameters<typeof answer>[0]) => (after = typeof options.latency === 'function' ? options.latency(request) : options.latency ?? 0)
      addPartner(prefix, (request) => {
        const response = answer(request)
        note(pathOf(request.url), request.body, response
          ? { ...(after > 0 ? { after } : {}), result: { StatusCode: response.status, ResponseBody: response.body ?? null } }
          : { error: 'States.Http.Socket', cause: '' })
        return response
      }, { ...options, latency })
    }
    own(input)
    for (const { name } of tables) if (world.dynamodb.all.some((table) => table.name === name)) before.rows[name] = world.dynamodb.items(name) as unknown as Json[]
    for (const bucket of world.s3.names) before.objects[bucket] = Object.fromEntries((world.s3.list(bucket, '') ?? []).map(({ Key }) => [Key, world.s3.get(bucket, Key)!]))
  }
  return { setUp, asked, before }
}

function fromWorld(asked: ReadonlyMap<string, Asked[]>): PlannedCase['answers'] {
  return Object.fromEntries([...asked].map(([target, list]) => [target, shortened(toldApart(list.map(({ given, answer }) => ({ given: withoutToken(given), answer }))))]))
}

/** The same answer to the same call, again and again, is one. */
function shortened(answers: readonly Answer[]): Answer[] {
  const texts = answers.map((answer) => JSON.stringify(answer))
  return new Set(texts).size === 1 ? answers.slice(0, 1) : [...answers]
}

/** The rows that were there, and those that a mock says were read. */
function withRead(rows: Rows, calls: readonly Call[], tables: readonly PlannedTable[]): Rows {
  const all = Object.fromEntries(Object.entries(rows).map(([table, list]) => [table, [...list]]))
  for (const { name } of tables) {
    if (all[name]) continue
    const first = calls.find(({ integration, parameters }) => integration.service === 'dynamodb' && nameOf(parameters.TableName) === name)
    const { Item } = isObject(first?.result ?? null) ? first!.result as JsonObject : {}
    if (first?.integration.action === 'getItem' && isObject(first.parameters.Key) && isObject(Item)) all[name] = [{ ...Item, ...first.parameters.Key }]
  }
  return Object.fromEntries(Object.entries(all).filter(([, list]) => list.length > 0))
}

function nameOf(value: Json | undefined): string {
  return String(value).split('/').at(-1)!
}

function outcomeOf({ status, error, events }: Recording): PlannedCase['expected'] {
  return { status, ...(error === undefined ? {} : { error }), path: events.flatMap(({ stateEnteredEventDetails: entered }) => (entered ? [entered.name] : [])) }
}

/** Plays it once more as AWS will: only what the actor answers is scripted, and the services do what they do, undisturbed. */
async function rehearse(pattern: Pattern, item: Case, { tables, rows, work }: { tables: readonly PlannedTable[], rows: Rows, work: RecordOptions }): Promise<Recording | undefined> {
  const machine = machineName(pattern.cases, item.workflow)
  const states = statesByName(definitionOf(pattern, item))
  const kept = new Set(mockedTasks(pattern, item).filter((task) => targetOf(task) !== undefined).map(({ name }) => name))
  const played = Object.entries(testCaseOf(pattern, item)).filter(([name]) => kept.has(name))
  const setUp: SetUp = (input) => {
    const { world } = input
    undisturbed(world, () => pattern.setUp?.(input))
    for (const { name, partitionKey, sortKey } of tables) if (!world.dynamodb.all.some((table) => table.name === name)) world.dynamodb.createTable(name, partitionKey, sortKey)
    for (const [table, list] of Object.entries(rows)) for (const Item of list) world.dynamodb.call('putItem', { TableName: table, Item })
    for (const state of states.values()) makePlaces(world, argumentsOf(state))
  }
  const mocks = item.mocks === undefined ? pattern.mocks : { ...pattern.mocks, StateMachines: { ...pattern.mocks.StateMachines, [machine]: { TestCases: { ...pattern.mocks.StateMachines[machine]?.TestCases, [item.mocks]: Object.fromEntries(played) } } } }
  try {
    return await recordCase({ ...pattern, mocks, setUp }, item, work)
  } catch (error) {
    if (error instanceof WorkLimitReached) return undefined
    throw error
  }
}

/** Sets an account up without what happens to it later, and without what goes wrong in it: nobody makes a real one do that. */
function undisturbed({ clock, dynamodb, events, stateMachines }: World, setUp: () => void): void {
  const { at, after } = clock
  Object.assign(clock, { at: () => undefined, after: () => undefined })
  setUp()
  Object.assign(clock, { at, after })
  events.rejects = () => undefined
  stateMachines.answersToLose = 0
  for (const { name } of dynamodb.all) {
    dynamodb.limitWrites(name, Number.POSITIVE_INFINITY)
    dynamodb.loseAnswers(name, 0)
  }
}

/** Whether it ends as on the slide when a mock file is all that answers, at once. */
async function isOffline(pattern: Pattern, item: Case, { mocks, recording, work }: { mocks: PlannedCase['mocks'], recording: Recording, work: RecordOptions }): Promise<boolean> {
  const { setUp: _, mockResolver: __, ...bare } = pattern
  const file = { StateMachines: { [machineName(pattern.cases, item.workflow)]: { TestCases: { whole: Object.fromEntries(Object.keys(mocks).map((state) => [state, state])) } } }, MockedResponses: mocks }
  const played = await recordCase({ ...bare, mocks: file }, { ...item, mocks: 'whole', callbacks: {}, until: recording.elapsed + MARGIN }, work)
  return JSON.stringify(outcomeOf(played)) === JSON.stringify(outcomeOf(recording))
}

function makePlaces({ sqs, sns, events }: World, { QueueUrl, TopicArn, Entries }: JsonObject): void {
  if (typeof QueueUrl === 'string') sqs.create(QueueUrl.split('/').at(-1)!)
  if (typeof TopicArn === 'string') sns.create(TopicArn.split(':').at(-1)!)
  for (const entry of Array.isArray(Entries) ? Entries : []) if (isObject(entry) && typeof entry.EventBusName === 'string') events.create(entry.EventBusName)
}

/** Says why a case goes another way on AWS, where it does. */
function differenceOf(recording: Recording, rehearsed: Recording | undefined, { omit }: Case): { differs?: string } {
  if (omit.length > 0) return { differs: 'on the slide the machine runs without some of its fields' }
  const calls = callsOf(recording.events)
  if (calls.some(({ integration }) => integration.service === 'bedrockagentcore')) return { differs: 'your own agent says what it says' }
  const played = rehearsed ? callsOf(rehearsed.events) : []
  const told = (list: readonly Call[]) => list.map(({ state, error }) => `${state} ${error ?? ''}`)
  const same = rehearsed && JSON.stringify([outcomeOf(rehearsed), told(played).sort()]) === JSON.stringify([outcomeOf(recording), told(calls).sort()])
  if (same) return {}
  const first = calls.findIndex((call, index) => told([call])[0] !== (played[index] ? told([played[index]])[0] : undefined))
  const at = calls[first]
  const ends = rehearsed ? `; it ends ${rehearsed.status}${rehearsed.error === undefined ? '' : ` with ${rehearsed.error}`}` : ''
  return { differs: `${at ? `from ${at.state} on ` : ''}a real service answers${at?.error === undefined || targetOf(at) !== undefined ? '' : `, and has no reason to answer ${at.error}`}${ends}` }
}
