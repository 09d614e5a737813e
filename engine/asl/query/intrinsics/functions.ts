import type { HashAlgorithm } from './hash.ts'
import type { Json, JsonObject } from '../json.ts'
import type { Random } from '../scope.ts'
import { jsonBytes, jsonText, setKey } from '../json.ts'
import type { Arguments } from './arguments.ts'
import { ArgumentError, maxPayload } from './arguments.ts'
import { base64Decode, base64Encode } from './base64.ts'
import { hashAlgorithms, hashText } from './hash.ts'
import { hashSet } from './java-hash-set.ts'
import { javaRandomInteger } from './java-random.ts'

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
    const sought = textOf(bounded(args.values[1]!))
    return bounded(args.array(0)).some(item => textOf(item) === sought)
  },

  'States.ArrayRange': (args) => {
    args.count(3)
    const [first, last, step] = [args.integer(0), args.integer(1), args.integer(2)]
    if (step === 0 || rangeLength(first, last, step) > maxRange) throw new ArgumentError()
    return range(first, last, step)
  },

  'States.ArrayGetItem': (args) => {
    args.count(2)
    const items = args.array(0)
    const index = args.integer(1)
    if (items.length === 0 && index >= 0) return null
    if (items[index] === undefined) throw new ArgumentError()
    return items[index]
  },

  'States.ArrayLength': (args) => {
    args.count(1)
    return args.array(0).length
  },

  'States.ArrayUnique': (args) => {
    args.count(1)
    return hashSet(bounded(args.array(0)))
  },

  'States.Base64Encode': (args) => {
    args.count(1)
    return base64Encode(args.boundedString(0))
  },

  'States.Base64Decode': (args) => {
    args.count(1)
    return base64Decode(args.boundedString(0))
  },

  'States.Hash': (args) => {
    args.count(2)
    const value = args.values[0]!
    const data = typeof value === 'string' ? args.boundedString(0) : jsonText(bounded(value))
    return hashText(data, hashAlgorithm(args.string(1)))
  },

  'States.JsonMerge': (args) => {
    args.count(3)
    // Deep merging is not supported; whatever else stands there means a shallow one.
    if (args.values[2] === true) throw new ArgumentError()
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
    return jsonText(bounded(args.values[0]!))
  },

  'States.MathRandom': (args) => {
    args.count(2, 3)
    const start = args.integer(0)
    const end = args.integer(1)
    if (end <= start) throw new ArgumentError()
    return args.values.length === 3 ? javaRandomInteger(args.integer(2), start, end) : start + Math.floor(args.random() * (end - start))
  },

  'States.MathAdd': (args) => {
    args.count(2)
    const sum = args.rounded(0) + args.rounded(1)
    if (sum < -(2 ** 31) || sum >= 2 ** 31) throw new ArgumentError()
    return sum
  },

  'States.StringSplit': (args) => {
    args.count(2)
    return splitAtAny(args.string(0), args.string(1))
  },

  // Arguments are let through and ignored.
  'States.UUID': args => uuid(args.random),

  'States.Format': (args) => {
    args.count(1, Number.POSITIVE_INFINITY)
    if (typeof args.template !== 'string') throw new ArgumentError()
    return format(args.template, args.values.slice(1))
  },
}

/** A value whose JSON text has not more bytes than a payload may have characters, all of them three bytes wide. */
function bounded<T extends Json>(value: T): T {
  if (jsonBytes(value, 3 * maxPayload) > 3 * maxPayload) throw new ArgumentError(`The result is longer than ${maxPayload} characters`)
  return value
}

/** Chunks of `size` elements; the last one may be shorter. */
export function partition(items: Json[], size: number): Json[][] {
  if (size < 1) throw new ArgumentError()
  const chunks: Json[][] = []
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size))
  return chunks
}

/** How many integers {@link range} makes. The step is not 0. */
export function rangeLength(first: number, last: number, step: number): number {
  return Math.max(0, Math.floor((last - first) / step) + 1)
}

/** Integers from `first` to `last`, both included where the step lands on them. */
export function range(first: number, last: number, step: number): number[] {
  return Array.from({ length: rangeLength(first, last, step) }, (_, i) => first + i * step)
}

function hashAlgorithm(name: string): HashAlgorithm {
  if (!(hashAlgorithms as readonly string[]).includes(name)) throw new ArgumentError()
  return name as HashAlgorithm
}

/** JSON text as a value; blank text is null, as recorded from AWS. */
function parseJson(text: string): Json {
  if (text.trim() === '') return null
  try {
    const value = JSON.parse(text) as Json
    return Object.is(value, -0) ? 0 : value
  }
  catch {
    throw new ArgumentError('Cannot convert String to Json in States.StringToJson')
  }
}

/** A random (version 4) UUID. */
export function uuid(random: Random): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16))
  digits[12] = 4
  digits[16] = (digits[16]! & 3) | 8
  return digits.map((digit, i) => (i === 8 || i === 12 || i === 16 || i === 20 ? '-' : '') + digit.toString(16)).join('')
}

/** What States.ArrayContains compares: texts as they are, so that "1" is found for 1, everything else as JSON, its keys in their order. */
function textOf(value: Json): string {
  return typeof value === 'string' ? value : jsonText(value)
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
      if (used >= values.length) throw new ArgumentError()
      text += formatted(bounded(values[used++]!))
      if (text.length > maxPayload) throw new ArgumentError(`The result is longer than ${maxPayload} characters`)
    }
    else if (token === '{') {
      throw new ArgumentError('Invalid template in States.Format: matching \'}\' not found for \'{\'.')
    }
    else if (token === '}') {
      throw new ArgumentError('Invalid template in States.Format: matching \'{\' not found for \'}\'.')
    }
    else {
      text += token.startsWith('\\') && '{}\\\''.includes(token[1]!) ? token.slice(1) : token
    }
  }
  if (used < values.length) throw new ArgumentError()
  return text
}

/** Text of a value inside States.Format: strings bare; arrays and objects the way Java prints them, as recorded from AWS. */
function formatted(value: Json): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return `[${value.map(formatted).join(', ')}]`
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([key, entry]) => `${key}=${formatted(entry)}`).join(', ')}}`
  return String(value)
}
