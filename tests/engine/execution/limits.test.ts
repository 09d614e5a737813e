import { promiseHooks } from 'node:v8'
import { expect, test } from 'vitest'
import { lambda, run, start, types } from './support.ts'

const loop = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } }

test('the history ends with its 25,000th event', async () => {
  const execution = await run(loop)
  expect(execution.events).toHaveLength(25_000)
  expect(execution.events.at(-1)).toMatchObject({ id: 25_000, type: 'ExecutionFailed', executionFailedEventDetails: { error: 'States.Runtime' } })
})

test('ids count up by one and every event follows an earlier one', async () => {
  const execution = await run(loop, { limits: { events: 1000 } })
  expect(execution.events.every(({ id, previousEventId }, index) => id === index + 1 && previousEventId < id)).toBe(true)
})

test('a Map too long for the history fails in the middle', async () => {
  const execution = await run({
    StartAt: 'M',
    States: { M: { Type: 'Map', ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, End: true } },
  }, { input: Array.from({ length: 7000 }, (_, index) => index) })
  expect(execution.status).toBe('FAILED')
  expect(execution.events).toHaveLength(25_000)
  expect(execution.cause).toContain('25000')
})

const echo = (size: number) => run(
  { StartAt: 'T', States: { T: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:f', End: true } } },
  { tasks: call => void call.succeed('x'.repeat(size - 2)) },
)

test('a task result may have 262,144 bytes and no more', async () => {
  expect((await echo(262_144)).status).toBe('SUCCEEDED')
  const execution = await echo(262_145)
  expect([execution.status, execution.error]).toEqual(['FAILED', 'States.DataLimitExceeded'])
  expect(types(execution)).toContain('LambdaFunctionFailed')
})

test('bytes are those of UTF-8', async () => {
  const execution = await run(
    { StartAt: 'T', States: { T: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:f', End: true } } },
    { tasks: call => void call.succeed('🙂'.repeat(70_000)) },
  )
  expect(execution.error).toBe('States.DataLimitExceeded')
})

test('a state output too large fails the state that made it, and States.ALL does not catch it', async () => {
  const execution = await run({
    StartAt: 'P',
    States: {
      P: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { 'a.$': '$', 'b.$': '$' }, End: true } } }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'No' }],
        End: true,
      },
      No: { Type: 'Succeed' },
    },
  }, { input: 'x'.repeat(200_000) })
  expect([execution.status, execution.error]).toEqual(['FAILED', 'States.DataLimitExceeded'])
  expect(execution.cause).toContain('\'A\'')
})

test('at most 40 iterations of an inline Map run at the same time', async () => {
  let running = 0
  let most = 0
  const execution = await run({
    StartAt: 'M',
    States: { M: { Type: 'Map', MaxConcurrency: 100, ItemProcessor: { StartAt: 'T', States: { T: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: {}, End: true } } }, End: true } },
  }, {
    input: Array.from({ length: 100 }, (_, index) => index),
    tasks: (call) => {
      most = Math.max(most, ++running)
      call.after(1000, () => {
        running--
        call.succeed({})
      })
    },
  })
  expect([execution.status, most]).toEqual(['SUCCEEDED', 40])
})

test('a Standard execution stays open for a year, an Express one for five minutes', async () => {
  const waiting = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 40_000_000, End: true } } }
  for (const [type, seconds] of [['STANDARD', 365 * 86_400], ['EXPRESS', 300]] as const) {
    const execution = await run(waiting, { machine: { type } })
    expect([execution.status, (execution.endedAt! - execution.startedAt) / 1000]).toEqual(['TIMED_OUT', seconds])
  }
})

test('a handler that throws ends the execution, not the program', async () => {
  const { clock, execution } = start(
    { StartAt: 'T', States: { T: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: {}, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'S' }], End: true }, S: { Type: 'Succeed' } } },
    { tasks: () => { throw new TypeError('boom') } },
  )
  await clock.run()
  expect([execution.status, execution.error]).toEqual(['FAILED', 'States.Runtime'])
  expect(execution.cause).toContain('boom')
})

test('a value nested a hundred thousand deep ends the execution, not the program', async () => {
  let deep: unknown = 1
  for (let index = 0; index < 100_000; index++) deep = [deep]
  const execution = await run(
    { StartAt: 'T', States: { T: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:f', End: true } } },
    { tasks: call => void call.succeed(deep as never) },
  )
  expect(() => JSON.stringify(execution.events)).not.toThrow()
  expect([execution.status, execution.error]).toEqual(['FAILED', 'States.DataLimitExceeded'])
})

test('a strand that has evaluated many expressions keeps no more waiting than one that has evaluated a few', async () => {
  let waiting = 0
  const seen: number[] = []
  const stop = promiseHooks.createHook({ init: () => { waiting++ }, settled: () => { waiting-- } }) as () => void
  const execution = await run({
    QueryLanguage: 'JSONata',
    StartAt: 'T',
    States: {
      T: { Type: 'Task', Resource: lambda, Arguments: { FunctionName: '{% $join(["f"]) %}' }, Output: '{% $states.input.a.b + "x" %}', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'T' }], End: true },
    },
  }, { machine: { type: 'EXPRESS' }, limits: { expressTransitions: 40 }, tasks: (call) => {
    seen.push(waiting)
    call.succeed({})
  } })
  stop()
  expect(execution.status).toBe('TIMED_OUT')
  expect(seen).toHaveLength(40)
  expect(seen.at(-1)).toBe(seen[1])
})
