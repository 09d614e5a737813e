import { FIELDS, STATE_TYPES } from '../definition/field-table.ts'
import { resources } from '../definition/integration-table.ts'
import type { StateType } from '../definition/types.ts'
import { childrenOf, contextOf, keyOf, type Context } from './context.ts'
import { completionsInExpression, expressionAt } from './expression.ts'
import { infoOf, type Completion, type Completions } from './offered.ts'
import { fieldOf, RULES } from './rules.ts'
import { scan, type Entry } from './scan.ts'
import { ERROR_WORDS, FIELD_WORDS, TYPE_WORDS } from './words.ts'

export interface CompletionOptions {
  /** Error names that can occur here beside the service's own: what mocks and functions raise. */
  errors?: readonly string[]
}

const RETRIER = ['ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy']
const CATCHER = { JSONata: ['ErrorEquals', 'Next', 'Assign', 'Output'], JSONPath: ['ErrorEquals', 'Next', 'Assign', 'ResultPath'] }
const RULE = { JSONata: ['Condition', 'Next', 'Assign', 'Output'], JSONPath: ['Variable', 'Next', 'Assign', 'And', 'Or', 'Not'] }
const MACHINE = ['Comment', 'QueryLanguage', 'StartAt', 'TimeoutSeconds', 'Version', 'States']
const BRANCH = ['StartAt', 'States']
const PROCESSOR = ['ProcessorConfig', 'StartAt', 'States']

/**
 * What may stand at a cursor: fields by the state's type and query language, states in scope, resources, error names, variables.
 *
 * @param text a definition that is being written
 * @param offset where the cursor is
 * @returns undefined where nothing is known of what stands there
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
 */
export function completionsAt(text: string, offset: number, { errors = [] }: CompletionOptions = {}): Completions | undefined {
  const found = scan(text, offset)
  if (!found.place) return undefined
  const expression = expressionAt(text, offset)
  const context = contextOf(found, found.place.path)
  if (expression !== undefined) return completionsInExpression(expression, found, context, offset)
  const from = offset - /[\w.:-]*$/.exec(text.slice(0, offset))![0].length
  // In an empty entry of a list of objects a field comes first.
  const isField = found.place.at === 'key' || (context.inside.length === 2 && RULES.includes(context.inside[0]!))
  const options = isField ? fields(context, found.entries, found.place.path) : values(context, errors)
  return options.length > 0 ? { from, options } : undefined
}

function fields(context: Context, entries: readonly Entry[], path: readonly string[]): Completion[] {
  const given = new Set(childrenOf(entries, path).map(keyOf))
  return fieldNames(context).filter((name) => !given.has(name)).map((label) => ({ label, kind: 'field', ...infoOf(FIELD_WORDS, label) }))
}

/** The fields that the language knows at a place. */
export function fieldNames({ state, inside, language, scope }: Context): string[] {
  const [first, second] = inside
  if (!state) {
    if (inside.length > 0) return first === 'ProcessorConfig' && inside.length === 1 ? ['Mode', 'ExecutionType'] : []
    return scope.length === 0 ? MACHINE : scope.at(-1) === 'ItemProcessor' || scope.at(-1) === 'Iterator' ? PROCESSOR : BRANCH
  }
  if (inside.length === 0) {
    return Object.entries(FIELDS).filter(([, rule]) =>
      (!state.type || rule.types.includes(state.type as StateType)) && (!rule.language || rule.language === language)).map(([name]) => name)
  }
  if (inside.length === 2 && second !== undefined) {
    if (first === 'Retry') return RETRIER
    if (first === 'Catch') return CATCHER[language]
    if (first === 'Choices') return RULE[language]
  }
  return []
}

function values({ inside, states, state }: Context, errors: readonly string[]): Completion[] {
  switch (fieldOf(inside)) {
    case 'Type': return inside.length === 1 ? STATE_TYPES.map((label) => ({ label, kind: 'type', ...infoOf(TYPE_WORDS, label) })) : []
    case 'Next':
    case 'Default':
    case 'StartAt': return states.filter((name) => name !== state?.name).map((label) => ({ label, kind: 'state' }))
    case 'Resource': return resources().map((label) => ({ label, kind: 'resource' }))
    case 'ErrorEquals': return [...new Set([...errors, ...Object.keys(ERROR_WORDS)])].map((label) => ({ label, kind: 'error', ...infoOf(ERROR_WORDS, label) }))
    case 'QueryLanguage': return value('JSONata', 'JSONPath')
    case 'JitterStrategy': return value('FULL', 'NONE')
    case 'End': return value('true')
    case 'Mode': return value('INLINE', 'DISTRIBUTED')
    case 'ExecutionType': return value('STANDARD', 'EXPRESS')
    default: return []
  }
}

function value(...labels: string[]): Completion[] {
  return labels.map((label) => ({ label, kind: 'value' }))
}
