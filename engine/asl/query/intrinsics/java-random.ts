import type { Random } from '../scope.ts'

const multiplier = 0x5DEECE66Dn
const mask = (1n << 48n) - 1n

/**
 * Java's random numbers from a seed (the linear congruential generator that java.util.Random's documentation
 * specifies), each in [0, 1): AWS seeds that generator, and seed 42 must give its numbers.
 */
export function javaRandom(seed: number): Random {
  const next = generator(seed)
  return () => Number((next(26n) << 27n) + next(27n)) / 2 ** 53
}

/**
 * Java's first random integer from a seed that is at least `start` and less than `end`.
 *
 * https://docs.oracle.com/javase/8/docs/api/java/util/Random.html#nextInt-int-
 */
export function javaRandomInteger(seed: number, start: number, end: number): number {
  const next = generator(seed)
  const size = end - start
  if (size >= 2 ** 31) {
    for (;;) {
      const drawn = Number(BigInt.asIntN(32, next(32n)))
      if (drawn >= start && drawn < end) return drawn
    }
  }
  if ((size & (size - 1)) === 0) return start + Number((BigInt(size) * next(31n)) >> 31n)
  for (;;) {
    const bits = Number(next(31n))
    const value = bits % size
    // The last, incomplete stretch of the range would favour small numbers.
    if (bits - value + (size - 1) < 2 ** 31) return start + value
  }
}

/** The generator itself: its next bits, as an unsigned number. */
function generator(seed: number): (bits: bigint) => bigint {
  let state = (BigInt(Math.trunc(seed)) ^ multiplier) & mask
  return (bits) => {
    state = (state * multiplier + 0xBn) & mask
    return state >> (48n - bits)
  }
}
