import type { Json } from '../json.ts'
import type { Evaluable, FieldOptions, Scope } from '../scope.ts'
import type { PathSyntax } from './syntax.ts'
import { ownValue, quotedJson } from '../json.ts'
import { asQueryError, QueryError } from '../query-error.ts'
import { shorten } from './cursor.ts'
import { PathWalk } from './evaluate.ts'
import { PathNotFound } from './path-not-found.ts'
import { parsePath } from './parse.ts'
import { isDefinite } from './syntax.ts'

export interface CompiledPath extends Evaluable {
  text: string
  syntax: PathSyntax
  /** True when the path names one place; false when it collects matches into an array. */
  definite: boolean
  /** Like evaluate, but undefined where a definite path finds nothing (a Choice rule's IsPresent asks this). */
  find: (scope: Scope) => Json | undefined
}

/**
 * Compiles a JSONPath of the States Language, to be evaluated many times.
 *
 * `evaluate` yields the value of a definite path or an array of the matches of an indefinite one. A definite path that
 * finds nothing throws a QueryError, States.Runtime. AWS words that error in two ways: with `field` given it is the
 * wording for paths inside a payload template and for ErrorPath and CausePath, which name the field and show the input;
 * without, the wording for InputPath, ItemsPath, TimeoutSecondsPath and their kin.
 *
 * Throws a QueryError at once if the text is not a path.
 * https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html
 */
export function compilePath(text: string, options: FieldOptions = {}): CompiledPath {
  return compileSyntax(text, parsePath(text), options)
}

export function compileSyntax(text: string, syntax: PathSyntax, options: FieldOptions = {}): CompiledPath {
  const read = plainReader(syntax) ?? (scope => PathWalk.to(syntax, scope))

  const attempt = (scope: Scope): Json => {
    const value = read(scope)
    return value === undefined ? PathWalk.to(syntax, scope) : value
  }

  return {
    text,
    syntax,
    definite: isDefinite(syntax),
    evaluate(scope) {
      try {
        return attempt(scope)
      }
      catch (thrown) {
        if (thrown instanceof PathNotFound) throw notFound(text, syntax, scope, thrown, options.field)
        throw asQueryError(thrown, 'States.Runtime', `The path '${shorten(text)}'`)
      }
    },
    find(scope) {
      try {
        return attempt(scope)
      }
      catch (thrown) {
        if (thrown instanceof PathNotFound) return undefined
        throw asQueryError(thrown, 'States.Runtime', `The path '${shorten(text)}'`)
      }
    },
  }
}

/** Most paths are `$`, `$$.a.b` or `$var.a`: those are read without a walk. Yields undefined where nothing is found. */
function plainReader(syntax: PathSyntax): ((scope: Scope) => Json | undefined) | undefined {
  const keys: string[] = []
  for (const segment of syntax.segments) {
    if (segment.kind !== 'key') return undefined
    keys.push(segment.key)
  }
  const { root } = syntax
  return (scope) => {
    let value = root.kind === 'variable' ? scope.variables.get(root.name) : root.kind === 'context' ? scope.context : scope.input
    for (let i = 0; i < keys.length && value !== undefined; i++) {
      value = typeof value === 'object' && value !== null && !Array.isArray(value) ? ownValue(value, keys[i]!) : undefined
    }
    return value
  }
}

function notFound(text: string, syntax: PathSyntax, scope: Scope, missing: PathNotFound, field: string | undefined): QueryError {
  if (field === undefined || syntax.root.kind === 'variable') return new QueryError('States.Runtime', `Invalid path '${text}' : ${missing.message}`)
  const data = syntax.root.kind === 'context' ? scope.context : scope.input
  return new QueryError('States.Runtime', `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${quotedJson(data)}'`)
}
