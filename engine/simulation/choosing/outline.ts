import type { Json } from '../../asl/index.ts'

/** A field of an object or an entry of a list, with the lines that it takes. */
export interface Entry {
  /** The field's name. Of a list's entry: its first lines, without comments. */
  key: string
  /** Blank lines and comments above it, then the lines that it begins with. */
  head: string[]
  /** Fields or entries below those, in block style; undefined where there is nothing that stands by itself. */
  children?: Entry[]
  /** Whether the children are entries of a list. */
  isList: boolean
  /** What it is, as JSON; aliases are what they stand for. */
  value: string
}

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s"'#{[&*!|>%@-][^:]*)):(?=\s|$)/
const BLOCK_TEXT = /:\s+(?:&\S+\s+)?[|>][-+\d]*\s*(?:#.*)?$/

const indentOf = (line: string) => line.length - line.trimStart().length
const isBare = (line: string) => /^\s*(?:#|$)/.test(line)

/** A line without its comment, its anchor and the space around it. */
export const bare = (line: string): string => line.replace(/(^|\s)#\s.*$/, '').replace(/(^|\s)&\S+(?=\s|$)/, '').trim()

/** All the lines of an entry. */
export const linesOf = ({ head, children }: Entry): string[] => [...head, ...(children ?? []).flatMap(linesOf)]

/**
 * Reads a definition in block style as what stands by itself: fields, and entries of lists.
 *
 * @param text YAML; what it has in flow style on several lines, or as a block of text, is taken as one
 * @param definition what the text says
 */
export function outline(text: string, definition: Json): Entry[] {
  return entriesOf(text.replace(/\n+$/, '').split('\n'), definition) ?? []
}

function entriesOf(lines: readonly string[], value: Json | undefined): Entry[] | undefined {
  const first = lines.find(line => !isBare(line))
  if (first === undefined || typeof value !== 'object' || value === null)
    return undefined
  const indent = indentOf(first)
  const isList = Array.isArray(value)
  const starts = lines.flatMap((line, index) => !isBare(line) && indentOf(line) === indent ? [index] : [])
  if (lines.some(line => !isBare(line) && indentOf(line) < indent) || !starts.every(index => isList ? /^\s*-(?:\s|$)/.test(lines[index]!) : KEY.test(lines[index]!.trim())))
    return undefined
  // What is blank or a comment belongs to what comes after it.
  return starts.map((start, index) => {
    const part = lines.slice(leadFrom(lines, start, starts[index - 1]), leadFrom(lines, starts[index + 1] ?? lines.length, start))
    return isList ? itemOf(part, indent, (value as Json[])[index]) : fieldOf(part, value as Record<string, Json>)
  })
}

/** Where the blank lines and comments above a line begin. */
function leadFrom(lines: readonly string[], line: number, before: number | undefined): number {
  let from = line
  while (from > (before ?? -1) + 1 && isBare(lines[from - 1]!)) from--
  return from
}

function fieldOf(lines: readonly string[], object: Record<string, Json>): Entry {
  const at = lines.findIndex(line => !isBare(line))
  const [, double, single, plain] = KEY.exec(lines[at]!.trim())!
  const key = double ?? single ?? plain!.trim()
  return split(key, lines, at + 1, object[key], BLOCK_TEXT.test(lines[at]!))
}

function itemOf(lines: readonly string[], indent: number, value: Json | undefined): Entry {
  let rest = lines.findIndex(line => !isBare(line)) + 1
  // What is deeper than the entry's fields belongs to the first of them, which stands behind the dash.
  while (rest < lines.length && (isBare(lines[rest]!) || indentOf(lines[rest]!) > indent + 2)) rest++
  return split(lines.slice(0, rest).map(bare).join(' ').trim(), lines, rest, value, false)
}

function split(key: string, lines: readonly string[], at: number, value: Json | undefined, isText: boolean): Entry {
  const children = isText ? undefined : entriesOf(lines.slice(at), value)
  return { key, head: children ? lines.slice(0, at) : [...lines], ...(children ? { children } : {}), isList: Array.isArray(value), value: JSON.stringify(value) ?? '' }
}
