import type { Expression, Focus } from 'jsonata'
import type { Json } from '../json.ts'
import type { NativeFunction, WatchedEnvironment } from './environment.ts'
import type { Meter } from './meter.ts'
import jsonata from 'jsonata'
import { partition, range, uuid } from '../intrinsics/functions.ts'
import { hashAlgorithms, hashText } from '../intrinsics/hash.ts'
import { javaRandom } from '../intrinsics/java-random.ts'
import { jsonEquals } from '../json.ts'
import { assignFunctions } from './metering/library.ts'
import { parsePlainJson } from './plain-json.ts'
import { charactersPerStep } from './meter.ts'

export type { NativeFunction, WatchedEnvironment } from './environment.ts'

/**
 * Adds to an expression what Step Functions adds to JSONata ($partition, $range, $hash, $random with a seed, $uuid,
 * $parse), takes away $eval, and replaces functions that would read the machine's clock, draw random numbers of their
 * own, or grow beyond all limits before anyone could measure the result.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function registerFunctions(expression: Expression): void {
  expression.assign('eval', undefined)
  assignFunctions(expression, registerOwn)
}

let nativeToMillis: NativeFunction | undefined

function registerOwn(expression: Expression): void {
  expression.registerFunction('partition', partitionOf, '<x?n?:a>')
  expression.registerFunction('range', rangeOf, '<n?n?n?:a<n>>')
  expression.registerFunction('hash', hashOf, '<s-s?:s>')
  expression.registerFunction('parse', parseText, '<s-:x>')
  expression.registerFunction('uuid', function () {
    return uuid(meterOf(this).scope.random)
  }, '<:s>')
  expression.registerFunction('random', function (seed?: number) {
    return seed === undefined ? meterOf(this).scope.random() : javaRandom(seed)()
  }, '<n?:n>')
  expression.registerFunction('millis', function () {
    return meterOf(this).scope.now
  }, '<:n>')
  expression.registerFunction('now', function (picture?: string, timezone?: string) {
    const { environment } = this as unknown as { environment: WatchedEnvironment }
    return (environment.lookup('fromMillis') as NativeFunction).implementation.call(this, meterOf(this).scope.now, picture, timezone)
  }, '<s?s?:s>')
  expression.registerFunction('shuffle', function (items: Json[] | undefined) {
    return items && shuffle(items, meterOf(this).scope.random)
  }, '<a:a>')
  expression.registerFunction('pad', function (text: string | undefined, width: number, filler?: string) {
    return text === undefined ? undefined : pad(text, width, filler || ' ', meterOf(this))
  }, '<s-ns?:s>')
  expression.registerFunction('distinct', function (items: Json) {
    return distinct(items, meterOf(this))
  }, '<x:x>')
  expression.registerFunction('toMillis', async function (text: string | undefined, picture?: string) {
    if (text !== undefined && picture !== undefined) meterOf(this).spend(waysToRead(text, picture))
    nativeToMillis ??= await jsonata('$toMillis').evaluate(null) as NativeFunction
    return nativeToMillis.implementation.call(this, text, picture)
  }, '<s-s?:n>')
}

function meterOf(focus: Focus): Meter {
  return (focus.environment as unknown as WatchedEnvironment).base.meter!
}

/** Marks an array as a JSONata sequence: one element stands for itself, none for nothing. AWS's $range yields these. */
function sequence(items: number[]): number[] {
  return Object.assign(items, { sequence: true })
}

/** An error that a function raises in JSONata's own form: a code, and what is wrong. */
class FunctionError {
  readonly code: string
  readonly message: string

  constructor(code: string, message: string) {
    this.code = code
    this.message = message
  }
}

/** Chunks of an array; one chunk without a size, nothing for nothing and for chunks of nothing. Fractions are cut off. */
function partitionOf(items: Json | undefined, size?: number): Json[][] | undefined {
  if (items === undefined) return undefined
  if (!Array.isArray(items)) throw new FunctionError('T0412', 'Argument 1 of function "partition" must be an array')
  const length = size === undefined ? items.length : Math.trunc(size)
  if (length < 0) throw new FunctionError('D3137', 'Second argument must be zero or greater')
  return length === 0 || items.length === 0 ? undefined : partition(items, length)
}

/** Integers from the first to the last; fractions of the arguments are cut off. Nothing where one is missing or none is in between. */
function rangeOf(first?: number, last?: number, step?: number): number[] | undefined {
  if (first === undefined || last === undefined || step === undefined) return undefined
  const by = Math.trunc(step)
  return by === 0 ? undefined : sequence(range(Math.trunc(first), Math.trunc(last), by))
}

/** A text's digest; nothing for nothing and without an algorithm. */
function hashOf(text: string | undefined, algorithm?: string): string | undefined {
  if (text === undefined || algorithm === undefined) return undefined
  const known = hashAlgorithms.find(name => name === algorithm)
  if (!known) throw new FunctionError('D3137', `The algorithm must be one of ${hashAlgorithms.join(', ')}`)
  return hashText(text, known)
}

/** JSON text as a value. A key given twice is no JSON here. */
function parseText(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined
  const value = parsePlainJson(text)
  if (value === undefined) throw new FunctionError('D3137', 'Invalid JSON')
  return value
}

function shuffle(items: Json[], random: () => number): Json[] {
  const shuffled = [...items]
  for (let i = shuffled.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1))
    const item = shuffled[i]!
    shuffled[i] = shuffled[other]!
    shuffled[other] = item
  }
  return shuffled
}

/** JSONata's $pad: to the right, or to the left when the width is negative. Widths count code points. */
function pad(text: string, width: number, filler: string, meter: Meter): string {
  meter.hold(Math.abs(width))
  meter.spend(Math.abs(width) / charactersPerStep)
  const missing = Math.floor(Math.abs(width)) - [...text].length
  if (missing <= 0) return text
  const fillers = [...filler]
  const padding = filler.repeat(Math.floor(missing / fillers.length)) + fillers.slice(0, missing % fillers.length).join('')
  return width > 0 ? text + padding : padding + text
}

function distinct(items: Json, meter: Meter): Json {
  if (!Array.isArray(items) || items.length <= 1) return items
  const kept: Json[] = []
  for (const item of items) {
    meter.spend(1 + kept.length / 50)
    if (!kept.some(other => jsonEquals(other, item))) kept.push(item)
  }
  return 'sequence' in items ? Object.assign(kept, { sequence: true }) : kept
}

/**
 * How many ways a date reader may try when components of a picture stand side by side, as in `[Y][M][D]`: as many as
 * there are ways to cut the text between them.
 */
function waysToRead(text: string, picture: string): number {
  const neighbours = Math.max(0, ...(picture.match(/(?:\][^\S\n]*\[[^\]]*)+/g) ?? []).map(run => run.split('[').length - 1))
  let ways = 1
  for (let i = 0; i < neighbours; i++) ways *= Math.max(1, text.length - i) / (i + 1)
  return ways / 100
}
