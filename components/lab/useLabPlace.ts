import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** The case and the moment that the lab's address names, and what writes them there, so that it can be sent to somebody. */
export function useLabPlace() {
  const route = useRoute()
  const router = useRouter()
  return {
    caseName: computed(() => typeof route.query.case === 'string' ? route.query.case : undefined),
    at: computed(() => Number(route.query.at) || undefined),
    place(name: string, event: number | undefined) {
      void router.replace({ query: { ...route.query, case: name, at: event === undefined ? undefined : String(event) } })
    },
  }
}
