import { appendFileSync } from 'node:fs'
import fc, { type Parameters, type RunDetails } from 'fast-check'

/**
 * How often a property of hostile input is tried: `runs` times in `npm test`, as many times more as `npm run fuzz` asks
 * for. There the seed is given, so that a find can be repeated, and what was done is counted.
 */
export function fuzz<T>(runs: number): Parameters<T> {
  const { FUZZ_FACTOR, FUZZ_SEED, FUZZ_COUNT } = process.env
  return {
    numRuns: Math.ceil(runs * Number(FUZZ_FACTOR ?? 1)),
    ...(FUZZ_SEED === undefined ? {} : { seed: Number(FUZZ_SEED) }),
    reporter(details: RunDetails<T>) {
      if (FUZZ_COUNT !== undefined) appendFileSync(FUZZ_COUNT, `${details.numRuns}\n`)
      if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance })
    },
  }
}
