import { targetsOf } from '../scopes.ts'
import { isObject, type Json, type JsonObject } from '../../query/json.ts'
import type { QueryLanguage } from '../types.ts'

/** What of a machine is still what its caller wrote. */
export interface ExecutionInput {
  /**
   * Whether a value is taken from the execution's input.
   *
   * @param state the state that has it
   * @param field its field, in JSONPath with `.$` at the end of those that are paths
   * @param value the field's value
   * @param anywhere also where the input is only a part of the text; without it, where the text begins with it
   */
  isSource: (state: JsonObject, field: string, value: Json, anywhere?: boolean) => boolean
}

/** `$states.input` or the context's, with the fields behind it. */
const JSONATA_INPUT = /\$states\.input\b[\w.`[\]]*/
const JSONATA_CONTEXT = /\$states\.context\.Execution\.Input\b[\w.`[\]]*/

/** The whole of it, handed on. */
const JSONATA_WHOLE = /\$states\.(?:input|context\.Execution\.Input)(?![.\w[`])/

/**
 * Follows the execution's input through a machine: through states that hand their input on, and into variables that are assigned from it.
 * What a task, a Map's items or a computed output puts in its place is no longer the caller's.
 *
 * @param definition a state machine
 * @param language its query language
 */
export function followExecutionInput(definition: JsonObject, language: QueryLanguage): ExecutionInput {
  const reached = new Map<JsonObject, QueryLanguage>()
  const states = collectStates(definition, language)
  follow(definition, language, reached)
  const overwritten = new Set([...states.keys()].flatMap((state) => topLevelName(state.ResultPath) ?? []))
  const variables = new Set<string>()
  const isSource: ExecutionInput['isSource'] = (state, field, value, anywhere = false) => {
    if (typeof value !== 'string') return false
    const own = states.get(state) ?? language
    return own === 'JSONata' ? jsonataSource(value, reached.has(state), variables, anywhere) : jsonPathSource(field, value, reached.has(state), { variables, overwritten }, anywhere)
  }
  // A variable may be assigned from another one.
  for (let before = -1; before < variables.size;) {
    before = variables.size
    for (const state of states.keys()) {
      for (const [name, value] of Object.entries(isObject(state.Assign) ? state.Assign : {})) if (isSource(state, name, value)) variables.add(name.replace(/\.\$$/, ''))
    }
  }
  return { isSource }
}

function collectStates(scope: Json | undefined, language: QueryLanguage, found = new Map<JsonObject, QueryLanguage>()): Map<JsonObject, QueryLanguage> {
  for (const state of isObject(scope) && isObject(scope.States) ? Object.values(scope.States) : []) {
    if (!isObject(state)) continue
    found.set(state, languageOf(state, language))
    for (const inner of [...Array.isArray(state.Branches) ? state.Branches : [], state.ItemProcessor ?? state.Iterator]) collectStates(inner, language, found)
  }
  return found
}

function languageOf({ QueryLanguage: own }: JsonObject, otherwise: QueryLanguage): QueryLanguage {
  return own === 'JSONPath' || own === 'JSONata' ? own : otherwise
}

/** Adds the states of a scope that the input comes to, from its StartAt. */
function follow(scope: JsonObject, language: QueryLanguage, reached: Map<JsonObject, QueryLanguage>): void {
  const states = isObject(scope.States) ? scope.States : {}
  const open = typeof scope.StartAt === 'string' ? [scope.StartAt] : []
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = Object.hasOwn(states, name) ? states[name] : undefined
    if (!isObject(state) || reached.has(state)) continue
    const own = languageOf(state, language)
    reached.set(state, own)
    if (Array.isArray(state.Branches) && state.Arguments === undefined && state.Parameters === undefined) {
      for (const branch of state.Branches) if (isObject(branch)) follow(branch, language, reached)
    }
    open.push(...own === 'JSONata' ? targetsInJsonata(state) : targetsInJsonPath(state))
  }
}

/** Types whose output is their input, where they say no other. */
const PASSING = new Set<Json | undefined>(['Pass', 'Choice', 'Wait'])

function targetsInJsonata(state: JsonObject): string[] {
  const handsOn = (output: Json | undefined) => typeof output === 'string' && JSONATA_WHOLE.test(output)
  const keeps = PASSING.has(state.Type) ? state.Output === undefined || handsOn(state.Output) : handsOn(state.Output)
  const catchers = Array.isArray(state.Catch) ? state.Catch.filter((rule) => isObject(rule) && handsOn(rule.Output)) : []
  return targetsOf({ ...keeps ? state : {}, Catch: catchers })
}

function targetsInJsonPath(state: JsonObject): string[] {
  const beside = (path: Json | undefined) => path === null || (typeof path === 'string' && path !== '$')
  const replaced = state.Type === 'Pass' ? state.Result !== undefined || state.Parameters !== undefined : !PASSING.has(state.Type)
  const keeps = (!replaced || beside(state.ResultPath)) && state.InputPath === undefined && state.OutputPath === undefined
  const catchers = Array.isArray(state.Catch) ? state.Catch.filter((rule) => isObject(rule) && beside(rule.ResultPath)) : []
  return targetsOf({ ...keeps ? state : {}, Catch: catchers })
}

/** `name` of `$.name.more`. */
function topLevelName(path: Json | undefined): string | undefined {
  return typeof path === 'string' ? /^\$\.([\w-]+)/.exec(path)?.[1] : undefined
}

function jsonataSource(value: string, reached: boolean, variables: ReadonlySet<string>, anywhere: boolean): boolean {
  const expression = /^\{%(.*)%\}$/s.exec(value)?.[1]?.trim()
  // What is looked up by the input is one of those that the machine names.
  if (expression === undefined || /\$lookup\(|\?/.test(expression)) return false
  const sources = [JSONATA_CONTEXT, ...reached ? [JSONATA_INPUT] : [], ...[...variables].map((name) => new RegExp(`\\$${name}\\b(?!\\()[\\w.\`[\\]]*`))]
  return sources.some((source) => new RegExp(anywhere ? source.source : `^(?:${source.source})\\s*(?:&|$)`).test(expression))
}

function jsonPathSource(field: string, value: string, reached: boolean, { variables, overwritten }: { variables: ReadonlySet<string>, overwritten: ReadonlySet<string> }, anywhere: boolean): boolean {
  if (!field.endsWith('.$') || (!anywhere && value.startsWith('States.'))) return false
  const paths = value.match(/\$[\w$.-]*/g) ?? []
  return paths.some((path) => {
    if (path.startsWith('$$.')) return /^\$\$\.Execution\.Input\b/.test(path)
    const name = /^\$([A-Za-z_]\w*)/.exec(path)?.[1]
    return name === undefined ? reached && !overwritten.has(topLevelName(path) ?? '') : variables.has(name)
  })
}
