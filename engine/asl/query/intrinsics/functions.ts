import type { HashAlgorithm } from './hash.ts'
import type { Json, JsonObject } from '../json.ts'
import type { Random } from '../scope.ts'
import { jsonBytes, jsonEquals, jsonText, setKey } from '../json.ts'
import type { Arguments } from './arguments.ts'
import { ArgumentError, maxPayload } from './arguments.ts'
import { base64Decode, base64Encode } from './base64.ts'
import { hashAlgorithms, hashText } from './hash.ts'
import { javaRandom } from './java-random.ts'

/** Elements that States.ArrayRange makes at most. */
const maxRange = 1000

export type IntrinsicFunction = (args: Arguments) => Json

/**
 * The intrinsic functions by name, all of them.
 * https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export const intrinsicFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  'States.Array': args => [...args.values],

  'States.ArrayPartition': (args) => {
    args.count(2)
    return partition(args.array(0), args.integer(1))
  },

  'States.ArrayContains': (args) => {
    args.count(2)
    return args.array(0).some(item => jsonEquals(item, args.values[1]!))
  },

  'States.ArrayRange': (args) => {
    args.count(3)
    return range(args.integer(0), args.integer(1), args.integer(2))
  },

  'States.ArrayGetItem': (args) => {
    args.count(2)
    const item = args.array(0)[args.integer(1)]
    if (item === undefined) throw new ArgumentError(`Index ${args.integer(1)} is outside the array of ${args.array(0).length} elements`)
    return item
  },

  'States.ArrayLength': (args) => {
    args.count(1)
    return args.array(0).length
  },

  'States.ArrayUnique': (args) => {
    args.count(1)
    boundedText(args.array(0))
    return unique(args.array(0))
  },

  'States.Base64Encode': (args) => {
    args.count(1)
    return base64Encode(args.boundedString(0))
  },

  'States.Base64Decode': (args) => {
    args.count(1)
    const decoded = base64Decode(args.boundedString(0))
    if (decoded === undefined) throw new ArgumentError('Argument 1 is not Base64')
    return decoded
  },

  'States.Hash': (args) => {
    args.count(2)
    const value = args.values[0]!
    const data = typeof value === 'string' ? args.boundedString(0) : boundedText(value)
    return hashText(data, hashAlgorithm(args.string(1)))
  },

  'States.JsonMerge': (args) => {
    args.count(3)
    if (args.boolean(2)) throw new ArgumentError('Deep merging is not supported: argument 3 must be false')
    const merged: JsonObject = { ...args.object(0) }
    for (const [key, value] of Object.entries(args.object(1))) setKey(merged, key, value)
    return merged
  },

  'States.StringToJson': (args) => {
    args.count(1)
    return parseJson(args.string(0))
  },

  'States.JsonToString': (args) => {
    args.count(1)
    return boundedText(args.values[0]!)
  },

  'States.MathRandom': (args) => {
    args.count(2, 3)
    const start = args.integer(0)
    const end = args.integer(1)
    if (end <= start) throw new ArgumentError('The end of the range must be greater than its start')
    const random = args.values.length === 3 ? javaRandom(args.integer(2)) : args.random
    return start + Math.floor(random() * (end - start))
  },

  'States.MathAdd': (args) => {
    args.count(2)
    const sum = args.integer(0) + args.integer(1)
    if (sum < -(2 ** 31) || sum >= 2 ** 31) throw new ArgumentError('The sum is not an integer of 32 bits')
    return sum
  },

  'States.StringSplit': (args) => {
    args.count(2)
    return splitAtAny(args.string(0), args.string(1))
  },

  'States.UUID': (args) => {
    args.count(0)
    return uuid(args.random)
  },

  'States.Format': (args) => {
    args.count(1, Number.POSITIVE_INFINITY)
    if (typeof args.template !== 'string') throw new ArgumentError('Argument 1 must be a string')
    return format(args.template, args.values.slice(1))
  },
}

/** JSON text of a value that has not more bytes than a payload may have characters, all of them three bytes wide. */
function boundedText(value: Json): string {
  if (jsonBytes(value, 3 * maxPayload) > 3 * maxPayload) throw new ArgumentError(`The result is longer than ${maxPayload} characters`)
  return jsonText(value)
}

