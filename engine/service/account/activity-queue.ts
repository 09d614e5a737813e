/** The tasks of an activity that no worker has taken yet, and the workers that wait for one: first come, first served. */

import type { Json, TaskCall } from '../../asl/index.ts'

/** A task as a worker gets it. */
export interface ActivityTask {
  taskToken: string
  input: Json
}

interface Waiter {
  workerName: string | undefined
  take: (task: ActivityTask | undefined) => void
}

/** An activity takes so many pollers at a time. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MOST_POLLERS = 1000

export class ActivityQueue {
  private readonly tasks = new Set<TaskCall>()
  private readonly waiters = new Set<Waiter>()

  add(call: TaskCall): void {
    this.tasks.add(call)
    call.onAbandoned(() => this.tasks.delete(call))
    this.match()
  }

  /** How many workers wait. */
  get waiting(): number {
    return this.waiters.size
  }

  /** Whether no more workers may wait. */
  get isFull(): boolean {
    return this.waiting >= MOST_POLLERS
  }

  /**
   * The next task, as soon as there is one.
   *
   * @param workerName as it goes into the history
   * @param milliseconds of the wall clock that a worker waits at most
   * @param gone when the worker does not wait any more: it gets no task then, and the next one does
   */
  poll(workerName: string | undefined, milliseconds: number, gone?: AbortSignal): Promise<ActivityTask | undefined> {
    return new Promise((resolve) => {
      const leave = (): void => waiter.take(undefined)
      const timer = setTimeout(leave, milliseconds)
      const waiter: Waiter = {
        workerName,
        take: (task) => {
          clearTimeout(timer)
          gone?.removeEventListener('abort', leave)
          this.waiters.delete(waiter)
          resolve(task)
        },
      }
      if (gone?.aborted) return leave()
      gone?.addEventListener('abort', leave)
      this.waiters.add(waiter)
      this.match()
    })
  }

  /** Nobody gets a task any more: the activity is deleted. */
  close(): void {
    for (const waiter of this.waiters) waiter.take(undefined)
  }

  private match(): void {
    for (const waiter of this.waiters) {
      const call = this.next(waiter.workerName)
      if (!call) return
      waiter.take({ taskToken: call.taskToken!, input: call.parameters })
    }
  }

  /** A task that still waits; it is the worker's from here on. */
  private next(workerName: string | undefined): TaskCall | undefined {
    for (const call of this.tasks) {
      this.tasks.delete(call)
      if (call.started(workerName)) return call
    }
    return undefined
  }
}
