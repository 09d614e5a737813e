import type { HandedIn } from '../../../workshop/messages.ts'
import type { Entry } from './board-store.ts'
import { computed, onMounted, onUnmounted, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { joinRoom } from '../../../composables/workshop/room-socket.ts'
import { roomServer } from '../../../composables/workshop/room-server.ts'
import { findTickets, LONGEST_PASTE } from '../../../workshop/find-tickets.ts'
import { ticketOrWhy, writeTicket } from '../../../workshop/ticket.ts'
import { addToBoard, BOARD, canUndo, clearBoard, readBoard, removeFromBoard, undoClear } from './board-store.ts'

/** Characters that are looked through before the page is asked again what else there is to do. */
const SLICE = 10_000

/**
 * The board of a room: tickets that were typed, pasted or scanned, which this browser keeps, and those that participants of a room hand in.
 *
 * @returns `entries`, one of each participant; `said`, what became of the last that was added; `refused`, what looked like a ticket and is
 * none; `undoable`, whether a cleared board can come back; `inRoom`, whether tickets come by themselves; and what can be done
 */
export function useBoard() {
  const route = useRoute()
  const router = useRouter()
  const kept = shallowRef(readBoard())
  const undoable = ref(canUndo())
  const said = ref('')
  const refused = shallowRef<{ text: string, why: string }[]>([])
  const handedIn = shallowRef(new Map<number, Entry>())
  const inRoom = ref(false)

  const entries = computed(() => {
    const all = new Map(kept.value.map(entry => [entry.ticket.id, entry]))
    for (const [id, entry] of handedIn.value)
      all.set(id, entry)
    return [...all.values()]
  })

  function look() {
    kept.value = readBoard()
    undoable.value = canUndo()
  }

  function change(work: () => void) {
    try {
      work()
    }
    catch {
      said.value = 'The browser has no room to keep the board.'
    }
    look()
  }

  async function add(text: string) {
    said.value = ''
    refused.value = []
    if (text.length > LONGEST_PASTE) {
      said.value = 'This is longer than a chat can be: paste the part that has the tickets.'
      return
    }
    const codes: string[] = []
    const wrong: typeof refused.value = []
    for (const slice of slicesOf(text)) {
      const found = findTickets(slice)
      codes.push(...found.tickets.map(writeTicket))
      wrong.push(...found.refused)
      await new Promise(resolve => setTimeout(resolve))
    }
    change(() => {
      const { added, changed } = addToBoard(codes)
      // What was typed here last holds, whatever the room had.
      const ids = new Set(codes.map(code => ticketOrWhy(code)).flatMap(one => typeof one === 'string' ? [] : [one.id]))
      handedIn.value = new Map([...handedIn.value].filter(([id]) => !ids.has(id)))
      said.value = codes.length === 0 ? 'There is no ticket in it.' : `${added} new, ${changed} changed${codes.length > added + changed ? `, ${codes.length - added - changed} as before` : ''}.`
    })
    refused.value = wrong.slice(0, 20)
  }

  /** A phone's camera opens the board with a ticket in its address. Once it is on the board, it goes from there: clearing is not undone by loading again. */
  watch(() => route.query.add, async (added) => {
    if (added === undefined)
      return
    await add([added].flat().join('\n').slice(0, LONGEST_PASTE))
    await router.replace({ query: { ...route.query, add: undefined } })
  }, { immediate: true })

  const room = roomServer() && joinRoom({
    welcome: leads => inRoom.value = leads,
    tickets: (tickets, all) => handedIn.value = merged(all ? new Map() : handedIn.value, tickets),
  })
  const onStorage = ({ key }: StorageEvent) => {
    if (key === BOARD)
      look()
  }
  onMounted(() => addEventListener('storage', onStorage))
  onUnmounted(() => {
    room?.leave()
    removeEventListener('storage', onStorage)
  })

  return {
    entries,
    said,
    refused,
    undoable,
    inRoom,
    add,
    remove(id: number) {
      change(() => removeFromBoard(id))
      handedIn.value = new Map([...handedIn.value].filter(([one]) => one !== id))
      room?.wish({ type: 'remove', id })
    },
    clear() {
      change(() => clearBoard(entries.value.map(({ code }) => code)))
      handedIn.value = new Map()
      room?.wish({ type: 'clear' })
    },
    undo: () => change(undoClear),
  }
}

function merged(known: ReadonlyMap<number, Entry>, tickets: readonly HandedIn[]): Map<number, Entry> {
  const all = new Map(known)
  for (const { ticket: code, name } of tickets) {
    const ticket = ticketOrWhy(code)
    if (typeof ticket !== 'string')
      all.set(ticket.id, { code, ticket, ...(name ? { name } : {}) })
  }
  return all
}

/** A text in parts that end where a line does; one line in one part, however long. */
function slicesOf(text: string): string[] {
  const slices: string[] = []
  let from = 0
  while (from < text.length) {
    const end = text.indexOf('\n', Math.min(text.length, from + SLICE))
    slices.push(text.slice(from, end < 0 ? text.length : end))
    from = end < 0 ? text.length : end + 1
  }
  return slices
}
