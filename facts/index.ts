import type { TimelineEntry } from './types.ts'

export type * from './types.ts'
export { byId } from './by-id.ts'
export { figures } from './figures.ts'
export type { Figures } from './figures.ts'
export { priceTable } from './price-table.ts'
export type { PriceTable } from './price-table.ts'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/**
 * A date as a slide writes it, no more exactly than it is confirmed: `3 December 2019`, `May 2019`, `2021`,
 * `by 20 August 2026` where only the latest possible day is known, `date not found`.
 */
export function dateText(entry: Pick<TimelineEntry, 'date' | 'precision' | 'noLaterThan'>): string {
  if (entry.date === null || entry.precision === 'unknown')
    return 'date not found'
  const [year, month, day] = entry.date.split('-').map(Number)
  const words = [
    entry.precision === 'day' ? day : undefined,
    entry.precision === 'year' ? undefined : months[(month ?? 1) - 1],
    year,
  ].filter(word => word !== undefined).join(' ')
  return entry.noLaterThan ? `by ${words}` : words
}

/** The year an entry stands at, or undefined when its date was not found. */
export function yearOf(entry: Pick<TimelineEntry, 'date'>): number | undefined {
  return entry.date === null ? undefined : Number(entry.date.slice(0, 4))
}

/**
 * What a reader should know about how sure a date is, in a few words; empty when day and address are confirmed.
 * `not confirmed` for what is only recalled, else `day not confirmed` or `address not confirmed`.
 */
export function doubtText(entry: Pick<TimelineEntry, 'confidence' | 'precision' | 'urlConfirmed'>): string {
  if (entry.confidence === 'recalled')
    return 'not confirmed'
  const doubts = [
    entry.precision === 'month' ? 'day not confirmed' : entry.precision === 'year' ? 'month not confirmed' : '',
    entry.urlConfirmed ? '' : 'address not confirmed',
  ]
  return doubts.filter(Boolean).join(', ')
}

/** Entries by date, oldest first; those without a date last. Entries of the same date keep their order. */
export function byDate<T extends Pick<TimelineEntry, 'date'>>(entries: readonly T[]): T[] {
  return entries.toSorted((a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999'))
}
