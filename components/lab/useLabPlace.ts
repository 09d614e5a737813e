import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** The case and the moment that the lab's address names, and what writes them there, so that it can be sent to somebody. */
export function useLabPlace() {
  const route = useRoute()
  const router = useRouter()
  return {
    caseName: computed(() => typeof route.query.case === 'string' ? route.query.case : undefined),
    /** An event of the case's execution. */
    at: computed(() => Number(route.query.at) || undefined),
    /** Where a case starts many executions: seconds on their clock. */
    seconds: computed(() => Number(route.query.seconds) || undefined),
    place(name: string, event: number | undefined, seconds?: number) {
      void router.replace({ query: { ...route.query, case: name, at: event?.toString(), seconds: seconds?.toString() } })
    },
  }
}