/** Chunks of `size` elements; the last one may be shorter. */
export function partition(items: Json[], size: number): Json[][] {
  if (size < 1) throw new ArgumentError('The chunk size must be a positive integer')
  const chunks: Json[][] = []
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size))
  return chunks
}

/** Integers from `first` to `last`, both included where the step lands on them. */
export function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new ArgumentError('The step must not be 0')
  const count = Math.max(0, Math.floor((last - first) / step) + 1)
  if (count > maxRange) throw new ArgumentError(`The range has more than ${maxRange} elements`)
  return Array.from({ length: count }, (_, i) => first + i * step)
}

export function hashAlgorithm(name: string): HashAlgorithm {
  if (!(hashAlgorithms as readonly string[]).includes(name)) throw new ArgumentError(`The algorithm must be one of ${hashAlgorithms.join(', ')}`)
  return name as HashAlgorithm
}

/** JSON text as a value; blank text is null, as recorded from AWS. */
export function parseJson(text: string): Json {
  if (text.trim() === '') return null
  try {
    const value = JSON.parse(text) as Json
    return Object.is(value, -0) ? 0 : value
  }
  catch {
    throw new ArgumentError('Argument 1 is not valid JSON')
  }
}

/** A random (version 4) UUID. */
export function uuid(random: Random): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16))
  digits[12] = 4
  digits[16] = (digits[16]! & 3) | 8
  return digits.map((digit, i) => (i === 8 || i === 12 || i === 16 || i === 20 ? '-' : '') + digit.toString(16)).join('')
}

function unique(items: Json[]): Json[] {
  const kept = new Map<string, Json>()
  for (const item of items) {
    const key = jsonText(sorted(item))
    if (!kept.has(key)) kept.set(key, item)
  }
  return [...kept.values()]
}

/** The same value with keys in one order, so that equal objects make equal text. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const copy: JsonObject = {}
  for (const key of Object.keys(value).sort()) setKey(copy, key, sorted(value[key]!))
  return copy
}

/** Every character of `delimiters` separates; empty pieces are left out. */
function splitAtAny(text: string, delimiters: string): string[] {
  const separators = new Set(delimiters)
  const pieces: string[] = []
  let piece = ''
  for (const char of text) {
    if (!separators.has(char)) {
      piece += char
    }
    else if (piece !== '') {
      pieces.push(piece)
      piece = ''
    }
  }
  if (piece !== '') pieces.push(piece)
  return pieces
}

/** Every `{}` is the next value; braces that stand for themselves, backslashes and quotes are escaped. */
function format(template: string, values: readonly Json[]): string {
  let used = 0
  let text = ''
  for (const [token] of template.matchAll(/\\[\s\S]|\{\}|[^\\{}]+|[\\{}]/g)) {
    if (token === '{}') {
      if (used >= values.length) throw new ArgumentError('The template has more {} than there are arguments')
      text += formatted(values[used++]!)
      if (text.length > maxPayload) throw new ArgumentError(`The result is longer than ${maxPayload} characters`)
    }
    else if (token === '{') {
      throw new ArgumentError('matching \'}\' not found for \'{\'')
    }
    else if (token === '}') {
      throw new ArgumentError('matching \'{\' not found for \'}\'')
    }
    else {
      text += token.startsWith('\\') && '{}\\\''.includes(token[1]!) ? token.slice(1) : token
    }
  }
  if (used < values.length) throw new ArgumentError('The template has fewer {} than there are arguments')
  return text
}

/** Text of a value inside States.Format: strings bare; arrays and objects the way Java prints them, as recorded from AWS. */
function formatted(value: Json): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return `[${value.map(formatted).join(', ')}]`
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([key, entry]) => `${key}=${formatted(entry)}`).join(', ')}}`
  return String(value)
}
