import { expect, test } from 'vitest'
import { lambda, run, start, types } from './support.ts'

const task = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Task', Resource: lambda, Parameters: {}, End: true } } })

test('a failing branch calls off its siblings, nested ones first, and their tasks hear of it', async () => {
  const abandoned: string[] = []
  const execution = await run({
    StartAt: 'P',
    States: {
      P: {
        Type: 'Parallel',
        Branches: [
          task('Fails'),
          { StartAt: 'Inner', States: { Inner: { Type: 'Parallel', Branches: [task('Deep'), { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 1000, End: true } } }], End: true } } },
        ],
        End: true,
      },
    },
  }, {
    tasks: (call) => {
      call.onAbandoned(() => abandoned.push(call.state))
      if (call.state === 'Fails') call.after(1000, () => call.fail('Bad'))
    },
  })
  expect(types(execution).slice(-7)).toEqual(['TaskFailed', 'TaskStateAborted', 'TaskStateAborted', 'WaitStateAborted', 'ParallelStateAborted', 'ParallelStateFailed', 'ExecutionFailed'])
  expect(abandoned).toEqual(['Deep'])
  expect(execution.endedAt! - execution.startedAt).toBe(1000)
})

test('stopping an execution calls off everything in it', async () => {
  const abandoned: string[] = []
  const { clock, execution } = start(
    { StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [task('A'), task('B')], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'S' }], End: true }, S: { Type: 'Succeed' } } },
    { tasks: call => call.onAbandoned(() => abandoned.push(call.state)) },
  )
  await clock.run(clock.now + 1000)
  execution.stop()
  await clock.run()
  expect([execution.status, abandoned, clock.nextTimer]).toEqual(['ABORTED', ['A', 'B'], undefined])
})

test('an answer after the end changes nothing', async () => {
  const execution = await run(
    { StartAt: 'T', States: { T: { Type: 'Task', Resource: lambda, Parameters: {}, TimeoutSeconds: 1, End: true } } },
    {
      tasks: (call) => {
        call.onAbandoned(() => expect(call.succeed('late')).toBe(false))
      },
    },
  )
  expect(execution.error).toBe('States.Timeout')
})
