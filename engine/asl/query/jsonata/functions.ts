import type { Expression, Focus } from 'jsonata'
import type { Json } from '../json.ts'
import type { NativeFunction, WatchedEnvironment } from './environment.ts'
import type { Meter } from './meter.ts'
import jsonata from 'jsonata'
import { uuid } from '../intrinsics/functions.ts'
import { javaRandom } from '../intrinsics/java-random.ts'
import { jsonEquals } from '../json.ts'
import { hashOf, parseText, partitionOf, rangeOf } from './added-functions.ts'
import { charactersPerStep } from './meter.ts'
import { meteredFunctions } from './metering/library.ts'
import { decodeBase64, decodeUrlComponent, encodeBase64, timezoneOf } from './text-functions.ts'

/**
 * Adds to an expression what Step Functions adds to JSONata ($partition, $range, $hash, $random with a seed, $uuid,
 * $parse), takes away $eval, and replaces functions that would read the machine's clock, draw random numbers of their
 * own, grow beyond all limits before anyone could measure the result, or read texts otherwise than AWS does.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function registerFunctions(expression: Expression): void {
  expression.assign('eval', undefined)
  for (const [name, definition] of functionsByName()) expression.assign(name, definition)
}

/** The functions of all expressions: they are made once and shared. */
export function functionsByName(): ReadonlyMap<string, NativeFunction> {
  return functions ??= meteredFunctions(registerOwn)
}

let functions: ReadonlyMap<string, NativeFunction> | undefined
let nativeFromMillis: NativeFunction | undefined
let nativeToMillis: NativeFunction | undefined

function registerOwn(expression: Expression): void {
  expression.registerFunction('partition', partitionOf, '<x?n?:a>')
  expression.registerFunction('range', function (first?: number, last?: number, step?: number) {
    return rangeOf(first, last, step, meterOf(this))
  }, '<n?n?n?:a<n>>')
  // Without a signature: a missing algorithm and one that is nothing are told apart.
  expression.registerFunction('hash', hashOf)
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
  expression.registerFunction('fromMillis', async function (millis: number | undefined, picture?: string, timezone?: string) {
    nativeFromMillis ??= await jsonata('$fromMillis').evaluate(null) as NativeFunction
    return millis === undefined ? undefined : nativeFromMillis.implementation.call(this, millis, picture, timezoneOf(timezone))
  }, '<n-s?s?:s>')
  expression.registerFunction('base64encode', encodeBase64, '<s-:s>')
  expression.registerFunction('base64decode', decodeBase64, '<s-:s>')
  expression.registerFunction('decodeUrlComponent', decodeUrlComponent, '<s-:s>')
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
