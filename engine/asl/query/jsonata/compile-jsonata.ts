import type { Expression, ExprNode } from 'jsonata'
import type { Json } from '../json.ts'
import type { AsyncEvaluable, FieldOptions, Scope } from '../scope.ts'
import type { Direct } from './direct/compile-direct.ts'
import type { WatchedEnvironment } from './environment.ts'
import { jsonType, quotedJson } from '../json.ts'
import { QueryError } from '../query-error.ts'
import { registerFunctions } from './functions.ts'
import { compileDirect, unsure } from './direct/compile-direct.ts'
import { jsonataLimits, LimitExceeded, Meter, outOfMemory } from './meter.ts'
import { Copies } from './metering/copies.ts'
import { Roles } from './metering/roles.ts'
import { sequencesFor } from './metering/sequence.ts'
import { parseJsonata } from './parse-jsonata.ts'
import { Procedures } from './procedures.ts'
import { guardFor } from './shield.ts'
import { statesOf } from './states.ts'
import { noJson, toJson } from './to-json.ts'
import { Turns } from './turns.ts'
import { visitNodes } from './visit-nodes.ts'

export { inspectJsonata } from './inspect-jsonata.ts'

const enterKey = Symbol.for('jsonata.__evaluate_entry')
const leaveKey = Symbol.for('jsonata.__evaluate_exit')
const frameKey = Symbol.for('jsonata.__createFrame_push')
/** The name under which the scope travels to the first callback; no expression can spell it. */
const scopeKey = '\u0000scope'

/** Whether a string of a JSONata state is an expression: `{%` first and `%}` last, with nothing around them. */
export function isJsonata(text: string): boolean {
  return text.length >= 4 && text.startsWith('{%') && text.endsWith('%}')
}

/** The expression inside `{% … %}`, as AWS's messages quote it. */
export function jsonataBody(text: string): string {
  return text.slice(2, -2).trim()
}

/**
 * Compiles a JSONata expression (without its `{% %}`), to be evaluated many times.
 *
 * It sees `$states` (input, context and, where the scope has them, result and errorOutput), workflow variables under
 * their names, JSONata's functions and those that Step Functions adds. Everything that goes wrong in an evaluation is a
 * QueryError, States.QueryEvaluationError, worded as AWS words it: errors the expression raises, no result, a result
 * that isn't JSON, and the limits on depth, memory and time. A syntax error throws one at once.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function compileJsonata(text: string, options: FieldOptions = {}): AsyncEvaluable {
  const field = options.field ?? ''
  const parsed = parse(text, field)
  const { evaluate: interpret } = interpreted(parsed, text, field)
  const direct = compileDirect(parsed.root)
  if (!direct) return { evaluate: interpret }
  return {
    evaluate(scope) {
      const result = evaluateDirectly(direct, scope, text, field)
      if (result === unsure) return interpret(scope)
      return result === undefined ? nothing(text, field) : result
    },
  }
}

/** The same, always with `jsonata`'s interpreter: what the direct way is held to. */
export function interpretJsonata(text: string, options: FieldOptions = {}): AsyncEvaluable {
  const field = options.field ?? ''
  return interpreted(parse(text, field), text, field)
}

function interpreted({ expression, root }: Parsed, text: string, field: string): AsyncEvaluable {
  let names: string[] | undefined
  const guard = guardFor(root)
  return {
    async evaluate(scope) {
      names ??= prepareExpression(expression, root)
      try {
        const result: unknown = await expression.evaluate(undefined, bindings(scope, names, guard))
        return result === undefined ? nothing(text, field) : toJson(result)
      }
      catch (thrown) {
        throw raised(thrown, text, field)
      }
    },
  }
}

function evaluateDirectly(direct: Direct, scope: Scope, text: string, field: string): ReturnType<Direct> {
  try {
    return direct(scope)
  }
  catch (thrown) {
    throw raised(thrown, text, field)
  }
}

/** Compiles a Choice rule's Condition. A result that isn't a boolean is an error, as in AWS. */
export function compileCondition(text: string, options: FieldOptions = {}): { test: (scope: Scope) => boolean | Promise<boolean> } {
  const { evaluate } = compileJsonata(text, options)
  const truth = (value: Json): boolean => {
    if (typeof value !== 'boolean') throw unexpectedType(text, options.field ?? '', 'boolean', value)
    return value
  }
  return {
    test(scope) {
      const value = evaluate(scope)
      return value instanceof Promise ? value.then(truth) : truth(value)
    },
  }
}

