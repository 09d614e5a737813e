import { ref, watch } from 'vue'
import { soundName } from '../../workshop/nickname.ts'

const NAME = 'room-name'

function stored(): string {
  try {
    return soundName(localStorage.getItem(NAME))
  }
  catch {
    return ''
  }
}

/** The nickname that goes to the room's board with the ticket; empty where none was given. It stays in this browser. */
export const ownName = ref(stored())

watch(ownName, (name) => {
  try {
    localStorage.setItem(NAME, soundName(name))
  }
  catch {}
})
