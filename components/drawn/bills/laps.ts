import type { Figures } from '../../../facts/figures.ts'

const HOUR = 3600
const HOURS = 24

/** An hour of polling: its billed transitions, those of them that the first execution still makes, and the rest. */
export interface PollingHour {
  /** From 1. */
  hour: number
  alive: number
  /** What only a next execution could go on with: the history of the first is full. */
  after: number
}

/** A day of asking every `interval` seconds, by the hour. */
export function pollingDay({ polling, pollLap, pollLaps }: Figures, interval: number): PollingHour[] {
  const each = polling(HOUR, interval).transitions
  const before = pollLaps * pollLap.transitions
  return Array.from({ length: HOURS }, (_, index) => {
    const alive = Math.min(each, Math.max(0, before - index * each))
    return { hour: index + 1, alive, after: each - alive }
  })
}

export interface Rectangle { column: number, row: number, columns: number, rows: number }

/**
 * The rectangles that hold some dots of a field which is filled column by column.
 *
 * @param from the first dot, from 0
 * @param to the one after the last
 * @param rows dots in a column
 * @returns rectangles in dots, at most three; those without dots are left out
 */
export function fieldPart(from: number, to: number, rows: number): Rectangle[] {
  const parts: Rectangle[] = []
  let at = from
  while (at < to) {
    const column = Math.floor(at / rows)
    const row = at % rows
    const whole = row === 0 ? Math.floor((to - at) / rows) : 0
    const part = whole > 0 ? { column, row, columns: whole, rows } : { column, row, columns: 1, rows: Math.min(rows - row, to - at) }
    parts.push(part)
    at += part.columns * part.rows
  }
  return parts
}
