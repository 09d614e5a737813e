/** Virtual time on an axis. */

export interface Tick {
  /** Seconds. */
  at: number
  label: string
}

export interface TimeScale {
  log: boolean
  /** Where a moment lies, from 0 (the start) to 1 (the end). */
  place: (seconds: number) => number
  ticks: Tick[]
}

/** Distances that a clock's reader counts in, in seconds. */
const STEPS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800, 432_000, 864_000, 2_592_000, 7_776_000, 15_552_000, 31_536_000]

/** Marks of a logarithmic axis, in seconds: a reader knows these by heart. */
const DECADES = [1, 10, 60, 600, 3600, 21_600, 86_400, 604_800, 2_592_000, 31_536_000]

/**
 * Writes a length of time with one unit: `45 s`, `5 min`, `3 h`, `2 d`.
 *
 * @param seconds zero or more
 * @returns short text; a number that its unit does not divide keeps one decimal
 */
export function formatSpan(seconds: number): string {
  const [size, unit] = seconds >= 86_400 ? [86_400, 'd'] : seconds >= 3600 ? [3600, 'h'] : seconds >= 60 ? [60, 'min'] : [1, 's']
  const value = seconds / (size as number)
  return `${seconds < 1 ? Number(value.toFixed(2)) : Number(value.toFixed(1))} ${unit}`
}

/**
 * An axis whose marks are equally far apart.
 *
 * @param end seconds at its end
 * @param most how many marks it may have, the one at 0 included
 */
export function linearScale(end: number, most = 6): TimeScale {
  const length = end > 0 ? end : 1
  const step = STEPS.find(one => length / one <= most - 1) ?? Math.ceil(length / 31_536_000 / (most - 1)) * 31_536_000
  // The whole axis in one unit: 0, 50, 100, 150 s.
  const ticks: Tick[] = []
  for (let at = 0; at <= length * 1.0001; at += step)
    ticks.push({ at, label: at === 0 ? '0' : labelOf(at, step) })
  return { log: false, place: seconds => Math.min(1, Math.max(0, seconds / length)), ticks }
}

function labelOf(at: number, step: number): string {
  return step < 60 && at < 600 ? `${Number(at.toFixed(2))} s` : formatSpan(at)
}

/**
 * An axis on which a second and a year can both be seen.
 *
 * @param end seconds at its end
 * @param gap how far apart two marks are at least, as a part of the axis
 */
export function logScale(end: number, gap = 0.11): TimeScale {
  const length = Math.log1p(Math.max(end, 1))
  const place = (seconds: number) => Math.min(1, Math.max(0, Math.log1p(seconds) / length))
  const ticks: Tick[] = [{ at: 0, label: '0' }]
  for (const at of DECADES) {
    if (at <= end && place(at) - place(ticks.at(-1)!.at) > gap)
      ticks.push({ at, label: formatSpan(at) })
  }
  return { log: true, place, ticks }
}

/**
 * The axis that shows most of a set of moments: logarithmic where a linear one would put most of what happens into one spot.
 *
 * @param moments seconds, in any order
 * @param end seconds at the end of the axis
 * @param most how many marks there is room for
 */
export function fittingScale(moments: readonly number[], end: number, most = 5): TimeScale {
  const inner = [...new Set(moments.filter(moment => moment > 0 && moment < end))]
  const crowded = inner.filter(moment => moment < end / 100 && moment >= 1).length
  return crowded >= 2 && crowded >= inner.length / 3 ? logScale(end, most < 5 ? 1 / most : undefined) : linearScale(end, most)
}
