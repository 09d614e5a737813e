import { shallowRef } from 'vue'
import { AwsError, reasonOf } from '../api/aws.ts'
import { call, said } from '../state/server.ts'

/** A task that this page has taken, as a worker does: nobody else has its token. */
export interface TakenTask {
  activityArn: string
  taskToken: string
  input: string
}

/** How long the page waits for a task; a worker would wait a minute. */
const PATIENCE = 3000

/** Until they are answered, or the page is closed. */
export const takenTasks = shallowRef<readonly TakenTask[]>([])

/** Takes the next task of an activity: whichever has waited longest. */
export async function takeTask(activityArn: string): Promise<void> {
  try {
    const { taskToken, input } = await call<{ taskToken: string | null, input: string | null }>('GetActivityTask', { activityArn, workerName: 'the page' }, AbortSignal.timeout(PATIENCE))
    if (taskToken)
      takenTasks.value = [...takenTasks.value, { activityArn, taskToken, input: input ?? '' }]
    said.value = { text: taskToken ? 'The task is yours: it waits among your tasks.' : 'There was no task.', bad: !taskToken }
  }
  catch (error) {
    said.value = { text: error instanceof AwsError ? reasonOf(error) : 'There was no task.', bad: true }
  }
}
