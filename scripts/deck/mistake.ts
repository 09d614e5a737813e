import type { Diagnostic } from '../../engine/asl/index.ts'
import { relative, sep } from 'node:path'
import { formatDiagnostic } from '../../engine/asl/index.ts'

/** Something wrong in the deck's files, and whom it concerns. */
export interface Mistake extends Diagnostic {
  /** The slide it stands on: the file, and which of its slides, from 0. */
  slide?: { file: string, index: number }
  /** The pattern it is about. */
  pattern?: string
  /** There is nothing to show in place of what it concerns. */
  blocking?: true
}

/**
 * A mistake at a line of a file.
 *
 * @param file its path
 * @param line from 1
 * @param code what kind of mistake
 * @param message a sentence
 */
export function mistakeAt(file: string, line: number, code: string, message: string): Mistake {
  const place = { line, column: 1 }
  return { severity: 'ERROR', code, message, file, range: { start: place, end: place } }
}

/**
 * A mistake as the terminal, the slides and the tests say it.
 *
 * @param root the project's folder, which the file is named from
 * @param mistake what is wrong
 * @returns `file:line:column: error CODE: message`
 */
export function formatMistake(root: string, mistake: Diagnostic): string {
  return formatDiagnostic({ ...mistake, ...(mistake.file ? { file: relative(root, mistake.file).split(sep).join('/') } : {}) })
}
