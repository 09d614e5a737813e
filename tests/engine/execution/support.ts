import { Clock, type Execution, type ExecutionOptions, type Json, prepare, type PrepareOptions, startExecution, type StateMachineDefinition, type TaskHandler } from '../../../engine/asl/index.ts'
import { seededRandom } from '../../../engine/simulation/index.ts'

/** Starts an execution on a clock of its own, without running it. */
export function start(definition: object, options: Partial<ExecutionOptions> & { machine?: PrepareOptions } = {}): { clock: Clock, execution: Execution } {
  const { machine, ...rest } = options
  const clock = options.clock ?? new Clock()
  const execution = startExecution(prepare(definition as StateMachineDefinition, machine), {
    input: {},
    random: seededRandom(1),
    tasks: call => void call.crash('no task was expected'),
    ...rest,
    clock,
  })
  return { clock, execution }
}

/** Runs an execution to its end. */
export async function run(definition: object, options: Parameters<typeof start>[1] = {}): Promise<Execution> {
  const { clock, execution } = start(definition, options)
  await clock.run()
  return execution
}

/** Answers the attempts of all tasks in order, a string being the name of an error. */
export function answers(...list: (string | { output: Json })[]): TaskHandler {
  let next = 0
  return (call) => {
    const answer = list[next++]
    if (answer === undefined) call.crash('one attempt too many')
    else if (typeof answer === 'string') call.fail(answer, `${answer} happened`)
    else call.succeed(answer.output)
  }
}

export function types(execution: Execution): string[] {
  return execution.events.map(({ type }) => type)
}

export const lambda = 'arn:aws:states:::lambda:invoke'
export const callback = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken'
