import type { HistoryEvent } from '../../engine/asl/index.ts'
import type { Ref } from 'vue'
import type { LoggedAnswer } from '../api/own.ts'
import { shallowRef, watch } from 'vue'
import { readAnswers } from '../api/own.ts'
import { about } from '../state/server.ts'
import { steadily } from '../state/steadily.ts'

/** Between two looks, in milliseconds. */
const PAUSE = 300

/**
 * Who has answered the tasks of an execution, by the event of each attempt. Only `asl serve` knows; elsewhere there is nothing.
 *
 * @param arn of the execution
 * @param events its history: with new ones there may be new answers
 */
export function useAnswers(arn: Readonly<Ref<string>>, events: Readonly<Ref<readonly HistoryEvent[]>>): Readonly<Ref<ReadonlyMap<number, LoggedAnswer>>> {
  const answers = shallowRef<ReadonlyMap<number, LoggedAnswer>>(new Map())
  const look = steadily(async (): Promise<void> => {
    const asked = arn.value
    const latest = Math.max(0, ...[...answers.value.values()].map(({ number }) => number))
    const news = await readAnswers(asked, latest).catch(() => [])
    if (asked === arn.value && news.length > 0)
      answers.value = new Map([...answers.value, ...news.map((answer): [number, LoggedAnswer] => [answer.scheduledEventId, answer])])
  }, PAUSE)
  watch(arn, () => answers.value = new Map())
  watch([arn, () => events.value.length], () => void (about.value.hasClock && events.value.length > 0 && look()), { immediate: true })
  return answers
}
