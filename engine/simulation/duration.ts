const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 }

/**
 * Reads a length of virtual time as case files write it.
 *
 * @param value seconds as a number, or text such as `90s`, `15m`, `2h`, `3d` or `1d12h`
 * @returns seconds, or undefined where the value is neither
 */
export function parseDuration(value: unknown): number | undefined {
  if (typeof value === 'number')
    return Number.isFinite(value) && value >= 0 ? value : undefined
  if (typeof value !== 'string' || !/^(\d+(\.\d+)?[smhd])+$/.test(value))
    return undefined
  let seconds = 0
  for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)([smhd])/g))
    seconds += Number(amount) * SECONDS[unit!]!
  return seconds
}

/**
 * Writes a length of virtual time the way the meters show it: `00:00:41` below a day, `3 d 02:00:00` or `3 d` from there.
 *
 * @param seconds a length of time in seconds, zero or more
 * @returns text of fixed width below a day
 */
export function formatElapsed(seconds: number): string {
  const whole = Math.floor(seconds)
  const days = Math.floor(whole / 86_400)
  const clock = [Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60, whole % 60]
    .map(part => String(part).padStart(2, '0'))
    .join(':')
  if (days === 0)
    return clock
  return whole % 86_400 === 0 ? `${days} d` : `${days} d ${clock}`
}
