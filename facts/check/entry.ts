import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document, Node, Pair } from 'yaml'
import { firstYamlError } from '../../engine/asl/index.ts'
import type { FactDiagnostic } from '../types.ts'

/** One file of facts, as read from disk. */
export interface FactFile {
  /** The name that messages show: `facts/timeline.yaml`. */
  name: string
  text: string
}

/** One entry of a file, which knows on which line each of its fields stands. */
export interface Entry {
  value: Record<string, unknown>
  /** The names of the fields, in the order of the file. */
  fields: string[]
  /** Puts a message on the line of a field's value, or of the entry itself if there is no such field. */
  report: (message: string, field?: string) => void
  /** Puts a message on the line of the nth item of a field that is a list. */
  reportItem: (message: string, field: string, index: number) => void
}

/**
 * Reads a file that is a list of entries.
 *
 * @param file the file's name and text; any text will do
 * @param complain gets a diagnostic for everything that is not YAML or not a list of entries, and later for whatever is
 *   reported on an entry
 * @returns the entries that could be read; undefined for a file that is not YAML
 */
export function readEntries(file: FactFile, complain: (diagnostic: FactDiagnostic) => void): Entry[] | undefined {
  const lines = new LineCounter()
  const reportAt = (offset: number, message: string) => {
    const { line, col } = lines.linePos(Math.min(offset, file.text.length))
    complain({ file: file.name, line: Math.max(line, 1), column: Math.max(col, 1), message })
  }
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false })
  const error = firstYamlError(file.text, document.errors)
  if (error) {
    reportAt(error.start, `not YAML: ${error.message}`)
    return undefined
  }
  if (!isSeq(document.contents)) {
    reportAt(startOf(document.contents), 'expected a list of entries, each starting with `- id:`')
    return []
  }

  const entries: Entry[] = []
  for (const item of document.contents.items as (Node | null)[]) {
    if (!isMap(item)) {
      reportAt(startOf(item), 'expected an entry with fields, starting with `- id:`')
      continue
    }
    entries.push(entryOf(item.items as Pair<Node, Node | null>[], startOf(item), document, reportAt))
  }
  return entries
}

function entryOf(
  pairs: Pair<Node, Node | null>[],
  start: number,
  document: Document,
  reportAt: (offset: number, message: string) => void,
): Entry {
  const value: Record<string, unknown> = {}
  const nodes = new Map<string, Pair<Node, Node | null>>()
  for (const pair of pairs) {
    const name = isScalar(pair.key) ? String(pair.key.value) : String(pair.key)
    nodes.set(name, pair)
    value[name] = valueOf(pair, document, reportAt)
  }
  const offsetOf = (field: string | undefined) => {
    const pair = field === undefined ? undefined : nodes.get(field)
    return pair === undefined ? start : startOf(pair.value ?? pair.key)
  }
  return {
    value,
    fields: [...nodes.keys()],
    report: (message, field) => reportAt(offsetOf(field), message),
    reportItem: (message, field, index) => {
      const list = nodes.get(field)?.value
      const item = isSeq(list) ? list.items[index] as Node | undefined : undefined
      reportAt(item ? startOf(item) : offsetOf(field), message)
    },
  }
}

/** An alias is followed only here; one without an anchor, or one that grows without end, is a mistake like any other. */
function valueOf(pair: Pair<Node, Node | null>, document: Document, reportAt: (offset: number, message: string) => void): unknown {
  try {
    return pair.value?.toJS(document, { maxAliasCount: 100 }) ?? null
  }
  catch (error) {
    reportAt(startOf(pair.value), `not YAML: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}

function startOf(node: Node | null | undefined): number {
  return node?.range?.[0] ?? 0
}
