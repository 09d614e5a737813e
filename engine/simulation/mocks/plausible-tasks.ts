import type { TaskHandler } from '../../asl/execution/task-handler.ts'
import { plausibleResponse } from './plausible-response.ts'

/** Answers every task at once with what its service plausibly would: for trying a definition whose services are not there. */
export const plausibleTasks: TaskHandler = (call) => {
  const response = plausibleResponse(call.integration, call.parameters)
  if (call.integration.pattern !== 'request-response') call.submitted(response)
  call.succeed(response)
}
