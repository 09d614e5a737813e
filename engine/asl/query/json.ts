/** Any JSON value: what states take in, pass on and remember. Treated as immutable everywhere in the engine. */
export type Json = null | boolean | number | string | Json[] | JsonObject

export interface JsonObject {
  [key: string]: Json
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The JSON type name of a value, as AWS's messages spell it. */
export function jsonType(value: Json): 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value as 'boolean' | 'number' | 'string' | 'object'
}

/** Sets an own property under any name, `__proto__` included, which plain assignment would swallow. */
export function setKey<T>(target: { [key: string]: T }, key: string, value: T): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  }
  else {
    target[key] = value
  }
}

/** An own property of an object, or undefined: never one inherited from Object.prototype. */
export function ownValue(target: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(target, key) ? target[key] : undefined
}

/**
 * Structural equality. The order of keys does not count; 0 equals -0. Takes any depth of nesting. Calls `visit` for
 * every pair of values it looks at, for callers who count.
 */
export function jsonEquals(a: Json, b: Json, visit?: () => void): boolean {
  const pending: [Json, Json][] = [[a, b]]
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    visit?.()
    const [left, right] = pair
    if (left === right) continue
    if (Array.isArray(left)) {
      if (!Array.isArray(right) || left.length !== right.length) return false
      for (let i = 0; i < left.length; i++) pending.push([left[i]!, right[i]!])
    }
    else if (isObject(left)) {
      if (!isObject(right)) return false
      const keys = Object.keys(left)
      if (keys.length !== Object.keys(right).length) return false
      for (const key of keys) {
        if (!Object.hasOwn(right, key)) return false
        pending.push([left[key]!, right[key]!])
      }
    }
    else {
      return false
    }
  }
  return true
}

/** Compact JSON text. Throws a RangeError on values nested beyond what the JavaScript stack takes. */
export function jsonText(value: Json): string {
  return JSON.stringify(value)
}

/** Characters of a history event's cause. */
const maxQuoted = 32_768

/** JSON text of a value for a message: cut off where a cause would be, and never an error. */
export function quotedJson(value: Json): string {
  try {
    return jsonText(value).slice(0, maxQuoted)
  }
  catch {
    return '(too large or too deeply nested to show)'
  }
}

/** A value as text: strings as they are, everything else as `quotedJson` has it, because `String()` trips over an object's own `toString`. */
export function plainText(value: Json | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? 'undefined' : quotedJson(value)
}

/** What a byte-order mark, which Windows tools put before UTF-8 text, leaves of a text: all but the mark. It is no blank. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

/**
 * Size of the compact JSON text of a value in UTF-8 bytes: the size that AWS's payload quota counts.
 * Stops counting, and returns a number above `limit`, once `limit` is passed, so that a small value which repeats a
 * large one many times costs no more than the limit.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export function jsonBytes(value: Json, limit = Number.POSITIVE_INFINITY): number {
  let bytes = 0
  const pending: Json[] = [value]
  while (pending.length > 0 && bytes <= limit) {
    const current = pending.pop()!
    if (typeof current === 'string') {
      bytes += stringBytes(current)
    }
    else if (Array.isArray(current)) {
      bytes += 2 + Math.max(0, current.length - 1)
      if (bytes > limit) break
      for (const item of current) pending.push(item)
    }
    else if (isObject(current)) {
      const keys = Object.keys(current)
      bytes += 2 + Math.max(0, keys.length - 1)
      if (bytes > limit) break
      for (const key of keys) {
        bytes += stringBytes(key) + 1
        pending.push(current[key]!)
      }
    }
    else {
      bytes += current === null ? 4 : String(current).length
    }
  }
  return bytes
}

/** The part of one text in `jsonBytes`, with its quotes. */
export function stringBytes(text: string): number {
  let bytes = 2
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x80) bytes += wideBytes(text, i, code)
    else if (code === 0x22 || code === 0x5C) bytes += 2
    else if (code < 0x20) bytes += (code >= 8 && code <= 13 && code !== 11) ? 2 : 6
    else bytes += 1
  }
  return bytes
}

/** Bytes of UTF-8 that a text takes as it is, without quotes; it has no half of a surrogate pair on its own. */
export function textBytes(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x80) bytes += wideBytes(text, i, code) - 1
  }
  return bytes
}

/** A surrogate pair makes four bytes, two for each half; a half on its own is written as a \u escape. */
function wideBytes(text: string, index: number, code: number): number {
  if (code < 0x800) return 2
  if (code < 0xD800 || code > 0xDFFF) return 3
  const partner = code < 0xDC00 ? text.charCodeAt(index + 1) : text.charCodeAt(index - 1)
  const paired = code < 0xDC00 ? partner >= 0xDC00 && partner <= 0xDFFF : partner >= 0xD800 && partner <= 0xDBFF
  return paired ? 2 : 6
}
