import { withoutByteOrderMark } from '../../query/json.ts'
import { pointerOf, stepsOf, type Diagnostic, type SourceRange } from './diagnostic.ts'
import { JsonSyntaxError, scanJson } from './json-source.ts'
import { findNode, LineIndex, type SourceNode } from './source-text.ts'
import type { StateMachineDefinition } from '../types.ts'
import { YAML_1_1 } from './yaml-1.1.ts'
import { readYaml, type Tags } from './yaml-source.ts'

/** A definition's text as read: the value if there is one, what was wrong, and where everything stands. */
export interface ParsedDefinition {
  /** The definition as written, not yet validated; undefined when the text is no JSON object. */
  definition?: StateMachineDefinition
  /** Problems of the text itself: syntax, keys given twice. What the definition says is `validate`'s business. */
  diagnostics: Diagnostic[]
  text: string
  file?: string
  /** Where the text itself stands, as a sentence's end, where lines are those of a field of another file. */
  within?: string
  /** JSON pointers of the values that are one placeholder and stand without quotes: they may become any JSON, and not only text. */
  unquoted: ReadonlySet<string>
  /** The text of a JSON pointer: a member's key and its whole value. Undefined where the text has no such member. */
  rangeOf(pointer: string): SourceRange | undefined
  /** Like `rangeOf`, by steps; for a member that is missing, the first line of the nearest enclosing one. */
  rangeAt(steps: readonly (string | number)[]): SourceRange | undefined
}

/** The longest definition that CreateStateMachine takes, in characters. */
const MAX_DEFINITION_LENGTH = 1_048_576

/**
 * Reads the text of a state machine definition: JSON, or YAML 1.2.
 *
 * Never throws. A file name ending in `.json`, `.yaml` or `.yml` decides the format; without one, a text that starts
 * like JSON is JSON.
 *
 * @param text the definition's text
 * @param options.file name to put into diagnostics; nothing is read from it
 * @param options.tags who reads YAML's own tags, where the text is a template
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export function parseDefinition(text: string, options: { file?: string, tags?: Tags } = {}): ParsedDefinition {
  return new Parse(text, options.file, options.tags).run()
}

/** The text as JSON: `${…}` in place of a value becomes a string of the same wording. */
function quoted(text: string, substitutions: readonly { start: number, end: number }[]): string {
  let result = ''
  let from = 0
  for (const { start, end } of substitutions) {
    result += text.slice(from, start) + JSON.stringify(text.slice(start, end))
    from = end
  }
  return result + text.slice(from)
}

class Parse {
  readonly #text: string
  readonly #file: string | undefined
  readonly #tags: Tags | undefined
  readonly #lines: LineIndex
  readonly #diagnostics: Diagnostic[] = []
  readonly #unquoted = new Set<string>()

  constructor(text: string, file: string | undefined, tags: Tags | undefined) {
    this.#text = withoutByteOrderMark(text)
    this.#file = file
    this.#tags = tags
    this.#lines = new LineIndex(this.#text)
  }

