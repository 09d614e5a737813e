import type { Ref } from 'vue'
import { onScopeDispose, readonly, ref } from 'vue'
import { isLoading } from './shown.ts'

/** Whether the slide that the address asks for stands and has been painted: the controls around it come after it. */
export function useSlideFirst(): Readonly<Ref<boolean>> {
  const stands = ref(false)
  let over = false
  onScopeDispose(() => over = true)
  const look = () => {
    if (over)
      return
    if (isLoading())
      requestAnimationFrame(look)
    else
      requestAnimationFrame(() => setTimeout(() => stands.value = true))
  }
  look()
  return readonly(stands)
}
