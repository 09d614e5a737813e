import type { ApiModels } from '../../asl/api-models/index.ts'
import type { Json } from '../../asl/index.ts'
import type { TaskCall, TaskHandler } from '../../asl/execution/task/task-handler.ts'
import { answerOf } from './model-answer.ts'
import { knownResponse, plausibleResponse } from './plausible-response.ts'

/** Answers every task at once with what its service plausibly would: for trying a definition whose services are not there. */
export const plausibleTasks: TaskHandler = call => answer(call, plausibleResponse(call.integration, call.parameters))

/**
 * The same with the services' API models at hand: what nothing else is known of is answered as its model has it.
 *
 * @param models the APIs
 * @param unknown told of every call that neither knows, which is answered with `{}`; a callback may answer anything
 */
export function plausibleTasksOf(models: ApiModels, unknown: (call: TaskCall) => void): TaskHandler {
  return (call) => {
    const response = knownResponse(call.integration, call.parameters) ?? answerOf(models, call.integration)
    if (response === undefined && call.taskToken === undefined) unknown(call)
    answer(call, response ?? {})
  }
}

function answer(call: TaskCall, response: Json): void {
  if (call.integration.pattern !== 'request-response') call.submitted(response)
  call.succeed(response)
}
