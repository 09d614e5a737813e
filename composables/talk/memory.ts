import type { Remembered } from '../../talk/window.ts'
import { readRecord } from '../../talk/record.ts'
import { store, stored } from './storage.ts'

const MEMORY = `talk ${import.meta.env.BASE_URL}`

/** Long enough for the step that is being made to be seen first. */
const LATER_MS = 100

let kept: Remembered | undefined

/** Keeps what this window knows of the talk over a reload. */
export function remember(what: Remembered): void {
  if (!kept)
    setTimeout(write, LATER_MS)
  kept = what
}

function write(): void {
  if (kept)
    store(MEMORY, JSON.stringify(kept))
  kept = undefined
}
addEventListener('pagehide', write)

/** What this window knew before it was reloaded; undefined where it is new, or what is stored is not sound. */
export function remembered(): Remembered | undefined {
  try {
    const { membership, place, record } = JSON.parse(stored(MEMORY) ?? '') as Remembered
    if (!['alone', 'joined', 'apart'].includes(membership) || !Number.isSafeInteger(place.slide) || !Number.isSafeInteger(place.clicks))
      return
    const sound = readRecord(record)
    return membership === 'joined' && !sound ? undefined : { membership, place: { slide: place.slide, clicks: place.clicks }, record: sound }
  }
  catch {}
}
