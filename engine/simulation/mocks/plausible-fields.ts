/** What a definition reads from a task's result, and a result in which it finds that. */

import { isObject, type Json, type JsonObject, type StateMachineDefinition } from '../../asl/index.ts'

/** Answers the result of a state with the fields added that its definition reads from it; what the result has stays. */
export type CompleteResult = (state: string, result: Json) => Json

/** One field that is read: its steps, a number for an index, and a literal that a Choice rule compares it with. */
interface Reading {
  steps: (string | number)[]
  value: Json
}

/** States of a job that is still going on, or has gone wrong: a plausible service has finished, and well. */
const UNFINISHED = /progress|pending|queued|submitted|running|starting|creating|active_|fail|error|abort|cancel|stop|reject|denied|timed|expired/i

/** Where a Task state stands, and beside which others. */
interface Place {
  state: JsonObject
  siblings: JsonObject
}

/** What is known of paths, as the definition writes them. */
interface Known {
  /** The whole definition. */
  text: string
  /** A value that lets a Choice rule match. */
  compared: Map<string, Json>
  lists: Set<string>
  /** Asked for with IsPresent: the definition copes without them, and a page token that is always there never ends. */
  optional: string[]
}

/** Looks through a definition once for all its Task states. */
export function completeResults(definition: StateMachineDefinition): CompleteResult {
  const tasks = new Map<string, Place>()
  const known: Known = { text: JSON.stringify(definition), compared: new Map(), lists: new Set(), optional: [] }
  visit(definition as unknown as Json, (object) => {
    if (isObject(object.States)) {
      for (const [name, state] of Object.entries(object.States)) if (isObject(state) && state.Type === 'Task') tasks.set(name, { state, siblings: object.States })
    }
    if (typeof object.ItemsPath === 'string') known.lists.add(object.ItemsPath)
    if (typeof object.Variable === 'string') learn(object, object.Variable, known)
    if (typeof object.Condition !== 'string') return
    for (const [, path, literal] of object.Condition.matchAll(/\$states\.input((?:\.\w+)+)\s*=\s*['"]([^'"]*)['"]/g)) {
      if (isFinished(literal!) && !known.compared.has(`$${path}`)) known.compared.set(`$${path}`, literal!)
    }
  })
  const readings = new Map<string, Reading[]>()
  return (name, result) => {
    const place = tasks.get(name)
    if (place === undefined) return result
    let found = readings.get(name)
    if (found === undefined) readings.set(name, found = readingsOf(place, known))
    return found.reduce<Json>((value, { steps, value: leaf }) => withField(value, steps, leaf), result)
  }
}

function learn(rule: JsonObject, path: string, { compared, optional }: Known): void {
  if (rule.IsPresent !== undefined) optional.push(path)
  for (const [operator, operand] of Object.entries(rule)) {
    if (/Equals$|^StringMatches$|Than$/.test(operator) && isFinished(operand) && !compared.has(path)) compared.set(path, operand)
  }
}

function isFinished(operand: Json): boolean {
  return typeof operand === 'string' ? !UNFINISHED.test(operand) : operand !== null
}

function readingsOf({ state, siblings }: Place, known: Known): Reading[] {
  const read = (text: string, root: string, prefix: string): Reading[] => pathsIn(text, root).flatMap((steps) => {
    const path = prefix + steps.map(step => typeof step === 'number' ? `[${step}]` : `.${step}`).join('')
    if (known.optional.some(optional => path === optional || path.startsWith(`${optional}.`))) return []
    return [{ steps, value: known.compared.get(path) ?? (known.lists.has(path) ? [] : textFor(text, path)) }]
  })
  const json = (value: Json | undefined): string => JSON.stringify(value ?? null)
  const jsonata = read(json([state.Output ?? null, state.Assign ?? null]), '$states.result', '$')
  if (state.Output !== undefined) return jsonata
  if (state.ResultSelector !== undefined) return read(json(state.ResultSelector), '$', '$')
  const at = state.ResultPath
  if (typeof at === 'string' && at !== '$') return read(known.text, at, at)
  if (state.OutputPath !== undefined) return read(json(state.OutputPath), '$', '$')
  const next = json(readersAfter(state, siblings))
  return [...jsonata, ...read(next, '$', '$'), ...read(next, '$states.input', '$')]
}

/** The states that get a state's result as their input: its successor, and those behind states that pass their input on. */
function readersAfter(state: JsonObject, siblings: JsonObject): JsonObject[] {
  const found: JsonObject[] = []
  const open = [state.Next]
  const seen = new Set<Json | undefined>()
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const reader = typeof next === 'string' && !seen.has(next) && Object.hasOwn(siblings, next) ? siblings[next] : undefined
    seen.add(next)
    if (!isObject(reader ?? null)) continue
    const { Type, Next, Choices, Default } = reader as JsonObject
    found.push(Type === 'Map' || Type === 'Parallel' ? { ItemsPath: (reader as JsonObject).ItemsPath ?? null } : reader as JsonObject)
    if (Type === 'Wait' || ((reader as JsonObject).ResultPath !== undefined && (reader as JsonObject).ResultPath !== '$')) open.push(Next)
    if (Type === 'Choice') open.push(Default, ...(Array.isArray(Choices) ? Choices.map(rule => isObject(rule) ? rule.Next : undefined) : []).filter(rule => rule !== undefined))
  }
  return found
}

/** A text of the kind that is read: JSON where it is parsed, a number where DynamoDB's type says so. */
function textFor(text: string, path: string): string {
  if (path.endsWith('.N')) return '1'
  return text.includes(`StringToJson(${path}`) || text.includes(`$parse($states.result${path.slice(1)}`) ? '{}' : 'text'
}

/** Every `root.a[0].b` in a text: the steps after the root. */
function pathsIn(text: string, root: string): (string | number)[][] {
  const found = new Map<string, (string | number)[]>()
  const pattern = new RegExp(`(?<![\\w$.])${root.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}((?:\\.[A-Za-z_][\\w-]*|\\[\\d+\\])+)(?!\\()`, 'g')
  for (const [, rest] of text.matchAll(pattern)) {
    found.set(rest!, [...rest!.matchAll(/\.([\w-]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index)))
  }
  return [...found.values()].filter(steps => steps.every(step => typeof step === 'string' || step === 0))
}

/** The value with a field, unless something stands there or in the way. */
function withField(value: Json | undefined, [step, ...rest]: (string | number)[], leaf: Json): Json {
  if (step === undefined) return value ?? leaf
  if (typeof step === 'number') {
    if (value !== undefined && !Array.isArray(value)) return value
    const items = value ?? []
    return [withField(items[0], rest, leaf), ...items.slice(1)]
  }
  if (value !== undefined && !isObject(value)) return value
  const fields = value ?? {}
  return { ...fields, [step]: withField(Object.hasOwn(fields, step) ? fields[step] : undefined, rest, leaf) }
}

function visit(value: Json, see: (object: JsonObject) => void): void {
  if (Array.isArray(value)) value.forEach(item => visit(item, see))
  else if (isObject(value)) {
    see(value)
    Object.values(value).forEach(member => visit(member, see))
  }
}
