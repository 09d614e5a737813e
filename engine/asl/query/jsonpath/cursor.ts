import { QueryError } from '../query-error.ts'

/** Expressions nest this deep and no deeper: parsers recurse, and a hostile text must not exhaust the stack. */
const maxNesting = 100

/** A reading position in an expression's text, shared by the JSONPath parser and the intrinsic function parser. */
export class Cursor {
  readonly text: string
  at: number
  private nesting = 0

  constructor(text: string, at = 0) {
    this.text = text
    this.at = at
  }

  get done(): boolean {
    return this.at >= this.text.length
  }

  get char(): string {
    return this.text[this.at] ?? ''
  }

  startsWith(token: string): boolean {
    return this.text.startsWith(token, this.at)
  }

  take(token: string): boolean {
    if (!this.startsWith(token)) return false
    this.at += token.length
    return true
  }

  /** Takes what a sticky (`y`) regular expression matches here, or nothing. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    if (found) this.at += found.length
    return found || undefined
  }

  skipSpaces(): void {
    while (this.char === ' ' || this.char === '\t' || this.char === '\n' || this.char === '\r') this.at++
  }

  expect(token: string): void {
    if (!this.take(token)) this.fail(`Expected '${token}'${this.done ? ' but the expression ends' : ''}`)
  }

  nested<T>(read: () => T): T {
    if (++this.nesting > maxNesting) this.fail('The expression is nested too deeply')
    const result = read()
    this.nesting--
    return result
  }

  fail(problem: string, position = this.at): never {
    throw new QueryError('States.Runtime', `Invalid expression '${shorten(this.text)}' : ${problem} at position ${position}`, { position })
  }
}

export function shorten(text: string, length = 500): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`
}
