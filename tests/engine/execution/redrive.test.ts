import { expect, test } from 'vitest'
import { heldBy } from '../../../scripts/bench/engine/measure.ts'
import { answers, lambda, start, types } from './support.ts'

const chain = {
  StartAt: 'A',
  States: {
    A: { Type: 'Task', Resource: lambda, Parameters: {}, ResultPath: '$.a', Next: 'B' },
    B: { Type: 'Task', Resource: lambda, Parameters: {}, ResultPath: '$.b', Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }], End: true },
  },
}

test('goes on from the failed state with the same input, and its retries start anew', async () => {
  const { clock, execution } = start(chain, { tasks: answers({ output: 1 }, 'Busy', 'Busy', 'Busy', { output: 2 }) })
  await clock.run()
  expect(execution.status).toBe('FAILED')
  const before = execution.events.length
  expect(execution.redrive()).toBeUndefined()
  await clock.run()
  expect([execution.status, execution.output]).toEqual(['SUCCEEDED', { a: 1, b: 2 }])
  expect(types(execution).slice(before)).toEqual([
    'ExecutionRedriven', 'TaskScheduled', 'TaskStarted', 'TaskFailed', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited', 'ExecutionSucceeded',
  ])
  expect(execution.events[before]!.executionRedrivenEventDetails).toEqual({ redriveCount: 1 })
})

test('runs only the branches that did not succeed', async () => {
  const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Task', Resource: lambda, Parameters: {}, End: true } } })
  const { clock, execution } = start({ StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [branch('X'), branch('Y')], End: true } } }, { tasks: answers({ output: 'x' }, 'Bad', { output: 'y' }) })
  await clock.run()
  expect(execution.status).toBe('FAILED')
  execution.redrive()
  await clock.run()
  expect(execution.output).toEqual(['x', 'y'])
})

test('runs only the iterations that did not succeed', async () => {
  const { clock, execution } = start({
    StartAt: 'M',
    States: { M: { Type: 'Map', MaxConcurrency: 1, ItemProcessor: { StartAt: 'T', States: { T: { Type: 'Task', Resource: lambda, Parameters: {}, End: true } } }, End: true } },
  }, { input: [1, 2, 3], tasks: answers({ output: 'a' }, 'Bad', { output: 'b' }, { output: 'c' }) })
  await clock.run()
  expect(execution.status).toBe('FAILED')
  execution.redrive()
  await clock.run()
  expect(execution.output).toEqual(['a', 'b', 'c'])
})

test('runs only the children of a Map Run that did not succeed', async () => {
  const { clock, execution } = start({
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        MaxConcurrency: 1,
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'T', States: { T: { Type: 'Task', Resource: lambda, Parameters: {}, End: true } } },
        End: true,
      },
    },
  }, { input: [1, 2, 3], tasks: answers({ output: 'a' }, 'Bad', { output: 'b' }, { output: 'c' }) })
  await clock.run()
  expect([execution.status, execution.error]).toEqual(['FAILED', 'States.ExceedToleratedFailureThreshold'])
  const before = execution.events.length
  execution.redrive()
  await clock.run()
  expect(execution.output).toEqual(['a', 'b', 'c'])
  expect(types(execution).slice(before)).toEqual(['ExecutionRedriven', 'MapRunRedriven', 'MapRunSucceeded', 'MapStateSucceeded', 'MapStateExited', 'ExecutionSucceeded'])
  expect(execution.mapRuns).toHaveLength(1)
  expect(execution.mapRuns[0]!.itemCounts).toMatchObject({ succeeded: 3, failed: 0, total: 3, pending: 0, running: 0 })
})

