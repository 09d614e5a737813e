import type { Json, JsonObject } from './json.ts'
import type { AsyncEvaluable, Evaluable, FieldOptions, Scope } from './scope.ts'
import { compileIntrinsic } from './intrinsics/compile-intrinsic.ts'
import { isIntrinsic } from './intrinsics/parse-intrinsic.ts'
import { isObject, setKey } from './json.ts'
import { compileJsonata, isJsonata, jsonataBody } from './jsonata/compile-jsonata.ts'
import { compilePath } from './jsonpath/compile-path.ts'
import { QueryError } from './query-error.ts'

export type QueryLanguage = 'JSONPath' | 'JSONata'

/**
 * Compiles a payload template: Parameters, ResultSelector, ItemSelector, Arguments, Output, Assign and their kin, or any
 * single value that may hold an expression.
 *
 * JSONPath: in objects, to any depth, a key ending in `.$` takes a path, `$$` path, variable or intrinsic function, and
 * loses the ending. Everything else is literal. Evaluates at once.
 * JSONata: every string of the form `{% … %}`, anywhere, is an expression. Evaluates at once when it holds none, or only
 * those that need no interpreter, and otherwise with a promise.
 *
 * `field` is the field of the state (`Output`, `Arguments`), for messages. Throws a QueryError at once for an expression
 * that can't be parsed. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html
 */
export function compileTemplate(template: Json, language: 'JSONPath', options?: FieldOptions): Evaluable
export function compileTemplate(template: Json, language: QueryLanguage, options?: FieldOptions): AsyncEvaluable
export function compileTemplate(template: Json, language: QueryLanguage, options: FieldOptions = {}): AsyncEvaluable {
  return nestingChecked(() => language === 'JSONPath' ? compileNode(template) : compileJsonataNode(template, options.field ?? ''))
}

/** Compiles the value of a `.$` key, or of ErrorPath and CausePath: a path or an intrinsic function. */
export function compilePathOrIntrinsic(text: string, field: string): Evaluable {
  return isIntrinsic(text) ? compileIntrinsic(text) : compilePath(text, { field })
}

function nestingChecked<T>(compile: () => T): T {
  try {
    return compile()
  }
  catch (thrown) {
    if (thrown instanceof RangeError) throw new QueryError('States.Runtime', 'The template is nested too deeply.')
    throw thrown
  }
}

interface Constant extends Evaluable {
  constant: true
}

function constant(value: Json): Constant {
  return { constant: true, evaluate: () => value }
}

function isConstant(node: AsyncEvaluable): node is Constant {
  return 'constant' in node
}

function compileNode(template: Json): Evaluable {
  if (Array.isArray(template)) {
    const items = template.map(compileNode)
    return items.every(isConstant) ? constant(template) : { evaluate: scope => items.map(item => item.evaluate(scope)) }
  }
  if (!isObject(template)) return constant(template)
  const entries = Object.keys(template).map(key => compileEntry(key, template[key]!))
  if (entries.every(([, value]) => isConstant(value))) return constant(template)
  return {
    evaluate(scope) {
      const result: JsonObject = {}
      for (const [key, value] of entries) setKey(result, key, value.evaluate(scope))
      return result
    },
  }
}

function compileEntry(key: string, value: Json): readonly [string, Evaluable] {
  if (!key.endsWith('.$')) return [key, compileNode(value)]
  if (typeof value !== 'string') throw new QueryError('States.Runtime', `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`)
  return [key.slice(0, -2), compilePathOrIntrinsic(value, key)]
}

function compileJsonataNode(template: Json, field: string): AsyncEvaluable {
  if (typeof template === 'string') return isJsonata(template) ? compileJsonata(jsonataBody(template), { field }) : constant(template)
  if (Array.isArray(template)) {
    const items = template.map((item, i) => compileJsonataNode(item, `${field}[${i}]`))
    return items.every(isConstant) ? constant(template) : { evaluate: scope => gather(items, scope, values => values) }
  }
  if (!isObject(template)) return constant(template)
  const keys = Object.keys(template)
  const values = keys.map(key => compileJsonataNode(template[key]!, field === '' ? key : `${field}/${key}`))
  if (values.every(isConstant)) return constant(template)
  return {
    evaluate: scope => gather(values, scope, (found) => {
      const result: JsonObject = {}
      keys.forEach((key, i) => setKey(result, key, found[i]!))
      return result
    }),
  }
}

/** Evaluates parts one after the other, so that random numbers are drawn in order; at once as long as all parts are. */
function gather(parts: readonly AsyncEvaluable[], scope: Scope, build: (values: Json[]) => Json): Json | Promise<Json> {
  const values: Json[] = []
  for (let i = 0; i < parts.length; i++) {
    const value = parts[i]!.evaluate(scope)
    if (value instanceof Promise) return gatherRest(parts, i, value, values, scope, build)
    values.push(value)
  }
  return build(values)
}

async function gatherRest(parts: readonly AsyncEvaluable[], from: number, pending: Promise<Json>, values: Json[], scope: Scope, build: (values: Json[]) => Json): Promise<Json> {
  values.push(await pending)
  for (let i = from + 1; i < parts.length; i++) values.push(await parts[i]!.evaluate(scope))
  return build(values)
}
