import { onUnmounted, ref } from 'vue'

/** Whoever has just read a hint tries it before the next. */
const PAUSE_MS = 45_000

/**
 * The hints that have been read, one rung at a time: the next one comes after another check, or after a while.
 *
 * @param first how many were read before, by check
 * @returns `rungs`; `early`, the checks whose next hint would come too soon; `climb`, which shows the next one of a check; and `tried`, to be
 * called after each check
 */
export function useRungs(first: Record<string, number>) {
  const rungs = ref(first)
  const early = ref(new Set<string>())
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  function climb(check: string) {
    rungs.value = { ...rungs.value, [check]: (rungs.value[check] ?? 0) + 1 }
    early.value.add(check)
    clearTimeout(timers.get(check))
    timers.set(check, setTimeout(() => early.value.delete(check), PAUSE_MS))
  }
  onUnmounted(() => timers.forEach(timer => clearTimeout(timer)))
  return { rungs, early, climb, tried: () => early.value.clear() }
}
