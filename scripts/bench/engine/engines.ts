import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Clock, prepare, startExecution, type Json, type StateMachineDefinition } from '../../../engine/asl/index.ts'
import { seededRandom } from '../../../engine/simulation/index.ts'
import { RETRYING, type Workload } from './workloads.ts'

/** Runs all executions of a workload and gives their outputs. The definition has been prepared. */
export type Engine = () => Promise<Json[]>

/**
 * Ours, with full history. What a history holds is turned into AWS's events when somebody looks: with `read`, somebody
 * does after every execution; without, it is kept and nobody does, as with the other engine's log.
 */
export function ours({ definition, inputs, failures }: Workload, { read }: { read: boolean }): Engine {
  const machine = prepare(definition as unknown as StateMachineDefinition)
  return async () => {
    const outputs: Json[] = []
    for (const input of inputs) {
      const clock = new Clock()
      const execution = startExecution(machine, {
        clock,
        input,
        random: seededRandom(1),
        tasks: (call) => void (call.retryCount < failures ? call.fail('Busy', 'Try again.') : call.succeed({ done: true })),
      })
      await clock.run()
      const last = (read ? execution.events : execution.records).at(-1)
      if (last?.type !== 'ExecutionSucceeded') throw new Error(`${execution.status}: ${execution.cause}`)
      outputs.push(execution.output!)
    }
    return outputs
  }
}

interface PeerMachine {
  run(input: Json, options: object): { result: Promise<Json> }
}

/**
 * The published engine, told to wait no time before retries. Its log of events is written, and nobody reads it.
 * @param bench the folder bench/, where it is installed
 */
export async function theirs(bench: string): Promise<(workload: Workload) => Engine> {
  const file = join(bench, 'node_modules', 'aws-local-stepfunctions', 'build', 'main.node.esm.js')
  const { StateMachine } = await import(pathToFileURL(file).href) as { StateMachine: new (definition: object) => PeerMachine }
  return ({ definition, inputs, failures }) => {
    const machine = new StateMachine(definition)
    return async () => {
      const outputs: Json[] = []
      for (const input of inputs) {
        let attempts = 0
        const work = (): Json => {
          if (attempts++ >= failures) return { done: true }
          throw Object.assign(new Error('Try again.'), { name: 'Busy' })
        }
        const { result } = machine.run(input, { overrides: { taskResourceLocalHandlers: { Work: work }, retryIntervalOverrides: { [RETRYING]: 0 } } })
        outputs.push(await result)
      }
      return outputs
    }
  }
}