/** The error for a result of the wrong type, for example of `Items`, which must be an array. */
export function unexpectedType(text: string, field: string, expected: string, value: Json): QueryError {
  return evaluationError(text, field, ` returned an unexpected result type. Expected '${expected}', but was '${jsonType(value)}' for value: ${quotedJson(value)}`)
}

interface Parsed {
  expression: Expression
  root: ExprNode
}

function parse(text: string, field: string): Parsed {
  const parsed = parseJsonata(text)
  if (!('problem' in parsed)) return parsed
  const { message, position } = parsed.problem
  throw new QueryError('States.QueryEvaluationError', `The JSONata expression '${text}'${specifiedFor(field)} is not valid: ${message}`, { location: field, position })
}

/** Registers functions and callbacks when the interpreter is first needed; returns the variables the expression names. */
function prepareExpression(expression: Expression, root: ExprNode): string[] {
  registerFunctions(expression)
  const turns = new Turns(root)
  const procedures = new Procedures(root)
  const roles = new Roles(root)
  const assign = expression.assign as unknown as (name: symbol, value: unknown) => void
  assign(enterKey, (node: ExprNode, input: unknown, environment: WatchedEnvironment) => {
    const { base } = environment
    if (!base.meter) {
      base.meter = new Meter(environment.lookup(scopeKey) as Scope)
      base.RegexEngine = base.meter.RegexEngine
      base.copies = new Copies(base.meter, roles)
      base.createSequence = sequencesFor(base.meter)
      base.options = { sequence: jsonataLimits.sequence }
    }
    const turn = turns.enter(node, environment)
    return turn ? turn.then(() => enter(base, node, input)) : enter(base, node, input)
  })
  assign(leaveKey, (node: ExprNode, input: unknown, environment: WatchedEnvironment, result: unknown) => {
    environment.base.meter!.leave(node, result)
    environment.base.copies!.leave(node, input, result)
    procedures.check(node, result)
    turns.leave(node, environment)
  })
  if (turns.watchesFrames) assign(frameKey, (outer: object, frame: object) => turns.frameMade(outer, frame))
  const names = new Set<string>()
  visitNodes(root, node => node.type === 'variable' && names.add(node.value))
  return [...names].filter(name => name !== '' && name !== '$' && name !== 'states')
}

function enter({ meter, copies }: WatchedEnvironment['base'], node: ExprNode, input: unknown): void {
  meter!.enter(node)
  copies!.enter(node, input)
}

function bindings(scope: Scope, names: readonly string[], guard: <T extends Json>(value: T) => T): Record<string, unknown> {
  const bound: Record<string, unknown> = { states: guard(statesOf(scope)), [scopeKey]: scope }
  for (const name of names) {
    const value = scope.variables.get(name)
    if (value !== undefined) bound[name] = guard(value)
  }
  return bound
}

function raised(thrown: unknown, text: string, field: string): QueryError {
  if (thrown === noJson) return evaluationError(text, field, ' returned an unsupported result type.')
  if (thrown instanceof QueryError && thrown.error === 'States.QueryEvaluationError' && thrown.location === field) return thrown
  if (thrown instanceof QueryError) return threw(text, field, `: ${thrown.cause}`)
  const limit = thrown instanceof RangeError || (thrown as { code?: string }).code === 'D2015' || (thrown as { code?: string }).code === 'D2014' ? outOfMemory() : thrown
  // `jsonata` itself trips over some data, a transform of numbers for example.
  if (limit instanceof TypeError) return threw(text, field, ': a value is of a type that it can not be evaluated with')
  if (limit instanceof LimitExceeded) return threw(text, field, `: ${limit.message}`)
  const { code, message } = limit as { code?: string, message?: string }
  return threw(text, field, code === undefined ? `: ${message ?? 'unknown error'}` : `. ${code}: ${message ?? 'unknown error'}`)
}

function nothing(text: string, field: string): never {
  throw evaluationError(text, field, ' returned nothing (undefined).')
}

function threw(text: string, field: string, reason: string): QueryError {
  return evaluationError(text, field, ` threw an error during evaluation${reason}`)
}

function evaluationError(text: string, field: string, problem: string): QueryError {
  return new QueryError('States.QueryEvaluationError', `The JSONata expression '${text}'${specifiedFor(field)}${problem}`, { location: field })
}

function specifiedFor(field: string): string {
  return field === '' ? '' : ` specified for the field '${field}'`
}
