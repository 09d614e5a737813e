/** A small language for the shapes of service answers, as the services' API models define them. */

export type Shape =
  | { type: 'string', values?: readonly string[], least?: number }
  | { type: 'number', min?: number, max?: number }
  | { type: 'boolean' }
  | { type: 'any' }
  | { type: 'array', items: Shape }
  | { type: 'map', values: Shape }
  | { type: 'object', required: readonly string[], fields: Readonly<Record<string, Shape>> }

/** Text, and what travels as text: timestamps, blobs. */
export const text: Shape = { type: 'string' }
/** Text, or a blob, that is never empty. */
export const filled: Shape = { type: 'string', least: 1 }
export const number: Shape = { type: 'number' }
export const boolean: Shape = { type: 'boolean' }
/** Anything: payloads that Step Functions parses. */
export const any: Shape = { type: 'any' }

export function oneOf(...values: string[]): Shape {
  return { type: 'string', values }
}

export function between(min: number, max: number): Shape {
  return { type: 'number', min, max }
}

export function arrayOf(items: Shape): Shape {
  return { type: 'array', items }
}

export function mapOf(values: Shape): Shape {
  return { type: 'map', values }
}

/** An object. A field whose name ends in `!` must be there. */
export function object(fields: Readonly<Record<string, Shape>>): Shape {
  const required = Object.keys(fields).filter(name => name.endsWith('!')).map(name => name.slice(0, -1))
  return { type: 'object', required, fields: Object.fromEntries(Object.entries(fields).map(([name, shape]) => [name.replace(/!$/, ''), shape])) }
}
