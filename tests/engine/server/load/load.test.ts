import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { isSweep } from '../../../support/sweep.ts'
import { call, serving } from '../serving.ts'
import { checkHistory, checkLists, finish, list, startAgain, workersOf } from './checks.ts'
import { advance } from './clock.ts'
import { letLoose, newLedger } from './clients.ts'
import { ACTIVITY, loaded, machineArn, MACHINES } from './machines.ts'

/** A minute with 64 clients as CI has it; otherwise a few, and so many steps of each. */
const MINUTE = 60_000
const STEPS = 60
const CLIENTS = isSweep ? 64 : 8

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

async function held(): Promise<number> {
  // What has just been closed is let go in turns of its own.
  for (let turn = 0; turn < 3; turn++) {
    await new Promise(resolve => setTimeout(resolve, 20))
    collect()
  }
  return process.memoryUsage().heapUsed
}

function duration(): (steps: number) => boolean {
  const end = performance.now() + MINUTE
  return steps => isSweep ? performance.now() < end : steps < STEPS
}

/** So much that what is kept of executions is more than what a process of this kind takes now and then. */
const large = () => JSON.stringify('x'.repeat(20_000))

/** Time is what the clients make of it, so that nobody is missed because the machine is busy. */
async function open() {
  const faults: unknown[] = []
  const server = await serving({ clock: 'manual', pollMilliseconds: 10, keep: 1_000_000, machines: loaded, onFault: fault => faults.push(fault) })
  await call(server.port, 'CreateActivity', { name: 'pack' })
  return { ...server, faults }
}

/** Ends what waits, and goes on to when nobody is told of any of it any more. */
async function forget(port: number): Promise<void> {
  for (const machine of MACHINES) for (const { executionArn } of await list(port, machine, 'RUNNING')) await call(port, 'StopExecution', { executionArn })
  await advance(port, '91d')
  const { json } = await call(port, 'StartExecution', { stateMachineArn: machineArn('approvals') })
  await call(port, 'StopExecution', { executionArn: json.executionArn })
}

// An unhandled rejection of the server fails the run: it is in this process.
describe('many clients whose lines are cut at random', () => {
  it('lose no execution that was accepted, and no history', { timeout: 900_000 }, async () => {
    const { port, faults, account } = await open()
    const ledger = newLedger()
    await letLoose(port, ledger, { clients: CLIENTS, prefix: 'c', goesOn: duration() })
    expect(ledger.operations).toBeGreaterThan(CLIENTS * STEPS * 0.9)
    expect(ledger.cut).toBeGreaterThan(ledger.operations * 0.05)
    await startAgain(port, ledger)
    await finish(port)

    const listed = await checkLists(port, ledger)
    const lost = new Set(ledger.lost.values())
    let found = 0
    for (const one of listed) {
      const events = await checkHistory(port, one)
      if (!one.executionArn.includes(':orders:')) continue
      expect(one.status, one.executionArn).toMatch(/^(?:SUCCEEDED|ABORTED)$/)
      const workers = workersOf(events)
      // No worker gets a task twice, and what a lost one had is another's, or was stopped.
      expect(new Set(workers.map(({ worker }) => worker)).size).toBe(workers.length)
      for (const [index, { worker, end }] of workers.entries()) {
        if (!lost.has(worker)) continue
        found++
        expect(['ActivityTimedOut', 'ExecutionAborted'], worker).toContain(end)
        if (one.status === 'SUCCEEDED') expect(workers.length, worker).toBeGreaterThan(index + 1)
      }
      if (one.status === 'SUCCEEDED') expect(workers.at(-1)!.end).toBe('ActivitySucceeded')
    }
    expect(found).toBe(lost.size)
    expect(lost.size).toBeGreaterThan(0)
    expect(new Set(ledger.given.map(({ token }) => token)).size).toBe(ledger.given.length)
    expect([...ledger.accepted.values()].filter(count => count !== 1)).toEqual([])
    const { queue } = (await account()).activities.get(ACTIVITY)!
    await expect.poll(() => queue.waiting).toBe(0)
    expect(faults).toEqual([])
  })

  it('leave no memory behind when what they started is forgotten', { timeout: 900_000 }, async () => {
    const { port } = await open()
    const load = async (prefix: string) => {
      await letLoose(port, newLedger(), { clients: CLIENTS, prefix, goesOn: steps => steps < STEPS, input: large })
      await finish(port)
    }
    await load('first')
    await forget(port)
    const before = await held()
    await load('second')
    const full = await held()
    await forget(port)
    const after = await held()
    expect(after - before).toBeLessThan((full - before) / 4)
  })
})
