import type { Shared } from './text-link.ts'
import { ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/**
 * The text that the lab's address carries. It stays there until it is closed, so that loading the page again loses nothing.
 *
 * @returns `carries`, whether there is one; `shared`, once it is read; `problem`, why it can't be; and `close`
 */
export function useShared() {
  const route = useRoute()
  const router = useRouter()
  const shared = shallowRef<Shared>()
  const problem = ref('')
  watch(() => route.query.d, async (link) => {
    shared.value = undefined
    problem.value = ''
    if (link === undefined)
      return
    try {
      const { unpack } = await import('./text-link.ts')
      const found = await unpack(String(link))
      if (link === route.query.d)
        shared.value = found
    }
    catch (error) {
      problem.value = (error as Error).message
    }
  }, { immediate: true })
  return {
    carries: route.query.d !== undefined,
    shared,
    problem,
    close: () => router.replace({ query: { ...route.query, d: undefined } }),
  }
}
