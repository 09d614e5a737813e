import type { Json, TaskRequest } from '../../asl/index.ts'

/** How tasks find their mocks, where these were written for other states than the ones that run. */
export interface MockResolver {
  /** Under which name mocks and callbacks know a task; its state's by default. */
  nameOf: (request: TaskRequest) => string
  /** A mocked result as this task would get it; it is the mock's own by default. */
  resultFor: (request: TaskRequest, result: Json) => Json
}
