import type { Clock, Json, TaskCall, TaskHandler } from '../asl/index.ts'
import { submissionOf } from '../simulation/mocks/plausible-response.ts'

/** What a function is told of the task that it answers. */
export interface TaskInfo {
  state: string
  /** The state's Resource. */
  resource: string
  /** How many attempts of this visit came before. */
  retryCount: number
  /** With `.waitForTaskToken`. */
  taskToken?: string
}

/**
 * Answers a task as the service would: for `lambda:invoke` with `{ Payload: … }`. What it throws is the task's error: the name of the error is the
 * error's name, its message the cause. Virtual time stands still while it is at work.
 *
 * @param parameters what the state sends
 * @param task which one it is
 */
export type TaskFunction = (parameters: any, task: TaskInfo) => Json | undefined | Promise<Json | undefined>

/**
 * Answers tasks by functions.
 *
 * @param functions by the names of states
 * @param clock virtual time
 * @param otherwise asked for all other states
 */
export function answeredBy(functions: Readonly<Record<string, TaskFunction>>, clock: Clock, otherwise: TaskHandler): TaskHandler {
  return (call) => {
    const answer = Object.hasOwn(functions, call.state) ? functions[call.state] : undefined
    if (!answer) return otherwise(call)
    if (call.integration.pattern !== 'request-response') call.submitted(submissionOf(call) as Json)
    // A job that answers with a promise is waited for, and nothing else happens meanwhile.
    clock.enqueue(async () => reply(call, answer))
  }
}

async function reply(call: TaskCall, answer: TaskFunction): Promise<void> {
  const { state, integration, retryCount, taskToken, parameters } = call
  try {
    const output = await answer(parameters, { state, resource: integration.arn, retryCount, ...(taskToken === undefined ? {} : { taskToken }) })
    call.succeed(output ?? null)
  }
  catch (thrown) {
    const { name, message } = thrown instanceof Error ? thrown : { name: 'Error', message: String(thrown) }
    call.fail(name, message)
  }
}
