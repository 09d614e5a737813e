/**
 * What a check says about a definition: the shape of AWS's `ValidateStateMachineDefinitionDiagnostic`, with the place
 * in the text beside AWS's JSON pointer.
 *
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
 */

/** A position in a text, counted from 1 as editors do. Columns count UTF-16 code units. */
export interface SourcePosition {
  line: number
  column: number
}

/** A stretch of text; `end` is the position just after the last character. */
export interface SourceRange {
  start: SourcePosition
  end: SourcePosition
}

/** `ERROR` and `WARNING` are AWS's; `ADVICE` is this project's own and never makes a definition invalid. */
export type Severity = 'ERROR' | 'WARNING' | 'ADVICE'

export interface Diagnostic {
  severity: Severity
  /** AWS's code for errors and warnings, one of ours (see advice-rules.ts) for advice. */
  code: string
  message: string
  /** JSON pointer into the definition; for text that is no JSON, AWS's line-and-column form. */
  location?: string
  range?: SourceRange
  file?: string
  /** Page that explains the rule. Only advice has one. */
  url?: string
  /** What to do about it, in a sentence of our own beside the service's message. */
  hint?: string
}

/** One diagnostic as one line: `file:line:column: severity CODE: message (pointer); hint`. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { severity, code, message, location, range, file, hint } = diagnostic
  const place = [file, range?.start.line, range?.start.column].filter((part) => part !== undefined).join(':')
  const pointer = location !== undefined && location.startsWith('/') ? ` (${location})` : ''
  return `${place === '' ? '' : `${place}: `}${severity.toLowerCase()} ${code}: ${message.trim()}${pointer}${hint === undefined ? '' : `; ${hint}`}`
}

/** A JSON pointer (RFC 6901) from its unescaped steps; the root is `/`, as AWS writes it. */
export function pointerOf(steps: readonly (string | number)[]): string {
  if (steps.length === 0) return '/'
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The steps of a JSON pointer; `''` and AWS's `/` are the root. */
export function stepsOf(pointer: string): string[] {
  if (pointer === '' || pointer === '/') return []
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}
