import type { Synced } from './place.ts'
import { useNav } from '@slidev/client'
import { computed } from 'vue'
import { talkWindow } from '../talk/this-window.ts'
import { useTalk } from '../useTalk.ts'

/** A value changed by hand that is the same in every window of the talk; never there in print. See useSynced. */
export function useTalkValue<T>(key: string, isSound: (value: unknown) => value is T): Synced<T> {
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
