import type { HistoryEvent, Json, JsonObject } from '../../../asl/index.ts'
import type { Bounds, CallScript } from '../exercise.ts'
import type { Finding } from '../grade-types.ts'
import type { Step, Subject } from '../subject.ts'
import { isObject } from '../../../asl/index.ts'
import { answerTo } from '../predicate.ts'
import { callsOf, endOf, momentOf } from '../subject.ts'
import { boundsInWords, timesInWords, valueInWords, within } from '../words.ts'
import { howItEnded } from './status.ts'

/** Where the content of a call stands: of a function, a queue, a topic, an execution, a table. */
const CONTENTS = ['Payload', 'MessageBody', 'Message', 'Input', 'Item']

/** How often something is called, and with what. In a case of many executions all calls count together. */
export async function checkCalls(asked: Record<string, CallScript>, subject: Subject): Promise<Finding | undefined> {
  for (const [name, script] of Object.entries(asked)) {
    const calls = subject.runs.flatMap(run => callsOf(run, name))
    const found = checkCount(name, script, calls, subject) ?? await checkArguments(name, script, calls)
    if (found)
      return found
  }
  return undefined
}

function checkCount(name: string, script: CallScript, calls: readonly Step[], { runs: [run] }: Subject): Finding | undefined {
  const bounds: Bounds = typeof script === 'number' || script.least !== undefined || script.most !== undefined ? script : { least: 0 }
  if (within(calls.length, bounds))
    return undefined
  const expected = boundsInWords(bounds, timesInWords)
  const actual = timesInWords(calls.length)
  const most = typeof bounds === 'number' ? bounds : bounds.most
  const tooMany = most === undefined ? undefined : calls[most]
  const at = tooMany ? momentOf(tooMany.run, tooMany.event) : endOf(run!)
  const where = tooMany ? `, by ${tooMany.state}${whyAgain(tooMany)}` : ''
  const what = calls.length === 0 ? 'It was never called' : `It was called ${actual}${where}`
  const end = tooMany || run!.recording.status === 'SUCCEEDED' ? '' : ` ${howItEnded(run!)}`
  return { expected, actual, message: `Asked: ${expected === 'never' ? `no call of ${name}` : `${name} called ${expected}`}. ${what}.${end}`, at }
}

/** Which retrier has made a call again. */
function whyAgain({ run, event, state }: Step): string {
  const entry = run.recording.journal.findLast(({ kind, state: of, afterEventId }) => kind === 'retry-scheduled' && of === state && afterEventId < event.id)
  if (!entry || event.previousEventId !== entry.afterEventId)
    return ''
  const { error, retrier } = entry.data as { error: string | null, retrier: number }
  return `: retrier ${retrier + 1} matched ${error ?? 'it'}`
}

async function checkArguments(name: string, script: CallScript, calls: readonly Step[]): Promise<Finding | undefined> {
  if (typeof script === 'number' || !('with' in script) || script.with === undefined)
    return undefined
  for (const { run, event, state } of calls) {
    const given = argumentsOf(event)
    const input = JSON.parse(run.recording.events[0]?.executionStartedEventDetails?.input ?? 'null') as Json
    if (await answerTo(script.with, { arguments: given, input }) === true)
      continue
    const told = valueInWords(contentOf(given))
    const say = script.say ?? script.with
    return { expected: say, actual: told, message: `${state} calls ${name} with ${told}. Asked: ${say}.`, at: momentOf(run, event) }
  }
  return undefined
}

/** Of what a service is given, what the learner has put into it: the address is said already. */
function contentOf(given: Json): Json {
  const field = isObject(given) ? CONTENTS.find(one => given[one] !== undefined) : undefined
  return field === undefined ? given : (given as JsonObject)[field]!
}

/** What a service is given; a function that is called by its ARN gets its payload as one that is called by name. */
function argumentsOf({ taskScheduledEventDetails: task, lambdaFunctionScheduledEventDetails: lambda }: HistoryEvent): Json {
  if (task)
    return JSON.parse(task.parameters) as Json
  return { Payload: JSON.parse(lambda?.input ?? 'null') as Json }
}
