import type { Ref, ShallowRef } from 'vue'
import type { Look } from '../../engine/asl/editing/look.ts'
import type { MachineType } from '../../engine/asl/index.ts'
import type { FromWorker, LookRequest } from './messages.ts'
import { onUnmounted, ref, shallowRef, watch } from 'vue'

/** From the last key on; whoever still writes is not told that half a word is wrong. */
const PAUSE_MS = 150

/**
 * What there is to say of a text and to see of it, soon after each change.
 *
 * @param text the text as it is
 * @param type of the machine
 * @returns `look`, of the latest text that was looked at; `lookedAt`, that text; and `isCurrent`
 */
export function useLook(text: Readonly<Ref<string>>, type: () => MachineType): { look: ShallowRef<Look | undefined>, lookedAt: Ref<string> } {
  const look = shallowRef<Look>()
  const lookedAt = ref('')
  const worker = new Worker(new URL('./lab-worker.ts', import.meta.url), { type: 'module' })
  let number = 0
  let asked = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.number !== number || data.kind !== 'look')
      return
    look.value = data.look
    lookedAt.value = asked
  })
  const ask = () => {
    asked = text.value
    worker.postMessage({ kind: 'look', number: ++number, text: asked, type: type() } satisfies LookRequest)
  }
  watch([text, type], () => {
    clearTimeout(timer)
    timer = setTimeout(ask, look.value ? PAUSE_MS : 0)
  }, { immediate: true })
  onUnmounted(() => {
    clearTimeout(timer)
    worker.terminate()
  })
  return { look, lookedAt }
}
