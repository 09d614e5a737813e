import type { Json } from '../json.ts'

/**
 * The different elements of an array, in the order in which a Java HashSet made of it goes over them. AWS's
 * States.ArrayUnique keeps no order of its own, and this is the one that its recorded answers have: `[true, false]` comes back as `[false, true]`.
 *
 * https://docs.oracle.com/javase/8/docs/api/java/util/HashSet.html
 */
export function hashSet(items: readonly Json[]): Json[] {
  const buckets: Map<string, Json>[] = Array.from({ length: tableSize(items.length) }, () => new Map<string, Json>())
  for (const item of items) {
    const hash = hashOf(item)
    const bucket = buckets[(hash ^ (hash >>> 16)) & (buckets.length - 1)]!
    const key = canonicalText(item)
    if (!bucket.has(key)) bucket.set(key, item)
  }
  return buckets.flatMap(bucket => [...bucket.values()])
}

/** A power of two that holds that many elements three quarters full, 16 at least. */
function tableSize(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(Math.floor(count / 0.75) + 1, 16)))
}

/** Java's hash code of a value, in 32 bits. */
function hashOf(value: Json): number {
  if (value === null) return 0
  if (typeof value === 'boolean') return value ? 1231 : 1237
  if (typeof value === 'number') return hashOfNumber(value)
  if (typeof value === 'string') return hashOfText(value)
  if (Array.isArray(value)) return value.reduce<number>((hash, item) => (Math.imul(31, hash) + hashOf(item)) | 0, 1)
  return Object.keys(value).reduce((hash, key) => (hash + (hashOfText(key) ^ hashOf(value[key]!))) | 0, 0)
}

function hashOfNumber(value: number): number {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) return value
  const view = new DataView(new ArrayBuffer(8))
  if (Number.isSafeInteger(value)) view.setBigInt64(0, BigInt(value))
  else view.setFloat64(0, value)
  return view.getInt32(0) ^ view.getInt32(4)
}

function hashOfText(text: string): number {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0
  return hash
}

/** JSON text that is the same for equal values: keys stand in one order. */
function canonicalText(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  return `{${Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${canonicalText(value[key]!)}`).join(',')}}`
}
