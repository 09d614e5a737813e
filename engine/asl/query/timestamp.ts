const form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

/**
 * Milliseconds since the epoch of a timestamp in the States Language's form, RFC 3339 with a capital T between date and
 * time and a capital Z or a numeric offset at the end, or undefined for anything else, impossible dates included.
 * Fractions finer than milliseconds are kept. https://states-language.net/#timestamps
 */
export function parseTimestamp(text: string): number | undefined {
  return moment(form.exec(text))
}

const offsetForm = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i

/**
 * Milliseconds since the epoch of an ISO-8601 extended offset date-time, as a Wait reads one when it runs: `t` and `z` may be
 * small and seconds left out (measured). Undefined for anything else.
 */
export function parseOffsetDateTime(text: string): number | undefined {
  return moment(offsetForm.exec(text))
}

function moment(parts: RegExpExecArray | null): number | undefined {
  if (!parts) return undefined
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(part => Number(part ?? 0)) as [number, number, number, number, number, number]
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  if (!real) return undefined
  const offset = offsetMinutes(parts[8]!.toUpperCase())
  if (offset === undefined) return undefined
  return date.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000 + Number(parts[7] ?? 0) * 1000
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(4, 6))
  if (hours > 18 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
