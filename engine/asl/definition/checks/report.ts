import type { Diagnostic, Severity } from '../source/diagnostic.ts'

/** The way from the root of a definition to a member: names of fields and states, indexes of arrays. */
export type Place = readonly (string | number)[]

export interface Finding extends Diagnostic {
  place: Place | undefined
}

/** Collects what the checks find. A check that has nothing to say about a place says it once. */
export class Report {
  readonly findings: Finding[] = []
  readonly #known = new Set<string>()

  /** `place` is undefined for the few findings of AWS that have no location. */
  add(severity: Severity, code: string, message: string, place: Place | undefined, url?: string): void {
    const location = place === undefined ? undefined : locationOf(place)
    const key = JSON.stringify([code, message, location])
    if (this.#known.has(key)) return
    this.#known.add(key)
    this.findings.push({
      severity,
      code,
      message,
      ...(location === undefined ? {} : { location }),
      ...(url === undefined ? {} : { url }),
      place,
    })
  }

  error(code: string, message: string, place: Place | undefined): void {
    this.add('ERROR', code, message, place)
  }

  /** The code that AWS gives to everything that is not a matter of transitions, names or expressions. */
  schema(message: string, place: Place): void {
    this.error('SCHEMA_VALIDATION_FAILED', message, place)
  }

  warning(code: string, message: string, place: Place): void {
    this.add('WARNING', code, message, place)
  }
}

/** A place as AWS's diagnostics write it: `/States/Route/Choices[0]/Next`, with array indexes in brackets. */
export function locationOf(place: Place): string {
  if (place.length === 0) return '/'
  return place.map((step) => (typeof step === 'number' ? `[${step}]` : `/${step}`)).join('')
}
