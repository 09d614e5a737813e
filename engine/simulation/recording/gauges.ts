/** Numbers that handlers.ts keeps over virtual time, by name: moments in seconds since the start, and the value from then on. */
export type Gauges = Record<string, [at: number, value: number][]>

/**
 * The value of a gauge at a moment.
 *
 * @param gauges what was recorded
 * @param name a gauge
 * @param at seconds of virtual time since the start
 * @returns its last value by then; undefined before the first
 */
export function gaugeAt(gauges: Gauges, name: string, at: number): number | undefined {
  const points = gauges[name] ?? []
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (points[middle]![0] <= at)
      low = middle + 1
    else
      high = middle
  }
  return points[low - 1]?.[1]
}

/**
 * The greatest value of a gauge up to a moment.
 *
 * @param gauges what was recorded
 * @param name a gauge
 * @param at seconds of virtual time since the start; everything by default
 * @returns the greatest value; undefined before the first
 */
export function mostOf(gauges: Gauges, name: string, at = Number.POSITIVE_INFINITY): number | undefined {
  return extreme(gauges, name, at, Math.max)
}

/** The smallest value of a gauge up to a moment; see `mostOf`. */
export function leastOf(gauges: Gauges, name: string, at = Number.POSITIVE_INFINITY): number | undefined {
  return extreme(gauges, name, at, Math.min)
}

/**
 * The stretches of time in which a gauge stood at one value, up to a moment.
 *
 * @param gauges what was recorded
 * @param name a gauge
 * @param at seconds of virtual time since the start
 * @returns the stretches in order, the last one cut off at the moment
 */
export function stretchesOf(gauges: Gauges, name: string, at: number): { from: number, to: number, value: number }[] {
  const points = gauges[name] ?? []
  return points.flatMap(([from, value], index) => from <= at
    ? [{ from, to: Math.min(points[index + 1]?.[0] ?? Number.POSITIVE_INFINITY, at), value }]
    : [])
}

function extreme(gauges: Gauges, name: string, at: number, better: (a: number, b: number) => number): number | undefined {
  let found: number | undefined
  for (const [moment, value] of gauges[name] ?? []) {
    if (moment > at)
      break
    found = found === undefined ? value : better(found, value)
  }
  return found
}

/** Writes gauges down while a world runs. A value that stays the same is written once. */
export class GaugeBook {
  readonly gauges: Gauges = {}
  private readonly now: () => number
  private readonly start: number

  /** `now`: virtual milliseconds since the epoch. */
  constructor(now: () => number) {
    this.now = now
    this.start = now()
  }

  readonly write = (name: string, value: number): void => {
    const points = this.gauges[name] ??= []
    if (points.at(-1)?.[1] !== value)
      points.push([(this.now() - this.start) / 1000, value])
  }
}
