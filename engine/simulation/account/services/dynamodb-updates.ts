/**
 * DynamoDB's update expressions.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */

import type { Json } from '../../../asl/index.ts'
import { Operands, type Path, type Placeholders, read, syntax, Tokens } from './dynamodb-operands.ts'
import { type AttributeValue, type Item, numberOf, typeOf } from './dynamodb-values.ts'
import { ServiceError } from './service.ts'

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
