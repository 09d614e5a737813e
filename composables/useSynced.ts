import type { ComputedRef } from 'vue'
import { configs, createSyncState, useNav } from '@slidev/client'
import serverState from 'server-reactive:freePlay'
import { computed } from 'vue'

// One JSON text a key: plain text is what every way of syncing windows can carry.
const { init, state } = createSyncState<Record<string, string>>(serverState, {})
let connected = false

/**
 * A small plain value that is the same in every window of the talk: what somebody changed by hand, beside the clicks.
 * Never there in print.
 *
 * @param key who it belongs to, unique in the deck
 * @returns the value, undefined until somebody sets it, and its setter
 */
export function useSynced<T>(key: string): { value: ComputedRef<T | undefined>, set: (value: T | undefined) => void } {
  if (!connected) {
    connected = true
    init(`${configs.title} - free play`)
  }
  const { isPrintMode } = useNav()
  return {
    value: computed(() => isPrintMode.value || !state[key] ? undefined : JSON.parse(state[key]!) as T),
    set: (value) => {
      state[key] = value === undefined ? '' : JSON.stringify(value)
    },
  }
}
