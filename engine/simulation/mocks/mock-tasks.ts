/** Answers tasks from a mock file, at the moments a callback script says. */

import type { Clock, Json, TaskCall, TaskHandler } from '../../asl/index.ts'
import { parseDuration } from '../duration.ts'
import type { Journal } from '../recording/journal.ts'
import type { MockCases } from './mock-cases.ts'
import type { MockedOutcome } from './mock-file.ts'
import type { MockResolver } from './mock-resolver.ts'
import { submissionOf } from './plausible-response.ts'
import type { CallbackScript } from './scripts.ts'

interface MockTasksOptions {
  mocks: MockCases
  callbacks: Record<string, CallbackScript | CallbackScript[]>
  clock: Clock
  journal: Journal
  /** Answers what the mock case doesn't name. */
  otherwise: TaskHandler | undefined
  mockResolver?: MockResolver | undefined
}

const AS_WRITTEN: MockResolver = { nameOf: ({ state }) => state, resultFor: (_, result) => result }

/** A script with its durations read: milliseconds. */
interface Schedule {
  after: number
  lost: boolean
  heartbeats: number[]
}

/**
 * A task handler over one test case. A `.waitForTaskToken` task is submitted at once, and its answer comes as a callback with the
 * token, so it may come too late and be refused. Answers of other tasks just take their time.
 */
export function mockTasks({ mocks, callbacks, clock, journal, otherwise, mockResolver = AS_WRITTEN }: MockTasksOptions): TaskHandler {
  const invocations = new Map<string, number>()

  return (call) => {
    const name = mockResolver.nameOf(call)
    const invocation = invocations.get(name) ?? 0
    invocations.set(name, invocation + 1)
    const mocked = mocks.next(name)
    if ('exhausted' in mocked) return void call.crash(mocked.exhausted)
    const schedule = scheduleOf(name, callbacks[name], invocation)
    if ('unmocked' in mocked) {
      if (schedule?.lost && call.taskToken !== undefined) return submit(call)
      return (otherwise ?? unanswered)(call)
    }
    if (call.integration.pattern !== 'request-response') submit(call)
    if (call.taskToken !== undefined) callBack(call, call.taskToken, mocked.found, schedule)
    else if (!schedule?.lost) later(schedule?.after ?? 0, () => answer(call, mockResolver, mocked.found))
  }

  function later(ms: number, work: () => void): void {
    if (ms === 0) work()
    else clock.after(ms, work)
  }

  function callBack(call: TaskCall, token: string, outcome: MockedOutcome, schedule: Schedule | undefined): void {
    for (const beat of schedule?.heartbeats ?? []) clock.after(beat, () => void journal.heartbeat(token))
    if (schedule?.lost) return journal.scriptLost(token)
    journal.scriptAnswer(token, schedule?.after ?? 0, () => {
      if ('Return' in outcome) journal.succeed(token, outcome.Return)
      else journal.fail(token, outcome.Throw.Error, outcome.Throw.Cause)
    })
  }
}

/** Ends an execution whose task nobody answers. */
export const unanswered: TaskHandler = (call) => {
  call.crash(`Nothing answers the task '${call.state}' (${call.integration.arn}): no mock names it.`)
}

function submit(call: TaskCall): void {
  call.submitted(submissionOf(call) as Json)
}

function answer(call: TaskCall, mockResolver: MockResolver, outcome: MockedOutcome): void {
  if ('Return' in outcome) call.succeed(mockResolver.resultFor(call, outcome.Return))
  else call.fail(outcome.Throw.Error, outcome.Throw.Cause)
}

const MAX_HEARTBEATS = 100_000

function scheduleOf(state: string, script: CallbackScript | CallbackScript[] | undefined, invocation: number): Schedule | undefined {
  const one = Array.isArray(script) ? script[Math.min(invocation, script.length - 1)] : script
  if (!one) return undefined
  const read = (what: string, value: unknown): number => {
    const seconds = parseDuration(value)
    if (seconds === undefined) throw new Error(`the callback script of '${state}' says ${what}: ${JSON.stringify(value)}, which is no duration such as 90s, 2h or 3d`)
    return seconds * 1000
  }
  const after = one.after === undefined ? 0 : read('after', one.after)
  const heartbeats = (one.heartbeats ?? []).map(beat => read('heartbeats', beat))
  if (one.heartbeatEvery !== undefined) {
    const every = read('heartbeatEvery', one.heartbeatEvery)
    const until = one.heartbeatsFor === undefined ? after : read('heartbeatsFor', one.heartbeatsFor)
    for (let beat = every; every > 0 && beat <= until && heartbeats.length < MAX_HEARTBEATS; beat += every) heartbeats.push(beat)
  }
  return { after, lost: one.lost ?? false, heartbeats }
}
