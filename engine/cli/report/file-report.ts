import { MISREADINGS, type Diagnostic } from '../../asl/index.ts'

/** What `asl validate` has found in a file. */
export interface FileReport {
  file: string
  result: 'OK' | 'FAIL'
  diagnostics: Diagnostic[]
  /** Why it was not looked at, where it was not: it can't be read, or is no definition. */
  unread?: string
}

/** Advice of one code in one file. */
export interface FoldedAdvice {
  code: string
  count: number
}

/**
 * Splits what was found into what is told in full and what is counted: advice, but for that on what is read otherwise than it is meant.
 *
 * @param isAll tell everything in full
 */
export function fold(diagnostics: readonly Diagnostic[], isAll: boolean): { told: Diagnostic[], folded: FoldedAdvice[] } {
  const isTold = ({ severity, code }: Diagnostic): boolean => isAll || severity !== 'ADVICE' || code === 'NOT_A_DEFINITION' || MISREADINGS.has(code)
  const counts = new Map<string, number>()
  for (const { code } of diagnostics.filter((one) => !isTold(one))) counts.set(code, (counts.get(code) ?? 0) + 1)
  return { told: diagnostics.filter(isTold), folded: [...counts].map(([code, count]) => ({ code, count })) }
}

/** Folded advice in a few words: `POLL_LOOP, RETRY_WITHOUT_JITTER ×3`. */
export function sayFolded(folded: readonly FoldedAdvice[]): string {
  return folded.map(({ code, count }) => (count === 1 ? code : `${code} ×${count}`)).join(', ')
}

/** All files in one line: `2 files: 1 error, 0 warnings, 4 advice`. */
export function summaryOf(reports: readonly FileReport[]): string {
  const count = (wanted: string): number => reports.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity === wanted).length
  const plural = (amount: number, word: string): string => `${amount} ${word}${amount === 1 ? '' : 's'}`
  const unread = reports.filter((report) => report.unread !== undefined).length
  const parts = [plural(count('ERROR'), 'error'), plural(count('WARNING'), 'warning'), `${count('ADVICE')} advice`]
  return `${plural(reports.length, 'file')}: ${parts.join(', ')}${unread === 0 ? '' : `; ${unread} not checked`}`
}
