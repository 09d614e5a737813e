import type { HistoryEvent, StateMachineDefinition } from '../../engine/asl/index.ts'
import type { Ref } from 'vue'
import type { ExecutionDescription, ExecutionItem } from '../api/shapes.ts'
import type { WaitingTask } from './waiting-tasks.ts'
import { shallowRef, watch } from 'vue'
import { inTurn } from '../api/pages.ts'
import { readHistory } from '../execution/history.ts'
import { definitionOf, readMachineOf } from '../execution/useExecution.ts'
import { onChange } from '../state/changes.ts'
import { call } from '../state/server.ts'
import { steadily } from '../state/steadily.ts'
import { waitingTasks } from './waiting-tasks.ts'

/** Whose histories are read: the latest. */
const MOST = 60
const WIDTH = 4
/** Between two looks at all of them, in milliseconds. */
const PAUSE = 1000

interface Known {
  events: readonly HistoryEvent[]
  definition: StateMachineDefinition | undefined
}

/**
 * What executions wait for, read from their histories.
 *
 * @param running those that run
 */
export function useWaiting(running: Readonly<Ref<readonly ExecutionItem[]>>) {
  const waiting = shallowRef<{ execution: ExecutionItem, tasks: WaitingTask[] }[]>([])
  const isReading = shallowRef(true)
  const looked = shallowRef(0)
  const known = new Map<string, Known>()

  const look = steadily(async (): Promise<void> => {
    const latest = [...running.value].sort((a, b) => b.startDate - a.startDate).slice(0, MOST)
    const found = await inTurn(latest, WIDTH, async (execution) => {
      const { executionArn } = execution
      try {
        const before = known.get(executionArn)
        const definition = before?.definition ?? definitionOf(await readMachineOf(execution as ExecutionDescription))
        const events = await readHistory(call, executionArn, before?.events)
        known.set(executionArn, { events, definition })
        return { execution, tasks: waitingTasks(events, definition) }
      }
      catch {
        return { execution, tasks: [] }
      }
    })
    for (const arn of known.keys())
      if (!latest.some(({ executionArn }) => executionArn === arn)) known.delete(arn)
    waiting.value = found.filter(({ tasks }) => tasks.length > 0)
    looked.value = latest.length
    isReading.value = false
  }, PAUSE)

  watch(running, () => void look(true), { immediate: true })
  onChange(({ executions }) => !executions || executions.size > 0 ? look() : undefined)
  return { waiting, isReading, looked }
}
