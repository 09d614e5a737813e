import { computed } from 'vue'

/** On a page nothing is ever changed by hand: see composables/useSynced.ts. */
export function useSynced() {
  return { value: computed(() => undefined), set: () => {} }
}
