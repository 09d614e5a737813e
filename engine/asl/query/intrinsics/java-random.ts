import type { Random } from '../scope.ts'

const multiplier = 0x5DEECE66Dn
const mask = (1n << 48n) - 1n

/**
 * Java's random numbers from a seed (the linear congruential generator that java.util.Random's documentation
 * specifies), each in [0, 1): AWS seeds that generator, and seed 42 must give its numbers.
 */
export function javaRandom(seed: number): Random {
  let state = (BigInt(Math.trunc(seed)) ^ multiplier) & mask
  const next = (bits: bigint): bigint => {
    state = (state * multiplier + 0xBn) & mask
    return state >> (48n - bits)
  }
  return () => Number((next(26n) << 27n) + next(27n)) / 2 ** 53
}
