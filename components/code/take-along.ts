import type { Ref } from 'vue'
import { onUnmounted, readonly, ref } from 'vue'
import { saveFile } from './save-file.ts'

const SAID_FOR_MS = 2500

/** What a reader takes along of a page: a text on the clipboard, or as a file, or a ZIP that has to be made first; `said` is what came of it, for a moment. */
export function useTakeAlong(): { said: Readonly<Ref<string>>, copy: (text: string) => Promise<void>, save: (name: string, text: string) => void, fetch: (make: () => Promise<{ name: string, bytes: BlobPart }>) => Promise<void> } {
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
    async fetch(make) {
      said.value = 'packing'
      try {
        const { name, bytes } = await make()
        saveFile(name, bytes, 'application/zip')
        say('saved')
      }
      catch {
        say('not there')
      }
    },
  }
}
