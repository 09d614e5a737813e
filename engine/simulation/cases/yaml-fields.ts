import type { Document, Node, Pair } from 'yaml'
import { withoutByteOrderMark } from '../../asl/query/json.ts'
import type { Diagnostic, SourceRange } from '../../asl/index.ts'
import { firstYamlError } from '../../asl/definition/source/yaml-source.ts'
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { parseDuration } from '../duration.ts'
import { orNear } from '../near-name.ts'

export type YamlNode = Node | null | undefined

/** Reads a YAML file field by field; what is wrong is collected, by line and column. */
export class YamlFields {
  readonly diagnostics: Diagnostic[] = []
  readonly document: Document.Parsed
  private readonly lines = new LineCounter()
  private readonly file: string
  private readonly code: string

  /**
   * @param text the file's text
   * @param file its name, for messages
   * @param code the code of its diagnostics
   */
  constructor(text: string, file: string, code: string) {
    this.file = file
    this.code = code
    const unmarked = withoutByteOrderMark(text)
    this.document = parseDocument(unmarked, { lineCounter: this.lines, prettyErrors: false })
    const error = firstYamlError(unmarked, this.document.errors)
    if (error)
      this.complain(error.message, error.start)
  }

  complain(message: string, where: YamlNode | number = 0): void {
    this.diagnostics.push({ severity: 'ERROR', code: this.code, message, file: this.file, range: this.rangeOf(where) })
  }

  /**
   * Where a field stands.
   *
   * @param path names of fields and numbers of list entries, from the top
   * @returns the place of its text or number, else of its name; of a field that is not there, the place of the nearest one around it
   */
  placeOf(path: readonly (string | number)[]): SourceRange {
    let node: YamlNode = this.document.contents
    let last: YamlNode = node
    for (const step of path) {
      const inside = this.resolved(node)
      if (isMap(inside)) {
        const pair = (inside.items as Pair<Node, Node | null>[]).find(({ key }) => isScalar(key) && String(key.value) === String(step))
        if (!pair)
          break
        node = pair.value
        last = isScalar(node) ? node : pair.key
      }
      else if (isSeq(inside) && inside.items[Number(step)]) {
        node = last = inside.items[Number(step)] as Node
      }
      else {
        break
      }
    }
    return this.rangeOf(last)
  }

  private rangeOf(where: YamlNode | number): SourceRange {
    const { line, col } = this.lines.linePos(typeof where === 'number' ? where : where?.range?.[0] ?? 0)
    const place = { line: Math.max(line, 1), column: Math.max(col, 1) }
    return { start: place, end: place }
  }

  /** The fields of a mapping by name; complains of any that is not of the list. */
  fields(node: YamlNode, what: string, known?: readonly string[]): Record<string, YamlNode> {
    const found: Record<string, YamlNode> = {}
    const mapping = this.resolved(node)
    if (mapping == null)
      return found
    if (!isMap(mapping)) {
      this.complain(`${what} must be a mapping`, node)
      return found
    }
    for (const { key, value } of mapping.items as Pair<Node, Node | null>[]) {
      const name = isScalar(key) ? String(key.value) : String(key)
      if (known && !known.includes(name))
        this.complain(`${what} has no field “${name}”${orNear(name, known, 'it knows')}`, key)
      found[name] = value
    }
    return found
  }

  plain(node: YamlNode): any {
    try {
      return node?.toJS(this.document)
    }
    catch (thrown) {
      this.complain(thrown instanceof Error ? thrown.message : String(thrown), node)
      return undefined
    }
  }

  /** What an alias (`*name`) stands for; any other node is itself. */
  resolved(node: YamlNode): YamlNode {
    return isAlias(node) ? node.resolve(this.document) ?? node : node
  }

  /** Text; `fallback` where the field is left out. */
  text(node: YamlNode, what: string, parent?: YamlNode, fallback?: string): string {
    const value = this.plain(node)
    if (typeof value === 'string' && value !== '')
      return value
    if (value === undefined && fallback !== undefined)
      return fallback
    this.complain(`${what} must be text`, node ?? parent)
    return ''
  }

  /** One of a few words; the first of them where the field is left out. */
  word<Word extends string>(node: YamlNode, what: string, words: readonly Word[]): Word {
    const value = this.plain(node) ?? words[0]
    if (!words.includes(value))
      this.complain(`${what} must be ${words.join(' or ')}`, node)
    return value
  }

  number(node: YamlNode, what: string, fallback?: number): number {
    const value = this.plain(node) ?? fallback
    if (typeof value === 'number' && Number.isFinite(value))
      return value
    this.complain(`${what} must be a number`, node)
    return 0
  }

  /** Seconds, from a number or a duration. `parent` is where it is missed, if it is left out. */
  seconds(node: YamlNode, what: string, parent?: YamlNode): number {
    const seconds = parseDuration(this.plain(node))
    if (seconds === undefined)
      this.complain(`${what} must be seconds or a duration such as 90s, 2h or 3d`, node ?? parent)
    return seconds ?? 0
  }

  list(node: YamlNode, what: string): Node[] {
    const sequence = this.resolved(node)
    if (sequence == null)
      return []
    if (isSeq(sequence))
      return sequence.items as Node[]
    this.complain(`${what} must be a list`, node)
    return []
  }

  texts(node: YamlNode, what: string): string[] {
    return this.list(node, what).map(item => this.text(item, `An entry of ${what}`, node))
  }

  /** A mapping of names to texts and numbers. */
  values(node: YamlNode, what: string): Record<string, string | number> {
    return Object.fromEntries(Object.entries(this.fields(node, what)).map(([name, value]) => {
      const plain: unknown = this.plain(value)
      if (typeof plain !== 'string' && typeof plain !== 'number')
        this.complain(`${what}: ${name} must be text or a number`, value ?? node)
      return [name, plain as string | number]
    }))
  }

  /** A mapping of names to numbers. */
  numbers(node: YamlNode, what: string): Record<string, number> {
    return Object.fromEntries(Object.entries(this.fields(node, what)).map(([name, value]) => [name, this.number(value, `${what}: ${name}`)]))
  }
}
