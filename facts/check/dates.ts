import type { Precision } from '../types.ts'

/** The days the timeline covers: from the year of SWF to the day the facts were last gone through. */
export const covered = { from: '2012-01-01', to: '2026-11-30' }

const shapes: Record<Exclude<Precision, 'unknown'>, { pattern: RegExp, example: string }> = {
  day: { pattern: /^\d{4}-\d{2}-\d{2}$/, example: '2019-12-03' },
  month: { pattern: /^\d{4}-\d{2}$/, example: '2019-12' },
  year: { pattern: /^\d{4}$/, example: '2019' },
}

/**
 * What is wrong with a date of the timeline, or undefined.
 *
 * @param date the value in the file: `2019-12-03`, `2019-12`, `2019`, or null when the precision is `unknown`
 * @param precision how much of it is confirmed; it decides the shape
 */
export function dateProblem(date: string | null, precision: Precision): string | undefined {
  if (precision === 'unknown')
    return date === null ? undefined : `precision is unknown, so date must be null, not ${date}`
  const { pattern, example } = shapes[precision]
  if (date === null || !pattern.test(date))
    return `a date with precision ${precision} looks like ${example}, not ${date ?? 'null'}`
  return calendarProblem(date) ?? yearProblem(date)
}

/** What is wrong with the date of a source (`2026-08-20`, `2022-06` or `2025`), or undefined. */
export function asOfProblem(date: string): string | undefined {
  if (!Object.values(shapes).some(({ pattern }) => pattern.test(date)))
    return `must be a date such as 2026-08-20, 2022-06 or 2025, not ${date}`
  const problem = calendarProblem(date) ?? yearProblem(date)
  return problem && `is no date of a source: ${problem}`
}

function yearProblem(date: string): string | undefined {
  const year = Number(date.slice(0, 4))
  const from = Number(covered.from.slice(0, 4))
  const to = Number(covered.to.slice(0, 4))
  if (year < from || year > to)
    return `unknown year ${year}: the facts cover ${from} to ${to}`
  if (date > covered.to.slice(0, date.length))
    return `${date} lies after ${covered.to}, the day the facts were last gone through`
  return undefined
}

function calendarProblem(date: string): string | undefined {
  const [year = 1, month = 1, day = 1] = date.split('-').map(Number)
  const moment = new Date(Date.UTC(year, month - 1, day))
  const exists = moment.getUTCFullYear() === year && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day
  return exists ? undefined : `${date} is not in the calendar`
}
