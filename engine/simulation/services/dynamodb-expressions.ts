/**
 * DynamoDB's condition and update expressions.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */

import type { Json, JsonObject } from '../../asl/index.ts'
import { isObject } from '../../asl/index.ts'
import { asValue, type AttributeValue, compareValues, type Item, numberOf, sameValue, sizeOf, typeOf } from './dynamodb-values.ts'
import { ServiceError } from './service.ts'

/** The two sets of placeholders an expression may use. */
export interface Placeholders {
  names: JsonObject
  values: JsonObject
}

const TOKEN = /\s*(<>|<=|>=|[<>=(),+\-.[\]]|[#:]?[\w$]+)/y

class Tokens {
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

function syntax(text: string, near: string): ServiceError {
  return new ServiceError('ValidationException', `Invalid expression: syntax error near '${near}' in '${text}'.`)
}

type Path = (string | number)[]

/** Whether a condition holds for an item; an item that doesn't exist has no attributes. */
export function conditionHolds(text: string, item: Item, placeholders: Placeholders): boolean {
  const tokens = new Tokens(text)
  const holds = new Condition(tokens, item, placeholders).disjunction()
  if (tokens.next !== undefined) throw syntax(text, tokens.next)
  return holds
}

/** Operands of conditions and updates. */
class Operands {
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

class Condition extends Operands {
  disjunction(): boolean {
    let holds = this.conjunction()
    while (this.tokens.accept('OR')) holds = this.conjunction() || holds
    return holds
  }

  private conjunction(): boolean {
    let holds = this.negation()
    while (this.tokens.accept('AND')) holds = this.negation() && holds
    return holds
  }

  private negation(): boolean {
    if (this.tokens.accept('NOT')) return !this.negation()
    if (!this.tokens.accept('(')) return this.test()
    const holds = this.disjunction()
    this.tokens.expect(')')
    return holds
  }

  private test(): boolean {
    const name = this.tokens.next?.toLowerCase() ?? ''
    const test = FUNCTIONS.get(name)
    if (test) {
      this.tokens.take()
      this.tokens.expect('(')
      const subject = this.operand()
      const argument = this.tokens.accept(',') ? this.operand() : undefined
      this.tokens.expect(')')
      return test(subject, argument)
    }
    const left = this.operand()
    if (this.tokens.accept('BETWEEN')) {
      const low = this.operand()
      this.tokens.expect('AND')
      const high = this.operand()
      return compares(left, low, order => order >= 0) && compares(left, high, order => order <= 0)
    }
    if (this.tokens.accept('IN')) {
      this.tokens.expect('(')
      let found = false
      do {
        const candidate = this.operand()
        found ||= left !== undefined && candidate !== undefined && sameValue(left, candidate)
      } while (this.tokens.accept(','))
      this.tokens.expect(')')
      return found
    }
    const operator = this.tokens.take()
    const comparison = COMPARISONS.get(operator)
    if (!comparison) throw syntax(this.tokens.text, operator)
    const right = this.operand()
    if (operator === '<>') return left === undefined || right === undefined || !sameValue(left, right)
    return compares(left, right, comparison)
  }
}

function compares(left: AttributeValue | undefined, right: AttributeValue | undefined, test: (order: number) => boolean): boolean {
  const order = left && right && compareValues(left, right)
  return order !== undefined && test(order)
}

const COMPARISONS = new Map<string, (order: number) => boolean>([
  ['=', order => order === 0],
  ['<>', order => order !== 0],
  ['<', order => order < 0],
  ['<=', order => order <= 0],
  ['>', order => order > 0],
  ['>=', order => order >= 0],
])

const FUNCTIONS = new Map<string, (subject: AttributeValue | undefined, argument: AttributeValue | undefined) => boolean>([
  ['attribute_exists', subject => subject !== undefined],
  ['attribute_not_exists', subject => subject === undefined],
  ['attribute_type', (subject, argument) => subject !== undefined && typeOf(subject) === argument?.S],
  ['begins_with', (subject, argument) => typeof subject?.S === 'string' && typeof argument?.S === 'string' && subject.S.startsWith(argument.S)],
  ['contains', contains],
])

function contains(subject: AttributeValue | undefined, argument: AttributeValue | undefined): boolean {
  if (subject === undefined || argument === undefined) return false
  if (typeof subject.S === 'string') return subject.S.includes(String(argument.S))
  if (Array.isArray(subject.L)) return subject.L.some(element => sameValue(element as AttributeValue, argument))
  const set = subject.SS ?? subject.NS
  return Array.isArray(set) && set.some(element => String(element) === String(argument.S ?? argument.N))
}

/** The item after an update; the one given stays as it was. All operands see the item as it was before. */
export function updated(text: string, item: Item, placeholders: Placeholders): Item {
  const tokens = new Tokens(text)
  const result = structuredClone(item)
  const update = new Update(tokens, item, placeholders)
  while (tokens.next !== undefined) update.clause(result)
  return result
}

class Update extends Operands {
  clause(result: Item): void {
    const keyword = this.tokens.take().toUpperCase()
    const apply = keyword === 'SET' ? this.set : keyword === 'REMOVE' ? this.remove : keyword === 'ADD' ? this.add : keyword === 'DELETE' ? this.delete : undefined
    if (!apply) throw syntax(this.tokens.text, keyword)
    do apply.call(this, result)
    while (this.tokens.accept(','))
  }

  private set(result: Item): void {
    const path = this.path()
    this.tokens.expect('=')
    let value = this.term()
    for (;;) {
      const sign = this.tokens.accept('+') ? 1 : this.tokens.accept('-') ? -1 : 0
      if (sign === 0) break
      value = { N: String(numberOf(value) + sign * numberOf(this.term())) }
    }
    write(result, path, value)
  }

  private term(): AttributeValue {
    const name = this.tokens.next?.toLowerCase()
    if (name !== 'if_not_exists' && name !== 'list_append') return present(this.operand())
    this.tokens.take()
    this.tokens.expect('(')
    const first = name === 'if_not_exists' ? read(this.item, this.path()) : this.term()
    this.tokens.expect(',')
    const second = this.term()
    this.tokens.expect(')')
    if (name === 'if_not_exists') return first ?? second
    return { L: [...listOf(first!), ...listOf(second)] }
  }

  private remove(result: Item): void {
    write(result, this.path(), undefined)
  }

  private add(result: Item): void {
    const path = this.path()
    const value = this.value(this.tokens.take())
    const before = read(this.item, path)
    if ('N' in value) return write(result, path, { N: String((before ? numberOf(before) : 0) + numberOf(value)) })
    const type = typeOf(value)
    write(result, path, { [type]: [...new Set([...elements(before, type), ...elements(value, type)])] })
  }

  private delete(result: Item): void {
    const path = this.path()
    const value = this.value(this.tokens.take())
    const type = typeOf(value)
    const gone = new Set(elements(value, type))
    const left = elements(read(this.item, path), type).filter(element => !gone.has(element))
    write(result, path, left.length > 0 ? { [type]: left } : undefined)
  }
}

function present(value: AttributeValue | undefined): AttributeValue {
  if (value) return value
  throw new ServiceError('ValidationException', 'The provided expression refers to an attribute that does not exist in the item')
}

function elements(value: AttributeValue | undefined, type: string): Json[] {
  const content = value?.[type]
  return Array.isArray(content) ? content : []
}

function listOf(value: AttributeValue): Json[] {
  if (Array.isArray(value.L)) return value.L
  throw new ServiceError('ValidationException', 'An operand in the update expression has an incorrect data type: it must be a list.')
}

function read(item: Item, path: Path): AttributeValue | undefined {
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

function write(item: Item, path: Path, value: AttributeValue | undefined): void {
  const parent = path.length === 1 ? { M: item } as AttributeValue : read(item, path.slice(0, -1))
  const last = path.at(-1)!
  const inner = typeof last === 'number' ? parent?.L : parent?.M
  if (inner === undefined || inner === null || typeof inner !== 'object') throw new ServiceError('ValidationException', 'The document path provided in the update expression is invalid for update')
  if (Array.isArray(inner)) {
    if (value === undefined) inner.splice(last as number, 1)
    else if ((last as number) < inner.length) inner[last as number] = value
    else inner.push(value)
  }
  else if (value === undefined) delete inner[String(last)]
  else inner[String(last)] = value
}
