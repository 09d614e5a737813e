import type { TimelineEntry } from '../../facts/types.ts'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/**
 * Writes the date of an entry exactly as far as it is confirmed.
 *
 * @param entry a timeline entry
 * @returns `3 December 2019`, `May 2019`, `by June 2021`, `2021` or `date not found`
 */
export function dateOf(entry: Pick<TimelineEntry, 'date' | 'precision' | 'noLaterThan'>): string {
  if (!entry.date || entry.precision === 'unknown')
    return 'date not found'
  const [year, month, day] = entry.date.split('-')
  const text = [
    entry.precision === 'day' ? String(Number(day)) : '',
    entry.precision === 'year' ? '' : MONTHS[Number(month) - 1],
    year,
  ].filter(Boolean).join(' ')
  return entry.noLaterThan ? `by ${text}` : text
}

/** The year of an entry, or undefined where no date was found. */
export function yearOf(entry: Pick<TimelineEntry, 'date'>): number | undefined {
  return entry.date ? Number(entry.date.slice(0, 4)) : undefined
}
