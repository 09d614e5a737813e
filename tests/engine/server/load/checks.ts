import { expect } from 'vitest'
import { call } from '../serving.ts'
import { advance } from './clock.ts'
import { INPUT, type Ledger } from './clients.ts'
import { ACTIVITY, executionArn, machineArn, MACHINES, type MachineName } from './machines.ts'

interface Listed {
  executionArn: string
  name: string
  status: string
  startDate: number
}

/** All executions of a machine, page by page. */
export async function list(port: number, machine: MachineName, statusFilter?: string): Promise<Listed[]> {
  const all: Listed[] = []
  let nextToken: string | undefined
  do {
    const { json } = await call(port, 'ListExecutions', { stateMachineArn: machineArn(machine), maxResults: 1000, ...(statusFilter === undefined ? {} : { statusFilter }), ...(nextToken === undefined ? {} : { nextToken }) })
    all.push(...json.executions as Listed[])
    nextToken = json.nextToken as string | undefined
  } while (nextToken !== undefined)
  return all
}

/** Workers that are not lost take what is left, until only who waits for a token still runs. */
export async function finish(port: number): Promise<void> {
  for (let count = 0; (await list(port, 'orders', 'RUNNING')).length > 0 || (await list(port, 'waits', 'RUNNING')).length > 0;) {
    const workers = Array.from({ length: 16 }, async () => {
      const { json: { taskToken } } = await call(port, 'GetActivityTask', { activityArn: ACTIVITY, workerName: `calm-${++count}` })
      if (taskToken !== null) await call(port, 'SendTaskSuccess', { taskToken, output: '"done"' })
    })
    await Promise.all(workers)
    // Less than a task waits for a worker, so that each is met while it waits.
    await advance(port, '7s')
  }
}

/** Asks again for executions of whose start nobody has heard: it is the same execution, or its name is taken, or it is a new one. */
export async function startAgain(port: number, { started }: Ledger): Promise<void> {
  for (const { machine, name, startDate } of started) {
    if (startDate !== undefined) continue
    const { json } = await call(port, 'StartExecution', { stateMachineArn: machineArn(machine), name, input: INPUT })
    if (json.executionArn === undefined) expect(json.__type).toMatch(/#ExecutionAlreadyExists$/)
    else expect(json.executionArn).toBe(executionArn(machine, name))
  }
}

/** Every execution that was asked for is in its machine's list, once, as it was answered. */
export async function checkLists(port: number, { started, stopped }: Ledger): Promise<Listed[]> {
  const all: Listed[] = []
  for (const machine of MACHINES) {
    const listed = await list(port, machine)
    const asked = started.filter(one => one.machine === machine)
    expect(listed.map(({ name }) => name).sort()).toEqual(asked.map(({ name }) => name).sort())
    const dates = new Map(listed.map(({ name, startDate }) => [name, startDate]))
    for (const { name, startDate } of asked) if (startDate !== undefined) expect(dates.get(name)).toBe(startDate)
    all.push(...listed)
  }
  expect(all.filter(({ executionArn, status }) => stopped.has(executionArn) && status === 'RUNNING')).toEqual([])
  return all
}

const ENDS: Record<string, string> = { SUCCEEDED: 'ExecutionSucceeded', FAILED: 'ExecutionFailed', TIMED_OUT: 'ExecutionTimedOut', ABORTED: 'ExecutionAborted' }

/** A history is whole, and says how its execution ended or what it waits for. Returns its events. */
export async function checkHistory(port: number, { executionArn: arn, status }: Listed): Promise<any[]> {
  const { json: { events, nextToken } } = await call(port, 'GetExecutionHistory', { executionArn: arn, maxResults: 1000 })
  expect(nextToken, arn).toBeUndefined()
  events.forEach((event: any, index: number) => {
    expect(event.id, arn).toBe(index + 1)
    // One path: each event comes after the one before; the first two after none.
    expect(event.previousEventId, `${arn} ${event.id} ${event.type}`).toBeLessThan(event.id)
    if (index > 0) expect(event.timestamp, arn).toBeGreaterThanOrEqual(events[index - 1].timestamp)
  })
  expect(events[0]).toMatchObject({ type: 'ExecutionStarted', previousEventId: 0 })
  const ends = events.filter((event: any) => Object.values(ENDS).includes(event.type))
  if (status === 'RUNNING') expect([ends, events.at(-1).type], arn).toEqual([[], 'TaskSubmitted'])
  else expect([ends.length, events.at(-1).type], arn).toEqual([1, ENDS[status]])
  return events
}

/** Who took the tasks of an order, one after the other, and what became of each attempt. */
export function workersOf(events: readonly any[]): { worker: string, end: string }[] {
  return events.flatMap(({ type, activityStartedEventDetails }, index) => type === 'ActivityStarted'
    ? [{ worker: activityStartedEventDetails.workerName as string, end: events.slice(index + 1).find(next => /^(?:Activity(?:Succeeded|Failed|TimedOut)|Execution)/.test(next.type)).type as string }]
    : [])
}
