import type { SourceNode } from './source-text.ts'

/**
 * JSON text with positions. The value itself comes from `JSON.parse`; this scanner adds what that leaves out: where
 * each member stands, where and why a text is no JSON (in the words the service's own parser uses), and keys given twice.
 */

/** Why a text is no JSON, and where. */
export class JsonSyntaxError extends Error {
  readonly offset: number
  /** What to do about it, where that can be told. */
  readonly hint: string | undefined

  constructor(message: string, offset: number, hint?: string) {
    super(message)
    this.name = 'JsonSyntaxError'
    this.offset = offset
    this.hint = hint
  }
}

export interface DuplicateKey {
  key: string
  /** Steps from the root to the object that has the key twice. */
  path: string[]
  start: number
  end: number
}

export interface JsonSource {
  root: SourceNode
  duplicates: DuplicateKey[]
  /** Where `${…}` stands in place of a value, without quotes, in the order of the text; `path`: steps from the root. */
  substitutions: { start: number, end: number, path: string[] }[]
}

const NO_COMMENTS = 'JSON has no comments: put this into a Comment field, or write the definition as YAML, where # begins one'

/** Deeper than any definition the service takes, shallow enough for every recursive reader after this one. */
export const MAX_DEPTH = 500

class JsonNode implements SourceNode {
  start: number
  end = 0
  children: Map<string, JsonNode> | undefined

  constructor(start: number) {
    this.start = start
  }

  child(step: string): SourceNode | undefined {
    return this.children?.get(step)
  }

  members(): Iterable<[string, SourceNode]> {
    return this.children ?? []
  }
}

/**
 * Scans a JSON text.
 *
 * @throws JsonSyntaxError when the text is no JSON
 * @throws RangeError when it nests deeper than {@link MAX_DEPTH}
 */
export function scanJson(text: string): JsonSource {
  const scanner = new Scanner(text)
  const root = scanner.document()
  return { root, duplicates: scanner.duplicates, substitutions: scanner.substitutions }
}

const EXPECTED_VALUE = "was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"

class Scanner {
  readonly duplicates: DuplicateKey[] = []
  readonly substitutions: JsonSource['substitutions'] = []
  readonly #text: string
  readonly #path: string[] = []
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): JsonNode {
    const root = this.#value(this.#skip())
    if (this.#skip() < this.#text.length) throw this.#unexpected('expected end of text')
    return root
  }

  #skip(): number {
    while (this.#at < this.#text.length && ' \t\r\n'.includes(this.#text[this.#at]!)) this.#at++
    return this.#at
  }

  #value(start: number): JsonNode {
    const node = new JsonNode(start)
    const char = this.#text[this.#at]
    if (char === undefined) throw new JsonSyntaxError('Unexpected end-of-input', this.#at)
    if (char === '{') this.#object(node)
    else if (char === '[') this.#array(node)
    else if (char === '"') this.#string()
    else if (!this.#substitution()) this.#word()
    node.end = this.#at
    return node
  }

  #object(node: JsonNode): void {
    node.children = new Map()
    this.#enter()
    this.#at++
    if (this.#text[this.#skip()] === '}') return this.#leave()
    for (;;) {
      const start = this.#skip()
      if (this.#text[start] !== '"') throw this.#unexpected('was expecting double-quote to start field name')
      const key = this.#string()
      if (this.#text[this.#skip()] !== ':') throw this.#unexpected('was expecting a colon to separate field name and value')
      this.#at++
      this.#skip()
      if (node.children.has(key)) this.duplicates.push({ key, path: [...this.#path], start, end: this.#at })
      this.#path.push(key)
      node.children.set(key, this.#value(start))
      this.#path.pop()
      const next = this.#text[this.#skip()]
      if (next === '}') return this.#leave()
      if (next !== ',') throw this.#unexpected('was expecting comma to separate Object entries')
      this.#at++
    }
  }

  #array(node: JsonNode): void {
    node.children = new Map()
    this.#enter()
    this.#at++
    if (this.#text[this.#skip()] === ']') return this.#leave()
    for (let index = 0; ; index++) {
      const start = this.#skip()
      this.#path.push(String(index))
      node.children.set(String(index), this.#value(start))
      this.#path.pop()
      const next = this.#text[this.#skip()]
      if (next === ']') return this.#leave()
      if (next !== ',') throw this.#unexpected('was expecting comma to separate Array entries')
      this.#at++
    }
  }

  #depth = 0

  #enter(): void {
    if (++this.#depth > MAX_DEPTH) throw new RangeError(`nested deeper than ${MAX_DEPTH} levels`)
  }

  #leave(): void {
    this.#depth--
    this.#at++
  }

  #string(): string {
    const start = this.#at
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at]!
      if (char === '\\') this.#at++
      else if (char === '"') {
        this.#at++
        return this.#decode(start)
      } else if (char < ' ') {
        throw new JsonSyntaxError(`Illegal unquoted character (code ${char.charCodeAt(0)}): has to be escaped using backslash`, this.#at)
      }
    }
    throw new JsonSyntaxError('Unexpected end-of-input: was expecting closing quote for a string value', this.#text.length)
  }

  #decode(start: number): string {
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string
    } catch {
      throw new JsonSyntaxError('Unrecognized character escape in a string', start)
    }
  }

  /** `"Seconds": ${Delay}`, as templates are written whose values a deployment fills in. */
  #substitution(): boolean {
    const match = /\$\{[^{}"\r\n]+\}/y
    match.lastIndex = this.#at
    const found = match.exec(this.#text)
    if (found === null) return false
    this.substitutions.push({ start: this.#at, end: match.lastIndex, path: [...this.#path] })
    this.#at = match.lastIndex
    return true
  }

  #word(): void {
    const match = /[^\s,:{}[\]"]*/y
    match.lastIndex = this.#at
    const word = match.exec(this.#text)![0]
    if (!/^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)$/.test(word)) {
      if (word === '') throw this.#unexpected(EXPECTED_VALUE)
      throw new JsonSyntaxError(`Unrecognized token '${word.slice(0, 80)}': ${EXPECTED_VALUE}`, this.#at + word.length, this.#isComment() ? NO_COMMENTS : undefined)
    }
    this.#at += word.length
  }

  #isComment(): boolean {
    return /^(?:\/[/*]|#)/.test(this.#text.slice(this.#at, this.#at + 2))
  }

  #unexpected(expected: string): JsonSyntaxError {
    const point = this.#text.codePointAt(this.#at)
    if (point === undefined) return new JsonSyntaxError('Unexpected end-of-input', this.#at)
    return new JsonSyntaxError(`Unexpected character ('${String.fromCodePoint(point)}' (code ${point})): ${expected}`, this.#at, this.#isComment() ? NO_COMMENTS : undefined)
  }
}
