import type { Bench } from '../bench.ts'
import type { Kept } from '../keeping/useKept.ts'
import { useMediaQuery } from '@vueuse/core'
import { computed, ref } from 'vue'

/** Up to this level lines are offered everywhere, as a first step. */
const FIRST_STEPS = 200

/**
 * How the text is changed: by choosing lines, or by writing. On a phone whoever has not written anything yet begins with lines.
 *
 * @param bench what is worked on
 * @param kept what was kept of it
 * @param mayBegin whether nothing else is to be looked at first
 * @returns `isOffered`, `isChoosing`; `isBare`, whether the lines need the room of all else; and `way`, which is undefined until somebody says how
 */
export function useWay({ exercise, start }: Bench, kept: Kept | undefined, mayBegin: boolean) {
  const isPhone = useMediaQuery('(max-width: 719px)')
  const isUntouched = mayBegin && (!kept || kept.text === start)
  const way = ref(kept?.way)
  const isOffered = computed(() => exercise !== undefined && (isPhone.value || exercise.level <= FIRST_STEPS || way.value === 'choose'))
  const isChoosing = computed(() => isOffered.value && (way.value ?? (isPhone.value && isUntouched ? 'choose' : 'write')) === 'choose')
  return { isOffered, isChoosing, isBare: computed(() => isChoosing.value && isPhone.value), way }
}
