import type { Ref, ShallowRef } from 'vue'
import type { Look } from '../../../engine/asl/editing/look.ts'
import type { MachineType } from '../../../engine/asl/index.ts'
import { onUnmounted, ref, shallowRef, watch } from 'vue'
import { labGuard } from '../worker/lab-guard.ts'

/** From the last key on; whoever still writes is not told that half a word is wrong. */
const PAUSE_MS = 150

/**
 * What there is to say of a text and to see of it, soon after each change. A text that breaks the worker leaves the look before it.
 *
 * @param text the text as it is
 * @param type of the machine
 * @returns `look`, of the latest text that was looked at, and `lookedAt`, that text
 */
export function useLook(text: Readonly<Ref<string>>, type: () => MachineType): { look: ShallowRef<Look | undefined>, lookedAt: Ref<string> } {
  const look = shallowRef<Look>()
  const lookedAt = ref('')
  const guard = labGuard()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isLate = false

  async function ask() {
    if (guard.busy) {
      isLate = true
      return
    }
    const asked = text.value
    const answer = await guard.ask({ kind: 'look', text: asked, type: type() }).catch(() => undefined)
    if (answer?.kind === 'look' && !isLate) {
      look.value = answer.look
      lookedAt.value = asked
    }
    if (isLate) {
      isLate = false
      void ask()
    }
  }
  watch([text, type], () => {
    clearTimeout(timer)
    timer = setTimeout(ask, look.value ? PAUSE_MS : 0)
  }, { immediate: true })
  onUnmounted(() => {
    clearTimeout(timer)
    isLate = false
    guard.end()
  })
  return { look, lookedAt }
}
