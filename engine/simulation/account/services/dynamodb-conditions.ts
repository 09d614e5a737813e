/**
 * DynamoDB's condition expressions.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */

import { plainText } from '../../../asl/index.ts'
import { type AttributeValue, compareValues, type Item, sameValue, typeOf } from './dynamodb-values.ts'
import { Operands, type Placeholders, syntax, Tokens } from './dynamodb-operands.ts'

/** Whether a condition holds for an item; an item that doesn't exist has no attributes. */
export function conditionHolds(text: string, item: Item, placeholders: Placeholders): boolean {
  const tokens = new Tokens(text)
  const holds = new Condition(tokens, item, placeholders).disjunction()
  if (tokens.next !== undefined) throw syntax(text, tokens.next)
  return holds
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
  if (typeof subject.S === 'string') return typeof argument.S === 'string' && subject.S.includes(argument.S)
  if (Array.isArray(subject.L)) return subject.L.some(element => sameValue(element as AttributeValue, argument))
  const set = subject.SS ?? subject.NS
  return Array.isArray(set) && set.some(element => plainText(element) === plainText(argument.S ?? argument.N))
}
