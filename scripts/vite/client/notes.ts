import { shallowRef } from 'vue'
import { authorization } from '../../../composables/talk/server.ts'

const notes = shallowRef<Record<number, string>>()
let asked = false

/**
 * The presenter's note of a slide as HTML; empty until the notes have arrived, and reactive, so that a view which
 * shows it draws it then. The first call fetches the notes of the whole deck.
 */
export function noteOf(no: number): string {
  if (!asked) {
    asked = true
    fetch(`${import.meta.env.BASE_URL}notes.json`, { headers: authorization() })
      .then(async (answer) => {
        if (!answer.ok)
          throw new Error(`${answer.status} ${await answer.text()}`)
        notes.value = await answer.json()
      })
      .catch((error: unknown) => {
        asked = false
        console.error(`The presenter's notes could not be loaded: ${String(error)}`)
      })
  }
  return notes.value?.[no] ?? ''
}