test('what is left of a child that has ended is what can still be asked for, and what a redrive needs', async () => {
  const child = { StartAt: 'T', States: { T: { Type: 'Task', Resource: lambda, Parameters: {}, End: true } } }
  const each = (ExecutionType: string) => ({
    StartAt: 'M',
    States: { M: { Type: 'Map', MaxConcurrency: 1, ToleratedFailureCount: 1, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType }, ...child }, Next: 'After' }, After: { Type: 'Succeed' } },
  })
  const play = (type: string) => start(each(type), { input: [1, 2, 3], tasks: answers({ output: 'a' }, 'Bad', 'Bad', 'Bad', { output: 'c' }) })
  for (const type of ['STANDARD', 'EXPRESS']) {
    const { clock, execution } = play(type)
    await clock.run()
    expect([execution.status, execution.error]).toEqual(['FAILED', 'States.ExceedToleratedFailureThreshold'])
    const [run] = execution.mapRuns
    const held = () => [0, 1, 2].map(index => run!.children.execution(index) !== undefined)
    expect(held()).toEqual([false, false, false])
    expect([0, 1, 2].map(index => run!.children.stopped(index) !== undefined)).toEqual(type === 'STANDARD' ? [false, true, true] : [false, false, false])
    expect(Array.from(run!.children, one => [one!.status, one!.output, one!.error, one!.input, one!.redriveCount])).toEqual([
      ['SUCCEEDED', 'a', undefined, 1, 0], ['FAILED', undefined, 'Bad', 2, 0], ['FAILED', undefined, 'Bad', 3, 0],
    ])
    const [first, second] = Array.from(run!.children)
    expect(first!.arn.replace(first!.name, '')).toBe(second!.arn.replace(second!.name, ''))
    expect([first!.machineArn, first!.endedAt]).toEqual([second!.machineArn, second!.endedAt])
    execution.redrive()
    await clock.run()
    // One fails again, which is borne; the Map has succeeded then, and nobody can redrive its children.
    expect(held()).toEqual([false, false, false])
    expect([0, 1, 2].map(index => run!.children.stopped(index))).toEqual([undefined, undefined, undefined])
    expect(Array.from(run!.children, one => [one!.status, one!.output, one!.redriveCount])).toEqual([
      ['SUCCEEDED', 'a', 0], ['FAILED', undefined, type === 'STANDARD' ? 1 : 0], ['SUCCEEDED', 'c', type === 'STANDARD' ? 1 : 0],
    ])
  }
})

test('a Map Run of many children holds little more than their inputs', async () => {
  const items = Array.from({ length: 20_000 }, (_, index) => index)
  const processor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }
  const { clock, execution } = start({ StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor: processor, End: true } } }, { input: items })
  const bytes = await heldBy(async () => {
    await clock.run()
    return execution
  })
  expect(execution.output).toEqual(items)
  expect(bytes / items.length).toBeLessThan(150)
})

test('a Map Run of many children that fail and may be redriven holds little more than their inputs', async () => {
  const items = Array.from({ length: 20_000 }, (_, index) => index)
  const processor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'T', States: { T: { Type: 'Task', Resource: lambda, Parameters: {}, End: true } } }
  const machine = { StartAt: 'M', States: { M: { Type: 'Map', ToleratedFailureCount: items.length - 1, ItemProcessor: processor, End: true } } }
  const { clock, execution } = start(machine, { input: items, tasks: call => void call.fail('Bad', 'no') })
  const bytes = await heldBy(async () => {
    await clock.run()
    return execution
  })
  expect(execution.mapRuns[0]!.executionCounts.failed).toBe(items.length)
  expect(execution.status).toBe('FAILED')
  expect(bytes / items.length).toBeLessThan(350)
})

test('works after a stop and after a timeout', async () => {
  const waiting = { TimeoutSeconds: 100, StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 90, Next: 'T' }, T: { Type: 'Task', Resource: lambda, Parameters: {}, End: true } } }
  const { clock, execution } = start(waiting, { tasks: answers({ output: 1 }) })
  await clock.run(clock.now + 10_000)
  expect(execution.stop('Me', 'enough')).toBe(true)
  expect(execution.stop()).toBe(false)
  expect(execution.redrive()).toBeUndefined()
  await clock.run()
  expect(execution.status).toBe('SUCCEEDED')
})

test('is refused when the execution runs, has succeeded, is Express, or ended over 14 days ago', async () => {
  const { clock, execution } = start(chain, { tasks: answers({ output: 1 }, { output: 2 }) })
  expect(execution.redrive()).toEqual({ exception: 'ExecutionNotRedrivable', message: 'Execution is RUNNING and cannot be redriven' })
  await clock.run()
  expect(execution.redrive()?.message).toBe('Execution is SUCCEEDED and cannot be redriven')

  const failing = { StartAt: 'F', States: { F: { Type: 'Fail' } } }
  const express = start(failing, { machine: { type: 'EXPRESS' } })
  await express.clock.run()
  expect(express.execution.redrive()?.message).toContain('Express')

  const old = start(failing)
  await old.clock.run()
  await old.clock.run(old.clock.now + 15 * 86_400_000)
  expect(old.execution.redrive()?.message).toBe('Execution redrivable period exceeded')
})
