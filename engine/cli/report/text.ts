import { formatDiagnostic, type Diagnostic } from '../../asl/index.ts'
import { printable, type Paint } from '../terminal.ts'
import { fold, sayFolded, type FileReport } from './file-report.ts'

const COLOURS = { ERROR: 'red', WARNING: 'yellow', ADVICE: 'blue' } as const

/** A file's findings for a person, a line each; advice in one line, unless all of it is wanted. */
export function asText({ file, diagnostics }: FileReport, isAll: boolean, paint: Paint): string {
  const { told, folded } = fold(diagnostics, isAll)
  const lines = told.map((diagnostic) => line(diagnostic, paint))
  if (folded.length > 0) lines.push(`${printable(file)}: ${paint('blue', 'advice')}: ${sayFolded(folded)} (--advice tells all)`)
  return lines.map((text) => `${text}\n`).join('')
}

function line(diagnostic: Diagnostic, paint: Paint): string {
  const word = diagnostic.severity.toLowerCase()
  const text = printable(formatDiagnostic(diagnostic))
  return text.replace(`${word} ${diagnostic.code}`, `${paint(COLOURS[diagnostic.severity], word)} ${diagnostic.code}`)
}
