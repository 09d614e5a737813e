import type { Meter } from '../meter.ts'
import { isFunction, measure } from '../meter.ts'

/** Elements of an array that are copied, made or passed by for the price of a step. */
export const elementsPerStep = 64
/** Elements that are asked whether one of them is true, for the price of a step. */
export const elementsTestedPerStep = 32
/** Characters that are taken apart one by one for the price of a step. */
export const lettersPerStep = 20
/** Characters, or what takes as much room, that are looked through for the price of a step. */
const sizePerStep = 256

/** What a call pays before it is made, by its arguments. */
export type Price = (args: readonly unknown[], meter: Meter) => void

const lengthOf = (value: unknown): number => typeof value === 'string' || Array.isArray(value) ? value.length : 0

const byLetter: Price = ([text], meter) => meter.spend(lengthOf(text) / lettersPerStep)
const byTest: Price = ([value], meter) => meter.spend(elementsIn(value) / elementsTestedPerStep)
const bySize: Price = ([value], meter) => meter.spend(measure(value) / sizePerStep)

/** Pictures of numbers and dates are taken apart again at every mark in them, and may ask for any width. */
const byPicture: Price = ([, picture], meter) => {
  if (typeof picture !== 'string') return
  meter.spend(picture.length ** 2 / 1000)
  for (const [, widths] of picture.matchAll(/\[[^\],]*,([^\]]*)\]/g)) {
    for (const digits of widths!.match(/\d+/g) ?? []) meter.hold(Number(digits))
  }
}

/** Functions that make more of their arguments than they are large, or take longer over them. */
const prices: Readonly<Record<string, Price>> = {
  boolean: byTest,
  clone: bySize,
  formatInteger: byPicture,
  formatNumber: byPicture,
  fromMillis: byPicture,
  hash: byLetter,
  join([texts, separator], meter) {
    if (!Array.isArray(texts)) return
    meter.hold(texts.reduce<number>((sum, text) => sum + lengthOf(text) + lengthOf(separator), 0))
  },
  keys: bySize,
  length: byLetter,
  lookup: ([input], meter) => meter.spend(elementsIn(input) / elementsPerStep),
  merge: bySize,
  not: byTest,
  parse: byLetter,
  parseInteger: byPicture,
  split: byLetter,
  spread: bySize,
  string([value, pretty], meter) {
    bySize([value], meter)
    if (pretty === true) meter.hold(indentation(value))
  },
  substring: byLetter,
  toMillis: byPicture,
  zip(arrays, meter) {
    const tuples = Math.min(...arrays.map(lengthOf))
    meter.spend(tuples * (1 + arrays.length / elementsPerStep) / 8)
    meter.hold(tuples * arrays.length * 8)
  },
}

/**
 * What a call of a function pays before it is made: a step, more for long arguments, and what its own price says. Calls that other
 * functions make (`$map(list, $spread)`) pay as those in the text do.
 */
export function pay(name: string, args: readonly unknown[], meter: Meter): void {
  let steps = 1
  for (const arg of args) steps += typeof arg === 'string' ? arg.length / sizePerStep : Array.isArray(arg) ? arg.length / elementsPerStep : 0
  meter.spend(steps)
  if (Object.hasOwn(prices, name)) prices[name]!(args, meter)
}

/** How many elements an array has with those of the arrays in it. Other values have none. */
export function elementsIn(value: unknown): number {
  if (!Array.isArray(value)) return 0
  let count = value.length
  for (const item of value) if (Array.isArray(item)) count += elementsIn(item)
  return count
}

/** Characters of the line breaks and blanks that pretty JSON text has. */
function indentation(root: unknown): number {
  let blanks = 0
  const pending: [value: unknown, depth: number][] = [[root, 1]]
  for (let entry = pending.pop(); entry; entry = pending.pop()) {
    const [value, depth] = entry
    if (typeof value !== 'object' || value === null || isFunction(value)) continue
    for (const part of Object.values(value)) {
      blanks += 2 * depth + 1
      pending.push([part, depth + 1])
    }
  }
  return blanks
}
