import type { ChoiceRule } from '../definition/types.ts'
import { isObject, type Json, plainText } from '../query/json.ts'

/**
 * The condition of a choice rule in short, as an edge label: `total > 100`, `status = "DONE" and not (paid)`.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export function shortCondition(rule: ChoiceRule): string {
  if (rule.Condition !== undefined) return shortExpression(rule.Condition)
  return comparison(rule as unknown as { [key: string]: Json }, false)
}

/** The inside of `{% … %}` with `$states.input.` left out, which every condition begins with. */
export function shortExpression(value: Json): string {
  if (typeof value !== 'string') return plainText(value)
  const inside = /^\s*\{%([\s\S]*)%\}\s*$/.exec(value)?.[1] ?? value
  return inside.replaceAll('$states.input.', '').replace(/\s+/g, ' ').trim()
}

const SIGNS: Record<string, string> = { Equals: '=', LessThan: '<', LessThanEquals: '≤', GreaterThan: '>', GreaterThanEquals: '≥' }

const IS: Record<string, [string, string]> = {
  IsPresent: ['exists', 'is missing'],
  IsNull: ['is null', 'is not null'],
  IsNumeric: ['is a number', 'is no number'],
  IsString: ['is a string', 'is no string'],
  IsBoolean: ['is a boolean', 'is no boolean'],
  IsTimestamp: ['is a timestamp', 'is no timestamp'],
}

function comparison(rule: { [key: string]: Json }, nested: boolean): string {
  for (const [word, list] of [['and', rule.And], ['or', rule.Or]] as const) {
    if (!Array.isArray(list)) continue
    const text = list.map((item) => (isObject(item) ? comparison(item, true) : plainText(item))).join(` ${word} `)
    return nested && list.length > 1 ? `(${text})` : text
  }
  if (isObject(rule.Not)) return `not (${comparison(rule.Not, false)})`
  const subject = shortPath(rule.Variable)
  for (const [operator, operand] of Object.entries(rule)) {
    const is = IS[operator]
    if (is) return `${subject} ${operand === false ? is[1] : is[0]}`
    if (operator === 'StringMatches') return `${subject} matches ${shortValue(operand)}`
    const match = /^(String|Numeric|Boolean|Timestamp)(Equals|LessThanEquals|LessThan|GreaterThanEquals|GreaterThan)(Path)?$/.exec(operator)
    if (match) return `${subject} ${SIGNS[match[2]!]} ${match[3] ? shortPath(operand) : shortValue(operand)}`
  }
  return subject
}

function shortPath(path: Json | undefined): string {
  return typeof path === 'string' ? path.replace(/^\$\./, '') : '?'
}

function shortValue(value: Json): string {
  return typeof value === 'object' && value !== null ? '…' : JSON.stringify(value)
}
