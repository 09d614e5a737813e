import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json, TaskHandler } from '../../../engine/asl/index.ts'
import { fuzz } from '../fuzz.ts'
import { callback, lambda, start } from './support.ts'

// What is kept of a child of a Map Run that has failed is far less than the child. A redrive must go on from it as it would from the child itself.

const context = { 'at.$': '$$.State.EnteredTime', 'started.$': '$$.Execution.StartTime', 'redrives.$': '$$.Execution.RedriveCount', 'name.$': '$$.Execution.Name', 'retries.$': '$$.State.RetryCount' }
const task = (more: object) => ({ Type: 'Task', Resource: lambda, Parameters: { 'all.$': '$', ...context, 'n.$': '$n' }, ResultPath: '$.done', Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }], TimeoutSeconds: 20, ...more })
const set = { Type: 'Pass', Assign: { 'n.$': '$$.Execution.RedriveCount' } }

/** What children do: tasks after one another, in branches, in iterations, in children of their own, with waits and variables in between. */
const processors: Record<string, object> = {
  chain: { StartAt: 'S', States: { S: { ...set, Next: 'W' }, W: { Type: 'Wait', Seconds: 3, Next: 'A' }, A: task({ Next: 'B' }), B: task({ End: true }) } },
  branches: {
    StartAt: 'S',
    States: {
      S: { ...set, Next: 'P' },
      P: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'X', States: { X: { Type: 'Pass', Assign: { own: 1 }, Next: 'A' }, A: task({ Parameters: { 'own.$': '$own', 'n.$': '$n' }, End: true }) } }, { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1, Next: 'B' }, B: task({ End: true }) } }],
        Next: 'C',
      },
      C: task({ End: true }),
    },
  },
  iterations: {
    StartAt: 'S',
    States: {
      S: { ...set, Next: 'M' },
      M: { Type: 'Map', ItemsPath: '$.list', MaxConcurrency: 2, ItemProcessor: { StartAt: 'A', States: { A: task({ Parameters: { 'all.$': '$', 'item.$': '$$.Map.Item.Index' }, ResultPath: null, Next: 'P' }), P: { Type: 'Parallel', Branches: [{ StartAt: 'B', States: { B: task({ Parameters: { 'b.$': '$' }, End: true }) } }], End: true } } }, End: true },
    },
  },
  nested: { StartAt: 'S', States: { S: { ...set, Next: 'M' }, M: { Type: 'Map', ItemsPath: '$.list', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'A', States: { A: { Type: 'Task', Resource: lambda, Parameters: { 'a.$': '$' }, End: true } } }, End: true } } },
  fails: { StartAt: 'A', States: { A: { Type: 'Task', Resource: lambda, Parameters: context, ResultPath: '$.a', Next: 'Ok?' }, 'Ok?': { Type: 'Choice', Choices: [{ Variable: '$.a', IsNumeric: true, Next: 'Done' }], Default: 'Bad' }, 'Done': { Type: 'Succeed' }, 'Bad': { Type: 'Fail', Error: 'Bad' } } },
  callbacks: { StartAt: 'S', States: { S: { ...set, Next: 'A' }, A: { Type: 'Task', Resource: callback, Parameters: { 'token.$': '$$.Task.Token', ...context, 'retries.$': '$$.State.RetryCount' }, HeartbeatSeconds: 5, End: true } } },
}

/** Everything that can be seen of a Map Run and what it calls, over a number of redrives. */
async function play(processor: string, answers: readonly (Json | string)[], { redrives, stopAt, keepsChildren }: { redrives: number, stopAt: number, keepsChildren: boolean }): Promise<unknown> {
  const calls: unknown[] = []
  let next = 0
  const tasks: TaskHandler = (call) => {
    const answer = answers[next++ % answers.length]!
    calls.push([call.state, call.branch.join('/'), call.retryCount, call.parameters, call.taskToken])
    if (answer === 'hang') return
    if (typeof answer === 'string') call.fail(answer, `${answer} happened`)
    else call.succeed(answer)
  }
  const machine = { StartAt: 'M', States: { M: { Type: 'Map', MaxConcurrency: 2, ToleratedFailureCount: 1, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...processors[processor] }, End: true } } }
  const { clock, execution } = start(machine, { input: [1, 2, 3, 4].map(k => ({ k, list: [k, k + 1, k + 2] })), tasks, keepsChildren })
  const seen: unknown[] = []
  for (let redrive = 0; redrive <= redrives; redrive++) {
    if (redrive === 1) {
      await clock.run(clock.now + stopAt * 1000)
      execution.stop('Stopped')
    }
    await clock.run()
    const [run] = execution.mapRuns
    seen.push(
      [execution.status, execution.error, execution.cause, execution.output, execution.events, clock.now],
      run && [run.status, run.redriveCount, run.executionCounts, run.itemCounts],
      run && Array.from(run.children, child => child && [child.arn, child.name, child.machineArn, child.input, child.status, child.output, child.error, child.cause, child.startedAt, child.endedAt, child.redriveCount]),
    )
    execution.redrive()
  }
  return { seen, calls }
}

test('a redrive goes on from what is kept of a child as from the child itself', async () => {
  const answer = fc.constantFrom<Json | string>(1, 1, { ok: true }, 'Bad', 'Busy', 'hang')
  const how = fc.record({ redrives: fc.integer({ min: 1, max: 3 }), stopAt: fc.integer({ min: 0, max: 8 }) })
  await fc.assert(fc.asyncProperty(fc.constantFrom(...Object.keys(processors)), fc.array(answer, { minLength: 1, maxLength: 12 }), how, async (processor, answers, more) => {
    expect(await play(processor, answers, { ...more, keepsChildren: false })).toEqual(await play(processor, answers, { ...more, keepsChildren: true }))
  }), fuzz(150))
})
