import type { Diagnostic } from '../../../asl/index.ts'
import type { Asked } from '../exercise.ts'
import type { Finding } from '../grade-types.ts'
import type { TextSubject } from '../subject.ts'
import { nearestState } from '../near-state.ts'

/** Severities and codes that the definition must not earn. */
export function checkDiagnostics({ none = [], without = [] }: NonNullable<Asked['diagnostics']>, { diagnostics, definition }: TextSubject): Finding | undefined {
  const found = diagnostics.find(({ severity, code }) => none.includes(severity) || without.includes(code))
  if (!found)
    return undefined
  const same = diagnostics.filter(({ severity, code }) => none.includes(severity) || without.includes(code)).length
  const expected = [...none.map(severity => `no ${severity}`), ...without.map(code => `no ${code}`)].join(', ')
  const more = same > 1 ? ` (${same - 1} more)` : ''
  return { expected, actual: found.code, message: `${sentenceOf(found, definition)}${more}`, at: placeOf(found) }
}

/** A diagnostic as a sentence: AWS's code and text, then its line, with the state that was probably meant. */
export function sentenceOf(diagnostic: Diagnostic, definition: TextSubject['definition'] | undefined): string {
  const { code, message, range } = diagnostic
  const text = message.trim().replace(/\.$/, '')
  return `${range ? `Line ${range.start.line}: ` : ''}${code}: ${text}${nearestState(diagnostic, definition)}.`
}

/** Where a diagnostic stands. */
export function placeOf({ location, range }: Diagnostic): Finding['at'] {
  return {
    ...(location?.startsWith('/') ? { pointer: location } : {}),
    ...(range ? { line: range.start.line, column: range.start.column } : {}),
  }
}
