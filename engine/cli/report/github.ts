import type { Diagnostic } from '../../asl/index.ts'
import { fold, sayFolded, type FileReport } from './file-report.ts'

const COMMANDS = { ERROR: 'error', WARNING: 'warning', ADVICE: 'notice' } as const

/**
 * A file's findings as workflow commands, which GitHub Actions shows beside the lines of a pull request. It shows ten of a kind a step, so that
 * advice is folded as in text.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function asGitHub({ file, diagnostics, unread }: FileReport, isAll: boolean): string {
  const { told, folded } = fold(diagnostics, isAll)
  const lines = told.map((diagnostic) => command(file, diagnostic))
  if (folded.length > 0) lines.push(`::notice file=${property(file)},title=advice::${data(sayFolded(folded))}`)
  if (unread !== undefined && told.length === 0) lines.push(`::error::${data(unread)}`)
  return lines.map((line) => `${line}\n`).join('')
}

function command(file: string, { severity, code, message, location, range, hint }: Diagnostic): string {
  const properties = [
    `file=${property(file)}`,
    ...(range === undefined ? [] : [`line=${range.start.line}`, `col=${range.start.column}`, `endLine=${range.end.line}`]),
    // A column of another line would be taken for one of the first.
    ...(range !== undefined && range.end.line === range.start.line ? [`endColumn=${range.end.column}`] : []),
    `title=${property(code)}`,
  ]
  const pointer = location?.startsWith('/') ? ` (${location})` : ''
  return `::${COMMANDS[severity]} ${properties.join(',')}::${data(`${message}${pointer}${hint === undefined ? '' : `; ${hint}`}`)}`
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
