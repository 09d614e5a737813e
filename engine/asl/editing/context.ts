import type { QueryLanguage } from '../definition/types.ts'
import type { Entry, Scan } from './scan.ts'

/** What a cursor stands in, in the words of the States Language. */
export interface Context {
  /** The path of the scope whose states are meant: where its `States` stands. */
  scope: string[]
  /** The names of its states. */
  states: string[]
  /** The state, and the fields it has. */
  state?: { name: string, type?: string, fields: string[] }
  language: QueryLanguage
  /** The path inside the state, or inside the scope. */
  inside: string[]
}

/**
 * Says in which scope and state a path is.
 *
 * @param scan the text, read as far as it can be
 * @param path keys, from the outermost in
 */
export function contextOf({ entries }: Scan, path: readonly string[]): Context {
  const { scope, state, inside } = split(path)
  const fields = state === undefined ? [] : childrenOf(entries, [...scope, 'States', state])
  const type = fields.find((field) => keyOf(field) === 'Type')?.value
  return {
    scope,
    states: childrenOf(entries, [...scope, 'States']).map(keyOf),
    ...(state === undefined ? {} : { state: { name: state, ...(type === undefined ? {} : { type }), fields: fields.map(keyOf) } }),
    language: languageOf(entries, path),
    inside,
  }
}

/** A path as the scope that it leads into, the state there, and what is left inside that. A `States` in somebody's data is no scope. */
function split(path: readonly string[]): { scope: string[], state?: string, inside: string[] } {
  let at = 0
  for (;;) {
    if (path[at] !== 'States' || path[at + 1] === undefined) return { scope: path.slice(0, at), inside: path.slice(at) }
    const inner = path[at + 2] === 'Branches' && path[at + 3] !== undefined ? at + 4 : path[at + 2] === 'ItemProcessor' || path[at + 2] === 'Iterator' ? at + 3 : undefined
    if (inner === undefined) return { scope: path.slice(0, at), state: path[at + 1]!, inside: path.slice(at + 2) }
    at = inner
  }
}

/** The entries of an object. */
export function childrenOf(entries: readonly Entry[], path: readonly string[]): Entry[] {
  return entries.filter((entry) => entry.path.length === path.length + 1 && path.every((key, index) => entry.path[index] === key))
}

export function keyOf(entry: Entry): string {
  return entry.path.at(-1)!
}

function languageOf(entries: readonly Entry[], path: readonly string[]): QueryLanguage {
  for (let length = path.length; length >= 0; length--) {
    const value = childrenOf(entries, path.slice(0, length)).find((entry) => keyOf(entry) === 'QueryLanguage')?.value
    if (value === 'JSONata' || value === 'JSONPath') return value
  }
  return 'JSONPath'
}
