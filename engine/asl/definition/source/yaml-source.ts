import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml'
import { MAX_DEPTH } from './json-source.ts'
import type { SourceNode } from './source-text.ts'
import { sayYaml11 } from './yaml-1.1.ts'

/**
 * YAML text as JSON with positions. YAML 1.2 core schema: `on`, `off`, `yes` and dates are strings. Anchors, aliases and
 * merge keys work; an alias that contains itself or that multiplies the document beyond reason is an error, not a hang.
 */

export interface YamlProblem {
  message: string
  start: number
  end: number
  /** `warning`: the text was read all the same; `yaml-1.1`: others read it otherwise. */
  kind: 'syntax' | 'duplicate' | 'depth' | 'warning' | 'yaml-1.1'
  /** For duplicates: the key, and the steps to the mapping that has it twice. */
  key?: string
  path?: string[]
}

export interface YamlSource {
  value: unknown
  root: SourceNode | undefined
  problems: YamlProblem[]
  /** Steps from the root to each value that is one placeholder, `${…}`, and stands without quotes. */
  placeholders: string[][]
}

/** How many values aliases may add to a document: a definition of 1 MB has fewer in all. */
const MAX_ALIASED = 50_000

/** What a value with a tag of its own stands for: `!Sub`, and the value as it is without. */
export type Tags = (tag: string, value: unknown) => unknown

/**
 * Reads a YAML text. Never throws: what is wrong is in `problems`, and `value` is undefined when there is an error.
 *
 * @param tags who reads tags such as `!Sub`; without it they are told, and the references among them become placeholders
 */
export function readYaml(text: string, tags?: Tags): YamlSource {
  const problems: YamlProblem[] = []
  try {
    const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: false, prettyErrors: false, logLevel: 'error', merge: true })
    // Deep nesting exhausts the library's stack, which it reports as one more syntax error.
    const deep = document.errors.find(({ message }) => /call stack/i.test(message))
    if (deep) throw new RangeError(deep.message)
    const error = firstYamlError(text, document.errors)
    if (error) problems.push({ ...error, kind: 'syntax' })
    for (const warning of document.warnings) {
      if (tags === undefined) problems.push({ message: warning.message, start: warning.pos[0], end: warning.pos[1], kind: 'warning' })
    }
    if (document.errors.length > 0) return { value: undefined, root: undefined, problems, placeholders: [] }
    const reader = new Reader(problems, tags)
    const value = reader.value(document.contents, 0)
    const root = document.contents === null ? undefined : new YamlNode(document.contents, undefined)
    return { value: reader.failed ? undefined : value, root, problems, placeholders: reader.placeholders }
  } catch (error) {
    // The library recurses: a text of ten thousand brackets ends here with the engine's own RangeError.
    const deep = error instanceof RangeError
    problems.length = 0
    problems.push({
      message: deep ? 'the text is nested too deeply' : `the text can not be read: ${error instanceof Error ? error.message : String(error)}`,
      start: 0,
      end: 0,
      kind: deep ? 'depth' : 'syntax',
    })
    return { value: undefined, root: undefined, problems, placeholders: [] }
  }
}

/**
 * The one syntax error that is worth a message: what comes after the first only follows from it.
 *
 * @param text the text
 * @param errors what the library has found, in the order of the text
 * @returns the first; where its line is indented with a tab, or another document begins, it says so, whatever the library made of that
 */
export function firstYamlError(text: string, errors: readonly { message: string, pos: [number, number] }[]): Pick<YamlProblem, 'message' | 'start' | 'end'> | undefined {
  const [first] = errors
  if (!first) return undefined
  const [start, end] = first.pos
  if (/multiple documents/.test(first.message)) return { message: 'A second YAML document begins here, and a file holds one: put each into a file of its own', start, end: start + 3 }
  const line = text.lastIndexOf('\n', start - 1) + 1
  const tab = /^ *\t/.exec(text.slice(line))
  return tab ? { message: 'Tabs are not allowed as indentation', start: line, end: line + tab[0].length } : { message: first.message, start, end }
}

class Reader {
  failed = false
  readonly placeholders: string[][] = []
  readonly #problems: YamlProblem[]
  readonly #anchors = new Map<string, Node>()
  readonly #open = new Set<Node>()
  readonly #path: string[] = []
  #aliasDepth = 0
  #aliased = 0

  readonly #tags: Tags | undefined

  constructor(problems: YamlProblem[], tags?: Tags) {
    this.#problems = problems
    this.#tags = tags
  }

  value(node: unknown, depth: number): unknown {
    const value = this.#untagged(node, depth)
    const tag = (node as Node | null | undefined)?.tag
    return this.#tags && tag !== undefined && /^!\w/.test(tag) ? this.#tags(tag, value) : value
  }

  #untagged(node: unknown, depth: number): unknown {
    if (this.failed || node === null || node === undefined) return null
    if (depth > MAX_DEPTH) return this.#fail(node, `nested deeper than ${MAX_DEPTH} levels`, 'depth')
    if (this.#aliasDepth > 0 && ++this.#aliased > MAX_ALIASED) return this.#fail(node, `aliases multiply the document to more than ${MAX_ALIASED} values`)
    if (isAlias(node)) return this.#alias(node.source, node, depth)
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return this.#fail(node, 'this kind of YAML node has no counterpart in JSON')
    if (node.anchor) this.#anchors.set(node.anchor, node as Node)
    if (isScalar(node)) return this.#scalar(node.value, node)
    this.#open.add(node as Node)
    const value = isSeq(node) ? node.items.map((item, index) => this.#inside(String(index), () => this.value(item, depth + 1))) : this.#map(node, depth)
    this.#open.delete(node as Node)
    return value
  }

  #inside<T>(step: string, read: () => T): T {
    this.#path.push(step)
    const value = read()
    this.#path.pop()
    return value
  }

