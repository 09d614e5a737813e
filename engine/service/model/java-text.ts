import type { Json, JsonObject } from '../../asl/index.ts'
import { shapeOf } from './table.ts'

/**
 * A value as the service's messages print it: a list in brackets, a structure by its name with the members that it has, what is sensitive
 * without its value.
 *
 * @param shapeName the value's shape in the model
 * @param value as the shape says
 */
export function javaText(shapeName: string, value: Json): string {
  const shape = shapeOf(shapeName)
  if (value === null) return 'null'
  if (shape.type === 'list') return `[${(value as Json[]).map(item => javaText(shape.member, item)).join(', ')}]`
  if (shape.type === 'structure') {
    const members = Object.entries(value as JsonObject).map(([key, member]) => {
      const name = shape.members[key]!
      const own = shapeOf(name)
      return `${key}=${'sensitive' in own && own.sensitive ? '*** Sensitive Data Redacted ***' : javaText(name, member)}`
    })
    return `${shapeName}(${members.join(', ')})`
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}
