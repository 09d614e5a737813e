/** Fields that hold a number in one of three ways: written out, by a path (`…Path`, JSONPath), or as a JSONata expression. */

import type { QueryLanguage } from '../definition/types.ts'
import { compileJsonata, compilePath, isJsonata, jsonataBody, unexpectedType } from '../query/index.ts'
import type { Json } from '../query/json.ts'
import type { Steps } from '../execution/turns/coroutine.ts'
import type { StateVisit } from '../execution/strand.ts'
import { evaluationFailed, inMessage, runtimeFailure } from '../execution/evaluation.ts'

/** Gives the number, or undefined where the definition doesn't have the field. */
export type NumberField = (visit: StateVisit) => Steps<number | undefined>

interface NumberFieldOptions {
  literal: number | string | undefined
  path: string | undefined
  language: QueryLanguage
  kind?: 'integer' | 'float'
  /** How AWS words a value below zero; by default values below zero are let through. */
  negative?: string
}

export function compileNumberField(field: string, { literal, path, language, kind = 'integer', negative }: NumberFieldOptions): NumberField {
  const checked = (visit: StateVisit, value: number): number => {
    if (value < 0 && negative !== undefined) {
      throw language === 'JSONata' ? evaluationFailed(visit, field, negative) : runtimeFailure(visit, negative)
    }
    return value
  }
  if (language === 'JSONPath' && path !== undefined) {
    const compiled = compilePath(path)
    return function* (visit): Steps<number> {
      const value = compiled.evaluate(visit)
      const number = asNumber(value, kind)
      if (number !== undefined) return checked(visit, number)
      throw runtimeFailure(visit, `The ${field}Path field refers to value "${inMessage(value)}" which is not a valid ${kind}: ${path}`)
    }
  }
  if (language === 'JSONata' && typeof literal === 'string' && isJsonata(literal)) {
    const text = jsonataBody(literal)
    const compiled = compileJsonata(text, { field })
    return function* (visit): Steps<number> {
      const answer = compiled.evaluate(visit)
      const value = answer instanceof Promise ? (yield answer) as Json : answer
      if (typeof value === 'number' && (kind === 'float' || Number.isInteger(value))) return checked(visit, value)
      throw unexpectedType(text, field, kind === 'float' ? 'number' : 'integer', value)
    }
  }
  const constant = literal === undefined ? undefined : typeof literal === 'object' ? Number.NaN : Number(literal)
  return function* (visit): Steps<number | undefined> {
    return constant === undefined ? undefined : checked(visit, constant)
  }
}

/** How the text of a number is written: in digits, a fraction's with a point or an exponent too. */
const WRITTEN = { integer: /^[+-]?\d+$/, float: /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i } as const

/** Whole numbers fit in 64 bits. No page says what the service does with others. */
const MOST_INTEGER = 2 ** 63

/** A number, or the text of one. */
function asNumber(value: Json, kind: 'integer' | 'float'): number | undefined {
  const number = typeof value === 'string' && WRITTEN[kind].test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined
  return kind === 'float' || (Number.isInteger(number) && Math.abs(number) < MOST_INTEGER) ? number : undefined
}
