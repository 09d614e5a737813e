import type { Failing } from '../../../workshop/ticket.ts'
import type { Work } from '../versions/versions.ts'
import { onUnmounted, ref, shallowRef } from 'vue'

/** What the browser keeps of a text somebody writes in the lab. */
export interface Kept {
  text: string
  /** The editor's own: what can be undone. */
  editor?: object
  input?: string
  mocks?: string
  /** What stood there before the last reset or the last text that was taken over. */
  before?: Work
  /** Cases kept back that have been met. */
  met?: string[]
  /** How many hints were read, by check. */
  rungs?: Record<string, number>
  /** The check that was not met first when it was checked last, and its place in a ticket; `run` where nothing could be run. */
  failing?: { place: Failing, check?: string }
  predicted?: string
  solved?: boolean
  /** The solution was looked at before it was solved. */
  read?: boolean
  /** How the text is changed: by choosing lines, or by writing. */
  way?: 'choose' | 'write'
  /** Milliseconds since 1970. */
  at: number
}

export const KEPT = 'lab:1:'
const PAUSE_MS = 300

/** Counts up with whatever is kept, in this tab or another. */
export const keptChanges = ref(0)
if (typeof addEventListener === 'function')
  addEventListener('storage', ({ key }) => key?.startsWith(KEPT) && keptChanges.value++)

/** Reads what is kept under a name; what another version of the lab wrote, or somebody else, is nothing. */
export function readKept(name: string): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT + name) ?? 'null') as Kept | null
    if (typeof kept?.text !== 'string')
      return undefined
    const { before, ...rest } = kept
    return { ...rest, ...(typeof before?.text === 'string' ? { before } : {}) }
  }
  catch {
    return undefined
  }
}

/**
 * Keeps what is written, in the browser and nowhere else.
 *
 * @param name of the exercise or the sandbox
 * @param make gives what is to be kept
 * @returns `save`, to be called after a change; `full`, whether there was no room for it; `elsewhere`, what another tab has written meanwhile,
 * until `ours` is called
 */
export function useKept(name: string, make: () => Omit<Kept, 'at'>) {
  const full = ref(false)
  const elsewhere = shallowRef<Kept>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function write() {
    clearTimeout(timer)
    timer = undefined
    if (elsewhere.value)
      return
    try {
      localStorage.setItem(KEPT + name, JSON.stringify({ ...make(), at: Date.now() } satisfies Kept))
      full.value = false
      keptChanges.value++
    }
    catch {
      full.value = true
    }
  }
  const flush = () => timer !== undefined && write()
  const onStorage = ({ key }: StorageEvent) => {
    const theirs = key === KEPT + name ? readKept(name) : undefined
    if (theirs && theirs.text !== make().text)
      elsewhere.value = theirs
  }
  // A phone that goes to sleep may end a page that is hidden without another word.
  const onHidden = () => document.visibilityState === 'hidden' && flush()
  addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', onHidden)
  addEventListener('storage', onStorage)
  onUnmounted(() => {
    flush()
    removeEventListener('pagehide', flush)
    document.removeEventListener('visibilitychange', onHidden)
    removeEventListener('storage', onStorage)
  })
  return {
    full,
    elsewhere,
    save: () => {
      clearTimeout(timer)
      timer = setTimeout(write, PAUSE_MS)
    },
    ours: () => {
      elsewhere.value = undefined
      write()
    },
  }
}
