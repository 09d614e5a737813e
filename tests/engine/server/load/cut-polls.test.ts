import { spawn } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { call, serving } from '../serving.ts'
import { advance } from './clock.ts'
import { ACTIVITY, executionArn, loaded, machineArn } from './machines.ts'
import { workersOf } from './checks.ts'

function poll(workerName: string): string {
  const body = JSON.stringify({ activityArn: ACTIVITY, workerName })
  return `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: AWSStepFunctions.GetActivityTask\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

async function packing() {
  const { port, account } = await serving({ clock: 'manual', pollMilliseconds: 20_000, machines: loaded })
  await call(port, 'CreateActivity', { name: 'pack' })
  const { queue } = (await account()).activities.get(ACTIVITY)!
  const waiting = (count: number) => expect.poll(() => queue.waiting).toBe(count)
  const start = () => call(port, 'StartExecution', { stateMachineArn: machineArn('orders'), name: 'one' })
  const history = async () => (await call(port, 'GetExecutionHistory', { executionArn: executionArn('orders', 'one') })).json.events as any[]
  return { port, waiting, start, history, take: async (workerName: string) => (await call(port, 'GetActivityTask', { activityArn: ACTIVITY, workerName })).json.taskToken as string | null }
}

/** A worker in a process of its own that does what `then` says with its answer. */
function worker(port: number, then: string): ReturnType<typeof spawn> {
  return spawn(process.execPath, ['-e', `
    const socket = require('node:net').connect(${port}, '127.0.0.1', () => socket.write(${JSON.stringify(poll('first'))}))
    socket.on('data', () => { ${then} })
  `], { stdio: ['ignore', 'pipe', 'inherit'] })
}

describe('a worker that is gone before it has an answer', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['has destroyed its line', socket => socket.destroy()],
    ['has reset it', socket => socket.resetAndDestroy()],
    ['has ended it', socket => socket.end()],
  ])('and %s gets no task: the next one does', async (_how, leave) => {
    const { port, waiting, start, history, take } = await packing()
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    socket.write(poll('first'))
    await waiting(1)
    leave(socket)
    await waiting(0)
    await start()
    expect(await take('second')).toEqual(expect.any(String))
    expect(workersOf([...await history(), { type: 'ExecutionRuns' }]).map(one => one.worker)).toEqual(['second'])
  })

  it('gets none for what it has asked for on the same line meanwhile', async () => {
    const { port, waiting, start, take } = await packing()
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    socket.write(poll('first') + poll('first again'))
    await waiting(2)
    socket.destroy()
    await waiting(0)
    await start()
    expect(await take('second')).toEqual(expect.any(String))
  })

  it('gets none where its process was killed', async () => {
    const { port, waiting, start, take } = await packing()
    const first = worker(port, '')
    await waiting(1)
    first.kill('SIGKILL')
    await waiting(0)
    await start()
    expect(await take('second')).toEqual(expect.any(String))
  })
})

describe('a worker that is killed with a task in its hands', () => {
  it('is missed when its heartbeat is, and another one gets the task', async () => {
    const { port, waiting, start, history, take } = await packing()
    const first = worker(port, 'process.kill(process.pid, "SIGKILL")')
    await waiting(1)
    const killed = new Promise(resolve => first.once('close', (_code, signal) => resolve(signal)))
    await start()
    expect(await killed).toBe('SIGKILL')
    await advance(port, '29s')
    expect((await history()).map(({ type }) => type)).not.toContain('ActivityTimedOut')
    await advance(port, '2s')
    const taskToken = await take('second')
    await call(port, 'SendTaskSuccess', { taskToken, output: '1' })
    expect(workersOf(await history())).toEqual([{ worker: 'first', end: 'ActivityTimedOut' }, { worker: 'second', end: 'ActivitySucceeded' }])
  })
})
