import type { Json, JsonObject } from '../json.ts'
import type { Random } from '../scope.ts'
import { isObject } from '../json.ts'

/** What is wrong with a call, without the sentence that names the function; the caller adds that. Data, so without a stack trace. */
export class ArgumentError {
  readonly message: string

  constructor(message: string) {
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
    if (length < min || length > max) {
      const expected = min === max ? `${min}` : max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`
      throw new ArgumentError(`Invalid number of arguments: expected ${expected}, but received ${length}`)
    }
  }

  array(at: number): Json[] {
    const value = this.values[at]
    return Array.isArray(value) ? value : this.wrong(at, 'an array')
  }

  object(at: number): JsonObject {
    const value = this.values[at]
    return isObject(value) ? value : this.wrong(at, 'an object')
  }

  string(at: number): string {
    const value = this.values[at]
    if (typeof value !== 'string') return this.wrong(at, 'a string')
    if (value.length > maxPayload) throw new ArgumentError(`Argument ${at + 1} is longer than ${maxPayload} characters`)
    return value
  }

  boundedString(at: number): string {
    const value = this.string(at)
    if (value.length > maxText) throw new ArgumentError(`Argument ${at + 1} is longer than ${maxText} characters`)
    return value
  }

  boolean(at: number): boolean {
    const value = this.values[at]
    return typeof value === 'boolean' ? value : this.wrong(at, 'a boolean')
  }

  /** A 32-bit integer. Fractions are rounded half up, towards positive infinity, as recorded from AWS. */
  integer(at: number): number {
    const value = this.values[at]
    if (typeof value !== 'number') return this.wrong(at, 'a number')
    const rounded = Math.round(value) + 0
    if (Math.abs(rounded) > 2 ** 31) return this.wrong(at, 'an integer of 32 bits')
    return rounded
  }

  private wrong(at: number, expected: string): never {
    throw new ArgumentError(`Argument ${at + 1} must be ${expected}`)
  }
}
