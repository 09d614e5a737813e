/** Elements of the field of 32: its addition is exclusive or, and 2 multiplied by itself reaches all but 0. */
const POWERS: number[] = []
const EXPONENTS = new Map<number, number>()
for (let power = 1, exponent = 0; exponent < 31; exponent++) {
  POWERS.push(power)
  EXPONENTS.set(power, exponent)
  power <<= 1
  // x⁵ + x² + 1
  power ^= power & 32 ? 0b100101 : 0
}

const times = (a: number, b: number) => a === 0 || b === 0 ? 0 : POWERS[(EXPONENTS.get(a)! + EXPONENTS.get(b)!) % 31]!

/**
 * The sum of characters, each times the power of 2 that belongs to its place. Places weigh differently, so a sum of 0 does not survive another
 * character at one place, nor two unlike characters that change places.
 *
 * @param values of the characters, 0 to 31 each, 31 of them at most
 */
function weighedSum(values: readonly number[]): number {
  return values.reduce((sum, value, place) => sum ^ times(value, POWERS[place]!), 0)
}

/** The character, as a value from 0 to 31, that follows others so that all of them hold. */
export function checkSum(values: readonly number[]): number {
  return times(weighedSum(values), POWERS[31 - values.length]!)
}

/** Whether the last of the values is the check sum of those before it. */
export function holds(values: readonly number[]): boolean {
  return weighedSum(values) === 0
}