  run(): ParsedDefinition {
    if (this.#text.length > MAX_DEFINITION_LENGTH) {
      this.#report('SCHEMA_VALIDATION_FAILED', `The definition has ${this.#text.length} characters; the maximum is ${MAX_DEFINITION_LENGTH}`)
      return this.#result(undefined, undefined)
    }
    if (this.#text.trim() === '') return this.#noObject()
    const yamlFile = /\.ya?ml$/i.test(this.#file ?? '')
    if (!yamlFile && (/\.json$/i.test(this.#file ?? '') || /^\s*[{["]/.test(this.#text))) return this.#json()
    return this.#yaml(yamlFile)
  }

  #json(): ParsedDefinition {
    try {
      const { root, duplicates, substitutions } = scanJson(this.#text)
      const value: unknown = JSON.parse(quoted(this.#text, substitutions))
      for (const { start, end, path } of substitutions) {
        this.#unquoted.add(pointerOf(path))
        const message = `${this.#text.slice(start, end)} is taken for a value that is filled in when the definition is deployed`
        this.#report('SUBSTITUTION', message, this.#lines.range(start, end), 'ADVICE')
      }
      for (const { key, path, start, end } of duplicates) this.#duplicate(key, path, start, end)
      return this.#value(value, root)
    } catch (error) {
      if (error instanceof JsonSyntaxError) this.#syntax(error.message, error.offset, error.hint)
      else if (error instanceof RangeError) this.#report('TOO_DEEPLY_NESTED', `The definition is ${error.message}`)
      else this.#syntax(error instanceof Error ? error.message : String(error), 0)
      return this.#result(undefined, undefined)
    }
  }

  #yaml(yamlFile: boolean): ParsedDefinition {
    const { value, root, problems, placeholders } = readYaml(this.#text, this.#tags)
    for (const path of placeholders) this.#unquoted.add(pointerOf(path))
    // Plain words are a YAML string; without a file name that asks for YAML they are judged as the service does.
    if (!yamlFile && problems.length === 0 && (typeof value !== 'object' || value === null)) return this.#json()
    for (const { message, start, end, kind, key, path } of problems) {
      const range = this.#lines.range(start, Math.max(end, start + 1))
      if (kind === 'duplicate') this.#duplicate(key ?? '', path ?? [], start, end)
      else if (kind === 'yaml-1.1') this.#report('OLD_YAML_WORD', message, range, 'ADVICE', { url: YAML_1_1 })
      else if (kind === 'warning') this.#report('YAML_TAG_IGNORED', message, range, 'ADVICE')
      else if (kind === 'depth') this.#report('TOO_DEEPLY_NESTED', `The definition is too deeply nested: ${message}`, range)
      else this.#report('INVALID_YAML', message, range)
    }
    if (problems.some(({ kind }) => kind === 'syntax' || kind === 'depth')) return this.#result(undefined, root)
    return this.#value(value, root)
  }

  #value(value: unknown, root: SourceNode | undefined): ParsedDefinition {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.#noObject()
    return this.#result(value as StateMachineDefinition, root)
  }

  #noObject(): ParsedDefinition {
    this.#report('SCHEMA_VALIDATION_FAILED', 'Definition must be a valid JSON object')
    return this.#result(undefined, undefined)
  }

  #duplicate(key: string, path: string[], start: number, end: number): void {
    const state = path.at(-1) === 'States'
    const message = state ? `There is more than one state with the name '${key}'` : `Duplicate field '${key}'`
    const location = pointerOf([...path, key])
    this.#report(state ? 'DUPLICATE_STATE_NAME' : 'INVALID_JSON_DESCRIPTION', message, this.#lines.range(start, end), 'ERROR', { location })
  }

  #syntax(message: string, offset: number, hint?: string): void {
    const { line, column } = this.#lines.position(offset)
    const shown = this.#text.length > 500 ? `"${this.#text.slice(0, 500)}"[truncated ${this.#text.length - 500} chars]` : `"${this.#text}"`
    const location = `[Source: (String)${shown}; line: ${line}, column: ${column}]`
    this.#report('INVALID_JSON_DESCRIPTION', message, this.#lines.range(offset, offset + 1), 'ERROR', { location, ...(hint === undefined ? {} : { hint }) })
  }

  #report(code: string, message: string, range?: SourceRange, severity: Diagnostic['severity'] = 'ERROR', more: Pick<Diagnostic, 'location' | 'hint' | 'url'> = {}): void {
    const place = range ?? this.#lines.range(0, 0)
    this.#diagnostics.push({
      severity,
      code,
      message,
      ...more,
      range: place,
      ...(this.#file === undefined ? {} : { file: this.#file }),
    })
  }

  #result(definition: StateMachineDefinition | undefined, root: SourceNode | undefined): ParsedDefinition {
    const lines = this.#lines
    return {
      ...(definition === undefined ? {} : { definition }),
      diagnostics: this.#diagnostics,
      text: this.#text,
      ...(this.#file === undefined ? {} : { file: this.#file }),
      unquoted: this.#unquoted,
      rangeOf(pointer) {
        if (root === undefined) return undefined
        const { node, exact } = findNode(root, stepsOf(pointer))
        return exact ? lines.range(node.start, node.end) : undefined
      },
      rangeAt(steps) {
        if (root === undefined) return undefined
        const { node, exact } = findNode(root, steps.map(String))
        return lines.range(node.start, exact ? node.end : lines.endOfLine(node.start))
      },
    }
  }
}
