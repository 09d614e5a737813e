import type { Ref } from 'vue'
import { onUnmounted, readonly, ref } from 'vue'
import { saveFile } from './save-file.ts'

const SAID_FOR_MS = 2500

/** What a reader takes along of a page: a text on the clipboard, or as a file; `said` is what came of it, for a moment. */
export function useTakeAlong(): { said: Readonly<Ref<string>>, copy: (text: string) => Promise<void>, save: (name: string, text: string) => void } {
  const said = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  onUnmounted(() => clearTimeout(timer))
  function say(text: string) {
    said.value = text
    clearTimeout(timer)
    timer = setTimeout(() => said.value = '', SAID_FOR_MS)
  }
  return {
    said: readonly(said),
    async copy(text) {
      try {
        await navigator.clipboard.writeText(text)
        say('copied')
      }
      catch {
        say('not allowed')
      }
    },
    save(name, text) {
      saveFile(name, text)
      say('saved')
    },
  }
}
