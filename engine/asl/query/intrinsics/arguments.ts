import type { Json, JsonObject } from '../json.ts'
import type { Random } from '../scope.ts'
import { isObject } from '../json.ts'

/** A call that can't be evaluated. Without a sentence of its own it is AWS's "Invalid arguments in …"; the caller names the function. */
export class ArgumentError {
  readonly message: string

  constructor(message = '') {
    this.message = message
  }
}

/** Texts that hashing and Base64 take at most, in characters. */
const maxText = 10_000

/** No text can be longer than a payload. */
export const maxPayload = 262_144

/** The evaluated arguments of one call, read with checks. Positions count from 0, messages from 1. */
export class Arguments {
  readonly values: readonly Json[]
  /** The first argument as a template of States.Format: literals keep their escaped braces. */
  readonly template: Json | undefined
  readonly random: Random

  constructor(values: readonly Json[], template: Json | undefined, random: Random) {
    this.values = values
    this.template = template
    this.random = random
  }

  count(min: number, max = min): void {
    const { length } = this.values
    if (length < min || length > max) throw new ArgumentError()
  }

  array(at: number): Json[] {
    const value = this.values[at]
    return Array.isArray(value) ? value : wrong()
  }

  object(at: number): JsonObject {
    const value = this.values[at]
    return isObject(value) ? value : wrong()
  }

  string(at: number): string {
    const value = this.values[at]
    return typeof value === 'string' && value.length <= maxPayload ? value : wrong()
  }

  boundedString(at: number): string {
    const value = this.string(at)
    return value.length <= maxText ? value : wrong()
  }

  /** A 32-bit integer, as arrays and random numbers take it: fractions are cut off. */
  integer(at: number): number {
    return this.number(at, Math.trunc)
  }

  /** A 32-bit integer, as States.MathAdd takes it: fractions are rounded half up, towards positive infinity. */
  rounded(at: number): number {
    return this.number(at, Math.round)
  }

  private number(at: number, whole: (value: number) => number): number {
    const value = this.values[at]
    if (typeof value !== 'number') return wrong()
    const integer = whole(value) + 0
    return Math.abs(integer) > 2 ** 31 ? wrong() : integer
  }
}

function wrong(): never {
  throw new ArgumentError()
}
