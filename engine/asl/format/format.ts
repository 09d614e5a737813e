import type { Diagnostic } from '../definition/source/diagnostic.ts'
import { parseDefinition } from '../definition/source/parse.ts'
import { commentsOf } from './comments.ts'
import { formatJson } from './format-json.ts'
import { formatYaml } from './format-yaml.ts'

/** A definition's text in one form, or what is wrong with it. */
export type Formatted = { text: string } | { problem: Diagnostic }

/**
 * Writes a definition's text in one form: fields in the order of AWS's documentation, two spaces a level. What it says stays, and so do its
 * comments, anchors, merge keys, quotes and numbers as they are written: the result is read again and compared before it is given back.
 *
 * @param text JSON or YAML, as `parseDefinition` reads it
 * @param options.file name that decides the format and stands in diagnostics
 * @returns the text, or the first error of a text that is not read, or that can not be kept whole
 */
export function formatDefinition(text: string, { file }: { file?: string } = {}): Formatted {
  const named = file === undefined ? {} : { file }
  const parsed = parseDefinition(text, named)
  const problem = parsed.diagnostics.find(({ severity }) => severity === 'ERROR')
  if (problem) return { problem }
  const isJson = /\.json$/i.test(file ?? '') || (!/\.ya?ml$/i.test(file ?? '') && /^\s*[{["]/.test(text))
  const ways = isJson ? [() => formatJson(text)] : [true, false].map((isSorted) => () => settled(text, isSorted))
  for (const way of ways) {
    const result = way()
    if (result !== undefined && isKept(text, result, named, isJson)) return { text: result }
  }
  const start = { line: 1, column: 1 }
  return { problem: { severity: 'ERROR', code: 'NOT_FORMATTED', message: 'this file can not be written in another form without losing something, and stays as it is', range: { start, end: start }, ...named } }
}

/** How often a text is written anew until it stays the same. */
const MOST_ROUNDS = 8

/** A comment at the end of a block may belong to another block once it is written, and moves again then. */
function settled(text: string, isSorted: boolean): string | undefined {
  let before = formatYaml(text, isSorted)
  for (let round = 1; round < MOST_ROUNDS; round++) {
    const after = formatYaml(before, isSorted)
    if (after === before) return after
    before = after
  }
  return undefined
}

/** Whether a result says what the text says, and has its comments. */
function isKept(text: string, result: string, named: { file?: string }, isJson: boolean): boolean {
  const [before, after] = [text, result].map((one) => canonical(parseDefinition(one, named).definition))
  return before === after && (isJson || commentsOf(text).join('\n') === commentsOf(result).join('\n'))
}

/** A value as text, whatever the order of its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => (typeof member === 'object' && member !== null && !Array.isArray(member)
    ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
    : member))
}
