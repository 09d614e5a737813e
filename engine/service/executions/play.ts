/** Executions of a `<state machine ARN>#<case>`. */

import type { Execution, ExecutionObserver, ExecutionOptions, Json, StateMachine } from '../../asl/index.ts'
import { launch } from '../../simulation/run/launch.ts'
import type { Account } from '../account/account.ts'
import type { Machine } from '../account/entities.ts'

interface PlayRequest {
  prepared: StateMachine
  input: Json
  options: Partial<ExecutionOptions>
  observer: ExecutionObserver
  /** Told of executions that a case's own services start. */
  nested: (execution: Execution) => void
}

/**
 * Starts an execution that plays a case: one of the machine's own, which brings its services, scripted answers and seed with it, or one of the mock file.
 *
 * @throws MockFileError where there is none of that name; StartRefused
 */
export function play(account: Account, machine: Machine, name: string, { prepared, input, options, observer, nested }: PlayRequest): Execution {
  const { clock, world } = account
  const observing = (journal: ExecutionObserver): ExecutionObserver => both(observer, journal)
  const own = machine.cases?.get(name)
  if (own) return own.launch({ machine: prepared, input, clock, tokens: world.tokens, options, observing, nested }).execution
  const { tasks, objects } = machine.answers ?? account.answers
  const script = { name: machine.name, mocks: account.mockFile ?? { StateMachines: {}, MockedResponses: {} }, mockCase: name, input, tasks, objects, seed: Math.floor(account.random() * 2 ** 32) }
  return launch(prepared, script, { clock, observing, options: { ...options, tokens: world.tokens } }).execution
}

/** A mocked token is answered by its script: nobody outside is at work on it, so that only the journal is told. */
function both({ recorded, ended, taskClosed }: ExecutionObserver, journal: ExecutionObserver): ExecutionObserver {
  return { ...journal, ...(recorded ? { recorded } : {}), ...(ended ? { ended } : {}), ...(taskClosed ? { taskClosed } : {}) }
}