  #map(node: YAMLMap, depth: number): Record<string, unknown> {
    const out: Record<string, unknown> = {}
    const own = new Set<string>()
    for (const pair of node.items as Pair[]) {
      const key = this.#key(pair)
      if (key === undefined) continue
      if (key === '<<') {
        this.#merge(out, own, this.value(pair.value, depth + 1), pair)
        continue
      }
      if (own.has(key)) this.#report(pair.key ?? node, `the key "${key}" is there twice`, 'duplicate', key)
      own.add(key)
      const value = this.#inside(key, () => this.value(pair.value, depth + 1))
      Object.defineProperty(out, key, { value, enumerable: true, configurable: true, writable: true })
    }
    return out
  }

  /** What the mapping says itself wins over what it merges, whichever comes first. */
  #merge(out: Record<string, unknown>, own: Set<string>, value: unknown, pair: Pair): void {
    const sources = Array.isArray(value) ? value : [value]
    for (const source of sources) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        this.#fail(pair.value ?? pair.key, 'a merge key ("<<") takes a mapping or a list of mappings')
        return
      }
      for (const [key, item] of Object.entries(source)) {
        if (!own.has(key) && !Object.hasOwn(out, key)) Object.defineProperty(out, key, { value: item, enumerable: true, configurable: true, writable: true })
      }
    }
  }

  #key(pair: Pair): string | undefined {
    const key = isAlias(pair.key) ? this.#anchors.get(pair.key.source) : pair.key
    if (key === null || key === undefined) return ''
    if (isScalar(key)) {
      if (key.anchor) this.#anchors.set(key.anchor, key)
      this.#compare(key, true)
      // The source keeps `1.0` or `true` as they were written: keys of JSON are text.
      return typeof key.value === 'string' ? key.value : typeof key.value === 'symbol' ? '<<' : (key.source ?? String(key.value ?? ''))
    }
    this.#fail(key, 'a key must be text')
    return undefined
  }

  #alias(source: string, node: Node, depth: number): unknown {
    const target = this.#anchors.get(source)
    if (target === undefined) return this.#fail(node, `there is no anchor &${source} before this alias`)
    if (this.#open.has(target)) return this.#fail(node, `the alias *${source} stands inside what it names`)
    this.#aliasDepth++
    const value = this.value(target, depth)
    this.#aliasDepth--
    return value
  }

  #scalar(value: unknown, node: Node): unknown {
    if (typeof value === 'number' && !Number.isFinite(value)) return this.#fail(node, 'JSON has no number for infinity or not-a-number')
    // CloudFormation's short forms stand for a value that exists only once the stack does.
    if (!this.#tags && typeof value === 'string' && (node.tag === '!Ref' || node.tag === '!GetAtt' || node.tag === '!ImportValue')) return `\${${value}}`
    this.#compare(node, false)
    if (typeof value === 'string' && isPlain(node) && /^\$\{[\w-]+\}$/.test(value)) this.placeholders.push([...this.#path])
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
    if (value === undefined) return null
    return this.#fail(node, 'this value has no counterpart in JSON')
  }

  /** An alias says nothing new. */
  #compare(node: Node, isKey: boolean): void {
    if (this.#aliasDepth > 0 || !isPlain(node)) return
    const message = sayYaml11(node.source ?? '', isKey)
    if (message !== undefined) this.#report(node, message, 'yaml-1.1')
  }

  #fail(node: unknown, message: string, kind: YamlProblem['kind'] = 'syntax'): null {
    if (!this.failed) this.#report(node, message, kind)
    this.failed = true
    return null
  }

  #report(node: unknown, message: string, kind: YamlProblem['kind'], key?: string): void {
    const range = (node as Node | null)?.range
    this.#problems.push({ message, kind, start: range?.[0] ?? 0, end: range?.[1] ?? 0, ...(key === undefined ? {} : { key, path: [...this.#path] }) })
  }
}

/** A scalar without quotes and without a tag. */
function isPlain(node: Node): node is Scalar {
  return isScalar(node) && node.type === 'PLAIN' && node.tag === undefined
}

class YamlNode implements SourceNode {
  readonly start: number
  readonly end: number
  readonly #node: unknown

  constructor(node: unknown, key: unknown) {
    const range = (node as Node | null | undefined)?.range
    const keyRange = (key as Node | null | undefined)?.range
    this.#node = node
    this.start = keyRange?.[0] ?? range?.[0] ?? 0
    this.end = Math.max(range?.[1] ?? 0, keyRange?.[1] ?? 0)
  }

  child(step: string): SourceNode | undefined {
    const node = this.#node
    if (isSeq(node)) {
      const item = /^\d+$/.test(step) ? node.items[Number(step)] : undefined
      return item === undefined ? undefined : new YamlNode(item, undefined)
    }
    if (!isMap(node)) return undefined
    for (const pair of node.items as Pair[]) {
      const key = pair.key
      const text = isScalar(key) ? (typeof key.value === 'string' ? key.value : (key.source ?? String(key.value ?? ''))) : undefined
      if (text === step) return new YamlNode(pair.value, key)
    }
    return undefined
  }
}
