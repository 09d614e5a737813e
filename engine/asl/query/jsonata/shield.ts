import type { ExprNode } from 'jsonata'
import type { Json, JsonObject } from '../json.ts'
import { setKey } from '../json.ts'
import { visitNodes } from './visit-nodes.ts'

/** Values that have been looked through and hold no empty array. */
const sound = new WeakSet<object>()

/** Whether an expression makes objects or groups: then `jsonata` writes a place into empty arrays that it comes upon. */
export function makesObjects(root: ExprNode): boolean {
  let found = false
  visitNodes(root, (node) => {
    if ('group' in node || (node.type === 'unary' && node.value === '{')) found = true
  })
  return found
}

/** The same value with empty arrays of its own; itself where it holds none. */
export function shielded<T extends Json>(value: T): T {
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
