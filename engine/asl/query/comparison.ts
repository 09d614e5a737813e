import type { CompiledPath } from './jsonpath/compile-path.ts'
import type { Json, JsonObject } from './json.ts'
import type { Scope } from './scope.ts'
import { isObject } from './json.ts'
import { compilePath } from './jsonpath/compile-path.ts'
import { QueryError } from './query-error.ts'
import { compilePattern } from './string-pattern.ts'
import { parseTimestamp } from './timestamp.ts'

/** And, Or and Not go this deep and no deeper, so that neither compiling nor testing can exhaust the stack. */
const maxNesting = 200

/** Compares the variable of a rule with the operand. */
type Compare = (variable: Json, operand: Json) => boolean

const timestamp = (value: Json): number => typeof value === 'string' ? parseTimestamp(value) ?? Number.NaN : Number.NaN
const numeric = (test: (a: number, b: number) => boolean): Compare => (a, b) => typeof a === 'number' && typeof b === 'number' && test(a, b)
const textual = (test: (a: string, b: string) => boolean): Compare => (a, b) => typeof a === 'string' && typeof b === 'string' && test(a, b)
const temporal = (test: (a: number, b: number) => boolean): Compare => (a, b) => test(timestamp(a), timestamp(b))

/** Operators that have a twin ending in `Path`, which reads its operand from the input. */
const comparisons: Readonly<Record<string, Compare>> = {
  BooleanEquals: (a, b) => typeof a === 'boolean' && a === b,
  NumericEquals: numeric((a, b) => a === b),
  NumericLessThan: numeric((a, b) => a < b),
  NumericGreaterThan: numeric((a, b) => a > b),
  NumericLessThanEquals: numeric((a, b) => a <= b),
  NumericGreaterThanEquals: numeric((a, b) => a >= b),
  StringEquals: textual((a, b) => a === b),
  StringLessThan: textual((a, b) => a < b),
  StringGreaterThan: textual((a, b) => a > b),
  StringLessThanEquals: textual((a, b) => a <= b),
  StringGreaterThanEquals: textual((a, b) => a >= b),
  TimestampEquals: temporal((a, b) => a === b),
  TimestampLessThan: temporal((a, b) => a < b),
  TimestampGreaterThan: temporal((a, b) => a > b),
  TimestampLessThanEquals: temporal((a, b) => a <= b),
  TimestampGreaterThanEquals: temporal((a, b) => a >= b),
}

/** Type tests: the operand says whether the answer should be yes or no. */
const typeTests: Readonly<Record<string, (value: Json) => boolean>> = {
  IsNull: value => value === null,
  IsBoolean: value => typeof value === 'boolean',
  IsNumeric: value => typeof value === 'number',
  IsString: value => typeof value === 'string',
  IsTimestamp: value => !Number.isNaN(timestamp(value)),
}

/** Every comparison operator of a data test expression. https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html#choice-state-comparison-operators */
export const comparisonOperators: readonly string[] = [
  ...Object.keys(comparisons).flatMap(name => [name, `${name}Path`]),
  'StringMatches',
  ...Object.keys(typeTests),
  'IsPresent',
]

export interface CompiledChoiceRule {
  test: (scope: Scope) => boolean
}

/**
 * Compiles a JSONPath choice rule, with And, Or and Not in it; fields that are no part of the
 * test (Next, Assign, Comment) are left alone.
 *
 * Values of the wrong type compare as false. A Variable or an operand path that finds nothing throws States.Runtime,
 * except under IsPresent. Throws a QueryError at once if a rule has no operator, several, or a path that isn't one.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export function compileChoiceRule(rule: JsonObject): CompiledChoiceRule {
  return compileRule(rule, 0)
}

function compileRule(rule: Json, depth: number): CompiledChoiceRule {
  if (!isObject(rule)) throw invalid('A rule must be an object')
  if (depth > maxNesting) throw invalid(`Rules are nested more than ${maxNesting} deep`)
  if (Object.hasOwn(rule, 'And')) {
    const rules = nestedRules(rule.And, depth)
    return { test: scope => rules.every(nested => nested.test(scope)) }
  }
  if (Object.hasOwn(rule, 'Or')) {
    const rules = nestedRules(rule.Or, depth)
    return { test: scope => rules.some(nested => nested.test(scope)) }
  }
  if (Object.hasOwn(rule, 'Not')) {
    const nested = compileRule(rule.Not!, depth + 1)
    return { test: scope => !nested.test(scope) }
  }
  return compileComparison(rule)
}

function nestedRules(rules: Json | undefined, depth: number): CompiledChoiceRule[] {
  if (!Array.isArray(rules)) throw invalid('And and Or take an array of rules')
  return rules.map(rule => compileRule(rule, depth + 1))
}

function compileComparison(rule: JsonObject): CompiledChoiceRule {
  const operators = Object.keys(rule).filter(key => comparisonOperators.includes(key))
  const [operator] = operators
  if (typeof rule.Variable !== 'string') throw invalid('A rule needs a Variable')
  if (operator === undefined || operators.length > 1) throw invalid(`A rule needs exactly one comparison operator, not ${operators.length}`)
  const variable = compilePath(rule.Variable)
  const operand = rule[operator]!
  if (operator === 'IsPresent') return { test: scope => (variable.find(scope) !== undefined) === operand }
  if (operator === 'StringMatches') return stringMatches(variable, operand)
  const typeTest = Object.hasOwn(typeTests, operator) ? typeTests[operator] : undefined
  if (typeTest) return { test: scope => typeTest(value(variable, scope)) === operand }
  return compared(variable, operator, operand)
}

function compared(variable: CompiledPath, operator: string, operand: Json): CompiledChoiceRule {
  if (Object.hasOwn(comparisons, operator)) {
    const compare = comparisons[operator]!
    return { test: scope => compare(value(variable, scope), operand) }
  }
  const compare = comparisons[operator.slice(0, -'Path'.length)]!
  if (typeof operand !== 'string') throw invalid(`${operator} takes a path`)
  const path = compilePath(operand)
  return { test: scope => compare(value(variable, scope), value(path, scope)) }
}

function stringMatches(variable: CompiledPath, operand: Json): CompiledChoiceRule {
  if (typeof operand !== 'string') throw invalid('StringMatches takes a string')
  const matches = compilePattern(operand)
  return {
    test(scope) {
      const text = value(variable, scope)
      return typeof text === 'string' && matches(text)
    },
  }
}

function value(path: CompiledPath, scope: Scope): Json {
  const found = path.find(scope)
  if (found === undefined) throw new QueryError('States.Runtime', `Invalid path '${path.text}': The choice state's condition path references an invalid value.`)
  return found
}

function invalid(problem: string): QueryError {
  return new QueryError('States.Runtime', `Invalid choice rule: ${problem}`)
}
