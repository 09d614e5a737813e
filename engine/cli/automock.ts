import { loadApiModels } from '../asl/api-models/index.ts'
import type { TaskHandler } from '../asl/index.ts'
import { plausibleTasksOf } from '../simulation/mocks/plausible-tasks.ts'

/** Answers for tasks that nobody mocks. */
export interface Automock {
  tasks: TaskHandler
  /** A sentence for every action that was called and of which nothing is known, once. */
  remarks: () => string[]
}

export async function automock(): Promise<Automock> {
  const unknown = new Map<string, string>()
  const tasks = plausibleTasksOf(await loadApiModels(), ({ integration, state }) => {
    if (!unknown.has(integration.arn)) unknown.set(integration.arn, state)
  })
  return {
    tasks,
    remarks: () => [...unknown].map(([arn, state]) => `--automock does not know what ${arn} answers: ${state} got {}; a mock file can say it, with --mocks FILE --case NAME`),
  }
}
