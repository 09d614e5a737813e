import type { ExprNode } from 'jsonata'
import type { Json, JsonObject } from '../json.ts'
import { setKey } from '../json.ts'
import { visitNodes } from './visit-nodes.ts'

/** Values that have been looked through and hold no empty array. */
const sound = new WeakSet<object>()

/**
 * What an expression has to be given instead of a value, so that the value stays as it was: a transform writes into whatever its pattern
 * finds, `jsonata` a mark on the array that `[]` keeps, and a place into empty arrays that it comes upon where objects or groups are made.
 */
export function guardFor(root: ExprNode): <T extends Json>(value: T) => T {
  let writes = false
  visitNodes(root, (node) => {
    if (node.type === 'transform' || 'keepSingletonArray' in node) writes = true
  })
  if (writes) return structuredClone
  return makesObjects(root) ? shielded : value => value
}

function makesObjects(root: ExprNode): boolean {
  let found = false
  visitNodes(root, (node) => {
    if ('group' in node || (node.type === 'unary' && node.value === '{')) found = true
  })
  return found
}

/** The same value with empty arrays of its own; itself where it holds none. */
function shielded<T extends Json>(value: T): T {
  if (typeof value !== 'object' || value === null || sound.has(value)) return value
  const copy = Array.isArray(value) ? shieldedArray(value) : shieldedObject(value as JsonObject)
  if (copy === value) sound.add(value)
  return copy as T
}

function shieldedArray(items: Json[]): Json[] {
  if (items.length === 0) return []
  const copy = items.map(item => shielded(item))
  return copy.every((item, i) => item === items[i]) ? items : copy
}

function shieldedObject(source: JsonObject): JsonObject {
  const copy: JsonObject = {}
  let changed = false
  for (const key of Object.keys(source)) {
    const value = shielded(source[key]!)
    if (value !== source[key]) changed = true
    setKey(copy, key, value)
  }
  return changed ? copy : source
}
