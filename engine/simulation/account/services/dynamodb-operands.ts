/** What conditions and updates of DynamoDB are made of: tokens, paths, values. */

import type { Json, JsonObject } from '../../../asl/index.ts'
import { isObject } from '../../../asl/index.ts'
import { asValue, type AttributeValue, type Item, sizeOf } from './dynamodb-values.ts'
import { ServiceError } from './service.ts'

/** The two sets of placeholders an expression may use. */
export interface Placeholders {
  names: JsonObject
  values: JsonObject
}

const TOKEN = /\s*(<>|<=|>=|[<>=(),+\-.[\]]|[#:]?[\w$]+)/y

export class Tokens {
  private readonly list: string[] = []
  private at = 0
  readonly text: string

  constructor(text: string) {
    this.text = text
    TOKEN.lastIndex = 0
    const end = text.trimEnd().length
    while (TOKEN.lastIndex < end) {
      const from = TOKEN.lastIndex
      const match = TOKEN.exec(text)
      if (!match) throw syntax(text, text.slice(from, from + 10))
      this.list.push(match[1]!)
    }
  }

  get next(): string | undefined {
    return this.list[this.at]
  }

  take(): string {
    const token = this.list[this.at++]
    if (token === undefined) throw syntax(this.text, 'end of expression')
    return token
  }

  /** Takes a keyword or sign if it comes next, whatever its case. */
  accept(word: string): boolean {
    if (this.next?.toUpperCase() !== word) return false
    this.at++
    return true
  }

  expect(word: string): void {
    if (!this.accept(word)) throw syntax(this.text, this.next ?? 'end of expression')
  }
}

export function syntax(text: string, near: string): ServiceError {
  return new ServiceError('ValidationException', `Invalid expression: syntax error near '${near}' in '${text}'.`)
}

export type Path = (string | number)[]

/** Operands of conditions and updates. */
export class Operands {
  protected readonly tokens: Tokens
  protected readonly item: Item
  private readonly placeholders: Placeholders

  constructor(tokens: Tokens, item: Item, placeholders: Placeholders) {
    this.tokens = tokens
    this.item = item
    this.placeholders = placeholders
  }

  path(): Path {
    const path: Path = [this.name(this.tokens.take())]
    for (;;) {
      if (this.tokens.accept('.')) path.push(this.name(this.tokens.take()))
      else if (this.tokens.accept('[')) {
        path.push(Number(this.tokens.take()))
        this.tokens.expect(']')
      }
      else return path
    }
  }

  /** A value placeholder, a function or an attribute. */
  operand(): AttributeValue | undefined {
    const { next } = this.tokens
    if (next?.startsWith(':')) return this.value(this.tokens.take())
    if (next?.toLowerCase() === 'size') {
      this.tokens.take()
      this.tokens.expect('(')
      const value = read(this.item, this.path())
      this.tokens.expect(')')
      return value && { N: String(sizeOf(value)) }
    }
    return read(this.item, this.path())
  }

  protected value(token: string): AttributeValue {
    return asValue(this.placeholders.values[token], `The expression attribute value ${token}`)
  }

  private name(token: string): string {
    if (token.startsWith(':')) throw syntax(this.tokens.text, token)
    if (!token.startsWith('#')) return token
    const name = this.placeholders.names[token]
    if (typeof name !== 'string') throw new ServiceError('ValidationException', `An expression attribute name used in the document path is not defined: ${token}`)
    return name
  }
}

export function read(item: Item, path: Path): AttributeValue | undefined {
  let value: Json | undefined = { M: item }
  for (const step of path) {
    const holder: Json | undefined = value !== undefined && isObject(value) ? value : undefined
    if (!holder) return undefined
    const inner: Json | undefined = typeof step === 'number' ? holder.L : holder.M
    if (inner === undefined) return undefined
    value = Array.isArray(inner) ? inner[step as number] : isObject(inner) && Object.hasOwn(inner, String(step)) ? inner[String(step)] : undefined
  }
  return value as AttributeValue | undefined
}
