import { isAbsolute, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Diagnostic } from '../../asl/index.ts'
import type { FileReport } from './file-report.ts'

const LEVELS = { ERROR: 'error', WARNING: 'warning', ADVICE: 'note' } as const

/**
 * Findings as a SARIF log, which code scanning and editors read.
 *
 * @returns JSON
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function asSarif(reports: readonly FileReport[]): string {
  const found = reports.flatMap(({ file, diagnostics, unread }) => (unread === undefined ? diagnostics.map((diagnostic) => ({ file, diagnostic })) : []))
  const urls = new Map(found.map(({ diagnostic: { code, url } }) => [code, url]))
  const ids = [...urls.keys()]
  const notifications = reports.flatMap(({ unread }) => (unread === undefined ? [] : [{ level: 'error', message: { text: unread } }]))
  const run = {
    tool: { driver: { name: 'asl', rules: ids.map((id) => ({ id, ...(urls.get(id) === undefined ? {} : { helpUri: urls.get(id) }) })) } },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: notifications.length === 0, ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }) }],
    results: found.map(({ file, diagnostic }) => resultOf(file, diagnostic, ids)),
  }
  return `${JSON.stringify({ $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`
}

function resultOf(file: string, { severity, code, message, location, range, hint }: Diagnostic, ids: readonly string[]): object {
  const region = range && { startLine: range.start.line, startColumn: range.start.column, endLine: range.end.line, endColumn: range.end.column }
  return {
    ruleId: code,
    ruleIndex: ids.indexOf(code),
    level: LEVELS[severity],
    message: { text: hint === undefined ? message : `${message}; ${hint}` },
    locations: [{
      physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...(region === undefined ? {} : { region }) },
      ...(location?.startsWith('/') ? { logicalLocations: [{ fullyQualifiedName: location }] } : {}),
    }],
  }
}

/** Relative to where the command was started, which in CI is the top of the repository; absolute for what lies elsewhere. */
function uriOf(file: string): string {
  const path = isAbsolute(file) ? relative(process.cwd(), file) : file
  return path.startsWith('..') || isAbsolute(path) ? pathToFileURL(file).href : path.split(sep).map(encodeURIComponent).join('/')
}
