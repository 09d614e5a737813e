import type { JsonObject, TaskHandler } from '../../asl/index.ts'
import { unanswered } from './mock-tasks.ts'
import type { S3 } from '../account/services/s3.ts'
import { s3Actions } from '../account/services/s3-actions.ts'
import { errorCause, errorName, ServiceError } from '../account/services/service.ts'

/**
 * Answers tasks that call S3 from a store, so that they see the objects that readers see.
 *
 * @param store the objects
 * @param otherwise answers all other tasks; without it they end the execution, as without any mocks
 */
export function storedObjectTasks(store: S3, otherwise: TaskHandler = unanswered): TaskHandler {
  const answer = s3Actions(store)
  return (call) => {
    const { kind, service, action, pattern } = call.integration
    if (kind !== 'task' || service !== 's3' || pattern !== 'request-response') return otherwise(call)
    try {
      const parameters = typeof call.parameters === 'object' && call.parameters !== null ? call.parameters as JsonObject : {}
      call.succeed(answer(action, parameters, call)!)
    }
    catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown
      call.fail(errorName(call.integration, thrown.code), errorCause(call.integration, thrown))
    }
  }
}
