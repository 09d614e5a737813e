import type { HistoryEvent, StateMachineDefinition } from '../../engine/asl/index.ts'
import type { Ref } from 'vue'
import { computed, shallowRef, watch } from 'vue'
import { coverageOf } from '../../engine/simulation/covering/coverage.ts'
import { reasonOf } from '../api/aws.ts'
import { inTurn } from '../api/pages.ts'
import { readHistory } from '../execution/history.ts'
import { readExecutions } from '../executions/useExecutions.ts'
import { onChange } from '../state/changes.ts'
import { call } from '../state/server.ts'
import { steadily } from '../state/steadily.ts'

/** So many histories are read, of the latest executions. */
const MOST = 300
const WIDTH = 4
/** Between two countings, in milliseconds. */
const PAUSE = 2000

/**
 * What the executions of a machine have gone through, kept up to date: a history is read once, and again while its execution runs.
 *
 * @param arn of the machine
 * @param definition of it
 */
export function useCoverage(arn: Readonly<Ref<string | undefined>>, definition: Readonly<Ref<StateMachineDefinition | undefined>>) {
  const histories = shallowRef<ReadonlyMap<string, readonly HistoryEvent[]>>(new Map())
  const more = shallowRef(false)
  const isReading = shallowRef(false)
  const problem = shallowRef<string>()
  const ended = new Set<string>()

  const read = steadily(async (): Promise<boolean> => {
    const stateMachineArn = arn.value
    if (stateMachineArn === undefined)
      return false
    isReading.value = true
    const before = histories.value
    try {
      const { items, more: left } = await readExecutions({ stateMachineArn }, undefined, MOST)
      const found = new Map<string, readonly HistoryEvent[]>()
      await inTurn(items.slice(0, MOST), WIDTH, async ({ executionArn, status, redriveCount = 0 }) => {
        const known = before.get(executionArn)
        const version = `${executionArn} ${redriveCount}`
        found.set(executionArn, known && ended.has(version) ? known : await readHistory(call, executionArn, known).catch(() => []))
        if (status !== 'RUNNING')
          ended.add(version)
      })
      if (stateMachineArn === arn.value) {
        histories.value = found
        more.value = left || items.length > MOST
        problem.value = undefined
      }
    }
    catch (error) {
      problem.value = reasonOf(error)
    }
    isReading.value = false
    return histories.value.size !== before.size
  }, PAUSE)

  watch(arn, () => {
    histories.value = new Map()
    ended.clear()
    void read(true)
  }, { immediate: true })
  onChange(({ executions }) => {
    const name = arn.value?.split(':').at(-1)
    return !executions || [...executions].some(one => one.includes(`:execution:${name}:`)) ? read() : undefined
  })

  return {
    coverage: computed(() => definition.value && coverageOf(definition.value, [...histories.value.values()].map(events => ({ events })))),
    read: computed(() => histories.value.size),
    more,
    isReading,
    problem,
  }
}
