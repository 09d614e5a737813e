/**
 * Where everything stands in a definition that is being written: by lines and brackets, because half a definition has no syntax tree.
 * What can't be made out is passed over.
 */

export interface Entry {
  /** Keys, and places in lists from 0, from the outermost in; the entry's own last. */
  path: string[]
  keyFrom: number
  keyTo: number
  valueFrom: number
  /** A plain value on one line, without quotation marks; undefined for objects, lists and blocks. */
  value?: string
}

/** Where a cursor stands. */
export interface Place {
  /** What the cursor is in: the object, list or, where it is at a value, the entry. */
  path: string[]
  at: 'key' | 'value'
}

export interface Scan {
  entries: Entry[]
  /** Undefined where the cursor is in a comment. */
  place: Place | undefined
}

/** Whether a text is JSON, judged as the engine does: by how it begins. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[{["]/.test(text)
}

/**
 * Reads a text as far as it can be read.
 *
 * @param text a definition in YAML's block or flow style, or in JSON
 * @param cursor an offset in the text
 */
export function scan(text: string, cursor = -1): Scan {
  const result: Scan = { entries: [], place: undefined }
  if (looksLikeJson(text)) scanFlow(text, 0, [], cursor, result)
  else new BlockScan(text, cursor, result).run()
  return result
}

interface Level { indent: number, key: string, item: boolean }

class BlockScan {
  private stack: Level[] = []
  private readonly text: string
  private readonly cursor: number
  private readonly result: Scan

  constructor(text: string, cursor: number, result: Scan) {
    this.text = text
    this.cursor = cursor
    this.result = result
  }

  run(): void {
    let from = 0
    let blockIndent: number | undefined
    while (from <= this.text.length) {
      const end = !this.text.includes('\n', from) ? this.text.length : this.text.indexOf('\n', from)
      const line = this.text.slice(from, end)
      const indent = line.length - line.trimStart().length
      const holdsCursor = this.cursor >= from && this.cursor <= end
      let next = end + 1
      if (blockIndent !== undefined && (indent > blockIndent || line.trim() === '')) {
        if (holdsCursor) this.result.place = { path: this.path(), at: 'value' }
      }
      else {
        blockIndent = undefined
        if (line.trim() === '' || line.trimStart().startsWith('#')) {
          if (holdsCursor && line.trim() === '') this.placeAt(this.cursor - from)
        }
        else {
          const read = this.line(line, from, holdsCursor)
          if (read.block) blockIndent = read.indent
          next = Math.max(next, read.until)
        }
      }
      from = next
    }
  }

