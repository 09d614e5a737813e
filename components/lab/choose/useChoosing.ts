import type { InjectionKey, Ref } from 'vue'
import type { Choice, Choosing, Gap } from '../../../engine/simulation/choosing/choosing-types.ts'
import type { Grade } from '../../../engine/simulation/grading/grade-types.ts'
import { computed, inject, onUnmounted, provide, ref, shallowRef, watch } from 'vue'
import { moved, toggled } from '../../../engine/simulation/choosing/choose.ts'
import { compose } from '../../../engine/simulation/choosing/compose.ts'
import { choiceIn } from '../../../engine/simulation/choosing/read-choice.ts'
import { slips } from '../../../engine/simulation/choosing/slips.ts'

/** What a check has found out about lines, in its words. */
export interface Mark {
  gap: string
  block?: string
  kind: 'other' | 'missing' | 'order'
  sentence: string
}

export type ChoosingState = ReturnType<typeof useChoosing>

const STATE: InjectionKey<ChoosingState> = Symbol('choosing')

export const useChoosingState = (): ChoosingState => inject(STATE)!

/**
 * The lines that stand in the text, and what is done with them. Nothing is kept beside the text, which says what was chosen.
 *
 * @param choosing the exercise
 * @param start its text at first, which may stand in another order than its lines are put together in
 * @param text the text as it is
 * @param earn grades a text and gives the first sentence that it earns, none where it is right, or undefined where something else is asked
 */
export function useChoosing(choosing: Choosing, start: string, text: Ref<string>, earn: (text: string) => Promise<string | undefined>) {
  const read = computed(() => text.value === start ? choosing.start : choiceIn(choosing, text.value))
  /** With what was chosen in lines that are out now: it comes back with them. */
  const choice = shallowRef<Choice>({})
  watch(read, (now) => {
    if (now)
      choice.value = now === choosing.start ? now : { ...choice.value, ...now }
  }, { immediate: true, flush: 'sync' })

  const put = (now: Choice) => text.value = compose(choosing, now)

  const earned = shallowRef(new Map<string, string>())
  const isLooking = ref(false)
  const found = computed(() => read.value ? slips(choosing, read.value) : [])
  const marks = computed((): Mark[] => {
    const marked = found.value.flatMap(({ id, gap, block, kind }): Mark[] => {
      const sentence = earned.value.get(id)
      return sentence ? [{ gap, kind, sentence, ...(block === undefined ? {} : { block }) }] : []
    })
    // What is missing is said when nothing that is there is wrong.
    return marked.some(({ kind }) => kind !== 'missing') ? marked.filter(({ kind }) => kind !== 'missing') : marked
  })

  let isOver = false
  onUnmounted(() => isOver = true)
  /** After a check: which of the chosen lines it is, each tried in the solution. */
  async function look(): Promise<void> {
    isLooking.value = true
    for (const { id, kind, text } of found.value) {
      if (kind === 'missing' && marks.value.some(mark => mark.kind !== 'missing'))
        break
      const sentence = earned.value.get(id) ?? await earn(text)
      if (sentence === undefined || isOver)
        break
      // The line's number is that of another text.
      earned.value = new Map(earned.value).set(id, sentence.replace(/\bLine \d+: /, ''))
    }
    isLooking.value = false
  }

  const state = {
    choice,
    /** Whether the text is one that can be made by choosing. */
    isChoice: computed(() => read.value !== undefined),
    marks,
    isLooking,
    look,
    startText: compose(choosing, choosing.start),
    toggle: (gap: Gap, id: string) => put(toggled(choice.value, gap, id)),
    move: (gap: Gap, id: string, by: -1 | 1) => put(moved(choice.value, gap, id, by)),
  }
  provide(STATE, state)
  return state
}

/** Calls for a look once a text was checked in vain and what was found is shown. */
export function lookAfterCheck(state: ChoosingState, grade: () => Grade | undefined, isBusy: () => boolean): void {
  let looked: Grade | undefined
  watch([grade, isBusy], ([now, busy]) => {
    if (!now || busy || now === looked)
      return
    looked = now
    if (!now.solved)
      void state.look()
  })
}
