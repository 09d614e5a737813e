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
 * `by June 2021` where only the latest possible date is known, `date not found`.
 */
export function dateOf(entry: Pick<TimelineEntry, 'date' | 'precision' | 'noLaterThan'>): string {
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
 * What a reader should know about how sure an entry is, in a few words; empty when day and address are confirmed.
 * `not confirmed` for what is only recalled, else `day not confirmed` and the like.
 */
export function doubtOf(entry: Pick<TimelineEntry, 'confidence' | 'precision' | 'noLaterThan' | 'urlConfirmed'>): string {
  if (entry.confidence === 'recalled')
    return 'not confirmed'
  const doubts = [
    entry.noLaterThan ? 'first date not found' : { day: '', month: 'day not confirmed', year: 'month not confirmed', unknown: '' }[entry.precision],
    entry.urlConfirmed ? '' : 'address not confirmed',
  ]
  return doubts.filter(Boolean).join(', ')
}
