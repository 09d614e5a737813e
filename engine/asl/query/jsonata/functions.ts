import type { Expression, Focus } from 'jsonata'
import type { Json } from '../json.ts'
import type { Meter } from './meter.ts'
import jsonata from 'jsonata'
import { ArgumentError } from '../intrinsics/arguments.ts'
import { hashAlgorithm, parseJson, partition, range, uuid } from '../intrinsics/functions.ts'
import { hashText } from '../intrinsics/hash.ts'
import { javaRandom } from '../intrinsics/java-random.ts'
import { jsonEquals } from '../json.ts'
import { charactersPerStep } from './meter.ts'

/** The watched environment of an evaluation, as functions reach it through `this`. */
export interface WatchedEnvironment {
  base: { meter?: Meter, options?: object, RegexEngine?: unknown }
  lookup: (name: string | symbol) => unknown
}

interface NativeFunction {
  implementation: (this: unknown, ...args: unknown[]) => unknown
}

/**
 * Adds to an expression what Step Functions adds to JSONata ($partition, $range, $hash, $random with a seed, $uuid,
 * $parse), takes away $eval, and replaces functions that would read the machine's clock, draw random numbers of their
 * own, or grow beyond all limits before anyone could measure the result.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function registerFunctions(expression: Expression): void {
  expression.assign('eval', undefined)
  expression.registerFunction('partition', (items: Json[], size: number) => partition(items, Math.floor(size)), '<an:a>')
  expression.registerFunction('range', (first: number, last: number, step: number) => sequence(range(first, last, step)), '<nnn:a<n>>')
  expression.registerFunction('hash', (text: string, algorithm: string) => hashText(text, hashAlgorithm(algorithm)), '<s-s:s>')
  expression.registerFunction('parse', (text: string | undefined) => text === undefined ? undefined : parseText(text), '<s-:x>')
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
    const native = await jsonata('$toMillis').evaluate(null) as NativeFunction
    return native.implementation.call(this, text, picture)
  }, '<s-s?:n>')
}

function meterOf(focus: Focus): Meter {
  return (focus.environment as unknown as WatchedEnvironment).base.meter!
}

/** Marks an array as a JSONata sequence: one element stands for itself, none for nothing. AWS's $range yields these. */
function sequence(items: number[]): number[] {
  return Object.assign(items, { sequence: true })
}

function parseText(text: string): Json {
  if (text.trim() === '') throw new ArgumentError('$parse was given no JSON text')
  return parseJson(text)
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
