import type { Failing, Standing, Ticket } from '../../../workshop/ticket.ts'
import type { Kept } from '../keeping/useKept.ts'
import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import { PLACES, writeTicket } from '../../../workshop/ticket.ts'
import { keptChanges, readKept } from '../keeping/useKept.ts'

const ID = 'lab-ticket:1'

/** The ticket of this browser, as it is shown; it follows what is kept. */
export function useOwnTicket(): ComputedRef<string> {
  return computed(() => {
    void keptChanges.value
    return writeTicket(ticketOf(ownId(), PLACES.map(slug => readKept(slug))))
  })
}

/** Whether there is anything to tell: an exercise was begun. */
export function isBegun(): boolean {
  return PLACES.some(slug => readKept(slug))
}

/**
 * What a ticket says of what is kept.
 *
 * @param id the participant's
 * @param kept of each exercise by its place; anybody can have written it
 */
export function ticketOf(id: number, kept: readonly (Kept | undefined)[]): Ticket {
  const latest = kept.reduce((best, one, place) => one && !(one.at <= (kept[best]?.at ?? -1)) ? place : best, -1)
  const standings = kept.map(standingOf)
  const now = kept[latest]
  if (!now)
    return { id, standings }
  const failing = now.solved ? undefined : soundFailing(now.failing?.place)
  const rung = Math.max(0, Math.trunc(Number(now.rungs?.[now.failing?.check ?? ''] ?? 0)) || 0)
  return { id, standings, current: { place: latest, shownPass: !!now.met?.length || now.solved === true, rung: failing === undefined ? 0 : Math.min(3, rung), ...(failing === undefined ? {} : { failing }) } }
}

function standingOf(kept: Kept | undefined): Standing {
  if (!kept?.solved)
    return kept ? 'begun' : 'untouched'
  return kept.read || Object.keys(kept.rungs ?? {}).length > 0 ? 'helped' : 'solved'
}

function soundFailing(place: unknown): Failing | undefined {
  return place === 'run' || (Number.isSafeInteger(place) && (place as number) >= 0) ? place as Failing : undefined
}

let made: number | undefined
/** Made up once for this browser; where it keeps nothing, for this visit. */
function ownId(): number {
  try {
    const kept = localStorage.getItem(ID)
    if (kept !== null && /^\d{1,5}$/.test(kept) && Number(kept) < 2 ** 16)
      return Number(kept)
    made ??= crypto.getRandomValues(new Uint16Array(1))[0]!
    localStorage.setItem(ID, String(made))
  }
  catch {
    made ??= crypto.getRandomValues(new Uint16Array(1))[0]!
  }
  return made
}