  /** @returns whether a block of text begins behind it, and where reading goes on */
  private line(line: string, from: number, holdsCursor: boolean): { block: boolean, indent: number, until: number } {
    let column = line.length - line.trimStart().length
    for (let marker = /^- +|^-$/.exec(line.slice(column)); marker; marker = /^- +|^-$/.exec(line.slice(column))) {
      this.item(column)
      column += marker[0].length
    }
    const rest = line.slice(column)
    const named = keyBefore(rest)
    if (!named) {
      const flow = /^[{[]/.test(rest) ? scanFlow(this.text, from + column, this.path(), this.cursor, this.result) : from + line.length
      if (holdsCursor && !this.result.place) {
        const inItem = this.stack.at(-1)?.item && this.stack.at(-1)!.indent < column && column > line.length - line.trimStart().length
        if (inItem) this.result.place = { path: this.path(), at: 'value' }
        else this.placeAt(column)
      }
      return { block: false, indent: column, until: flow }
    }
    this.key(column, named.key)
    const valueColumn = column + rest.length - rest.slice(named.colon + 1).trimStart().length
    const raw = line.slice(valueColumn)
    const block = /^[|>][-+\d]*\s*(?:#.*)?$/.test(raw)
    const opensFlow = /^[{[]/.test(raw)
    const value = block || opensFlow || raw === '' || raw.startsWith('#') ? undefined : plain(raw)
    this.result.entries.push({
      path: this.path(), keyFrom: from + column, keyTo: from + column + rest.slice(0, named.colon).trimEnd().length, valueFrom: from + valueColumn,
      ...(value === undefined ? {} : { value }),
    })
    const until = opensFlow ? scanFlow(this.text, from + valueColumn, this.path(), this.cursor, this.result) : from + line.length
    if (holdsCursor && !this.result.place) {
      const inKey = this.cursor <= from + column + named.colon
      this.result.place = inKey ? { path: this.path().slice(0, -1), at: 'key' } : { path: this.path(), at: 'value' }
    }
    return { block, indent: column, until }
  }

  private item(indent: number): void {
    while (this.stack.length > 0 && this.stack.at(-1)!.indent > indent) this.stack.pop()
    const before = this.stack.at(-1)
    const index = before?.item && before.indent === indent ? Number(this.stack.pop()!.key) + 1 : 0
    this.stack.push({ indent, key: String(index), item: true })
  }

  private key(indent: number, key: string): void {
    // A list may begin at its key's own column; the key that stands there afterwards ends it.
    while (this.stack.length > 0 && this.stack.at(-1)!.indent >= indent) this.stack.pop()
    this.stack.push({ indent, key, item: false })
  }

  private placeAt(column: number): void {
    const above = this.stack.filter(({ indent }) => indent < column)
    this.result.place = { path: above.map(({ key }) => key), at: 'key' }
  }

  private path(): string[] {
    return this.stack.map(({ key }) => key)
  }
}

/** The key that a line begins with, and where its colon stands. */
function keyBefore(line: string): { key: string, colon: number } | undefined {
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'([^']*)'/.exec(line)
  const from = quoted?.[0].length ?? 0
  const colon = from + line.slice(from).search(/:(?:\s|$)/)
  if (colon < from || (quoted ? line.slice(from, colon).trim() !== '' : /^[#{}[\],"'\s]/.test(line) || line.slice(0, colon).includes(' #'))) return undefined
  return { key: quoted ? quoted[1] ?? quoted[2]! : line.slice(0, colon).trimEnd(), colon }
}

/** A value without its comment and its quotation marks. */
function plain(raw: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'((?:[^']|'')*)'/.exec(raw)
  if (quoted) return quoted[1] ?? quoted[2]!.replaceAll('\'\'', '\'')
  return raw.replace(/\s+#.*$/, '').trim()
}

interface Bracket { list: boolean, index: number, key?: string, expectsValue: boolean }

/**
 * Reads objects and lists in brackets, from an opening one to the one that closes it or to the end of the text.
 *
 * @returns where it ended
 */
function scanFlow(text: string, start: number, outer: readonly string[], cursor: number, result: Scan): number {
  const stack: Bracket[] = []
  const path = () => [...outer, ...stack.flatMap(({ list, index, key }) => list ? [String(index)] : key === undefined ? [] : [key])]
  let at = start
  while (at < text.length) {
    const before = at
    const open = stack.at(-1)
    const character = text[at]!
    const atCursor = (to: number) => cursor > before && cursor <= to
    if (character === '{' || character === '[') {
      stack.push({ list: character === '[', index: 0, expectsValue: character === '[' })
      at++
    }
    else if (character === '}' || character === ']') {
      if (cursor === at && !result.place && open) result.place = placeIn(open, path())
      stack.pop()
      at++
      if (stack.length === 0) return at
    }
    else if (character === ',') {
      if (cursor === at && !result.place && open) result.place = placeIn(open, path())
      at++
      if (open?.list) open.index++
      else if (open) {
        delete open.key
        open.expectsValue = false
      }
    }
    else if (character === ':' && open && !open.list) {
      open.expectsValue = true
      at++
    }
    else if (/\s/.test(character)) {
      at += /^\s+/.exec(text.slice(at))![0].length
      if (cursor >= before && cursor < at && !result.place && open) result.place = placeIn(open, path())
    }
    else {
      const token = /^(?:"(?:[^"\\\n]|\\.)*"?|'(?:[^'\n]|'')*'?|\{%[^%]*%\}|[^\s,:{}[\]][^,:{}[\]\n]*)/.exec(text.slice(at))?.[0] ?? character
      at += token.length
      const word = plain(token.trimEnd())
      if (!open) return at
      if (open.list) {
        if (atCursor(at)) result.place = { path: path(), at: 'value' }
      }
      else if (!open.expectsValue) {
        if (atCursor(at)) result.place = { path: path(), at: 'key' }
        open.key = word
        const colon = /^\s*:\s*/.exec(text.slice(at))?.[0].length ?? 0
        const value = /^(?:"((?:[^"\\\n]|\\.)*)"|([^\s,:{}[\]"][^,{}[\]\n]*))/.exec(text.slice(at + colon))
        const found = value?.[1] ?? value?.[2]?.trim()
        result.entries.push({ path: path(), keyFrom: before, keyTo: before + token.trimEnd().length, valueFrom: at + colon, ...(found === undefined ? {} : { value: found }) })
      }
      else if (atCursor(at)) result.place = { path: path(), at: 'value' }
    }
  }
  return at
}

function placeIn({ list, expectsValue }: Bracket, path: string[]): Place {
  return { path, at: list || expectsValue ? 'value' : 'key' }
}
