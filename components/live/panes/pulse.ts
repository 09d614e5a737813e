import type { Recording, TokenRecord } from '../../../engine/simulation/recording/types.ts'

/** The signs of life that belong to one task token, up to a moment. */
export interface Pulse {
  /** Number of the token, from 1. */
  number: number
  /** Seconds of virtual time since the start at which the token was handed out. */
  from: number
  beats: { at: number, refused: boolean }[]
  /** When the token was closed, and whether nobody had answered it by then. */
  closed?: { at: number, lost: boolean }
  /** When an answer with it was refused. */
  refusedAnswer?: number
}

/**
 * The heartbeats of a run up to a moment: a function of what was recorded.
 *
 * @param recording a run
 * @param at seconds of virtual time since the start
 * @returns one pulse a token handed out by then, in that order
 */
export function pulsesAt(recording: Pick<Recording, 'tokens' | 'journal'>, at: number): Pulse[] {
  return recording.tokens.filter(token => token.at <= at).map((token) => {
    const own = recording.journal.filter(entry => entry.token === token.index && entry.at <= at)
    const refusedAnswer = own.find(entry => entry.kind === 'callback-refused')
    return {
      number: token.index + 1,
      from: token.at,
      beats: own.filter(entry => entry.kind.startsWith('heartbeat')).map(entry => ({ at: entry.at, refused: entry.kind === 'heartbeat-refused' })),
      ...closing(token, at),
      ...(refusedAnswer ? { refusedAnswer: refusedAnswer.at } : {}),
    }
  })
}

function closing(token: TokenRecord, at: number): Pick<Pulse, 'closed'> {
  return token.closedAt !== undefined && token.closedAt <= at ? { closed: { at: token.closedAt, lost: token.closedBy !== 'success' } } : {}
}

/**
 * How much time the electrocardiogram shows: twelve of the shortest intervals between two heartbeats of a token.
 *
 * @param recording a run with a pulse
 * @returns seconds of virtual time
 */
export function pulseWindow(recording: Pick<Recording, 'tokens' | 'journal'>): number {
  const gaps = pulsesAt(recording, Number.POSITIVE_INFINITY).flatMap(({ from, beats }) => beats.map((beat, index) => beat.at - (beats[index - 1]?.at ?? from)))
  return 12 * Math.min(...gaps.filter(gap => gap > 0))
}
