import type { Json, JsonObject } from './json.ts'
import { isObject, ownValue, setKey } from './json.ts'
import { QueryError } from './query-error.ts'
import { parsePath } from './jsonpath/parse.ts'

/** A path that names exactly one place, so that a result can be put there: ResultPath. */
export interface ReferencePath {
  text: string
  steps: readonly (string | number)[]
}

/**
 * Compiles a reference path: `$`, then property names and array indexes only. Throws a QueryError otherwise.
 * https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html#amazon-states-language-reference-paths
 */
export function compileReferencePath(text: string): ReferencePath {
  const { root, segments } = parsePath(text)
  if (root.kind !== 'input') throw notReference(text)
  const steps = segments.map((segment) => {
    if (segment.kind === 'key') return segment.key
    if (segment.kind === 'index' && segment.index >= 0) return segment.index
    throw notReference(text)
  })
  return { text, steps }
}

function notReference(text: string): QueryError {
  return new QueryError('States.Runtime', `Invalid path '${text}' : a reference path names one place in the input, with property names and array indexes only`)
}

/**
 * What a state's output is once its result is put into its input.
 *
 * `path` is `undefined` or `$` (the result replaces the input), `null` (the result is dropped) or a reference path:
 * objects missing on the way are made, an existing value at the place is replaced, and everything else is kept. Shares
 * structure with `input` and never changes it. Throws States.ResultPathMatchFailure where the input has something on
 * the way that can't hold the result.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultpath.html
 */
export function applyResultPath(path: ReferencePath | null | undefined, input: Json, result: Json): Json {
  if (path === null) return input
  if (path === undefined || path.steps.length === 0) return result
  return put(path, 0, input, result)
}

function put(path: ReferencePath, depth: number, target: Json | undefined, result: Json): Json {
  if (depth === path.steps.length) return result
  const step = path.steps[depth]!
  if (typeof step === 'number') {
    if (!Array.isArray(target) || step >= target.length) throw mismatch(path, `there is no array with an element ${step} at ${placeOf(path, depth)}`)
    return target.with(step, put(path, depth + 1, target[step], result))
  }
  if (target !== undefined && !isObject(target)) throw mismatch(path, `the value at ${placeOf(path, depth)} is not an object`)
  const copy: JsonObject = { ...target }
  setKey(copy, step, put(path, depth + 1, target && ownValue(target, step), result))
  return copy
}

function mismatch(path: ReferencePath, reason: string): QueryError {
  return new QueryError('States.ResultPathMatchFailure', `Unable to apply ResultPath '${path.text}' to the input: ${reason}.`)
}

function placeOf(path: ReferencePath, depth: number): string {
  return path.steps.slice(0, depth).reduce<string>((text, step) => typeof step === 'number' ? `${text}[${step}]` : `${text}['${step}']`, '$')
}
