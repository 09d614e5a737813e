import type { ComputedRef } from 'vue'
import { useNav } from '@slidev/client'
import { computed } from 'vue'
import { talkWindow } from './talk/this-window.ts'
import { useTalk } from './useTalk.ts'

/**
 * A small plain value that is the same in every window of the talk: what somebody changed by hand, beside the clicks. Never there in print.
 *
 * @param key who it belongs to, unique in the deck
 * @param isSound whether a value that came from elsewhere is what the reader expects; another counts as none
 * @returns the value, undefined until somebody sets it, and its setter
 */
export function useSynced<T>(key: string, isSound: (value: unknown) => value is T): { value: ComputedRef<T | undefined>, set: (value: T | undefined) => void } {
  const { isPrintMode } = useNav()
  const { state, change } = useTalk()
  const text = computed(() => isPrintMode.value ? undefined : state.free[key])
  return {
    value: computed(() => {
      const value: unknown = text.value ? JSON.parse(text.value) : undefined
      return isSound(value) ? value : undefined
    }),
    set: (value) => {
      const { [key]: _, ...others } = talkWindow.state.free
      change({ free: value === undefined ? others : { ...others, [key]: JSON.stringify(value) } })
    },
  }
}
