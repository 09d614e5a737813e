import type { Json, Scope } from '../../../engine/asl/query/index.ts'
import { QueryError } from '../../../engine/asl/query/index.ts'

/** A scope for tests: random numbers count up in sixteenths, the clock stands still. */
export function scopeOf(input: Json, more: { context?: Json, variables?: Record<string, Json>, result?: Json, errorOutput?: Json } = {}): Scope {
  let draws = 0
  return {
    input,
    context: more.context ?? {},
    variables: new Map(Object.entries(more.variables ?? {})),
    ...(more.result === undefined ? {} : { result: more.result }),
    ...(more.errorOutput === undefined ? {} : { errorOutput: more.errorOutput }),
    random: () => (draws++ % 16) / 16,
    now: Date.UTC(2026, 10, 22, 12),
  }
}

/** What a call throws or rejects with; fails the test if that is not a QueryError, or if nothing is thrown. */
export async function queryErrorOf(run: () => unknown): Promise<QueryError> {
  try {
    await run()
  }
  catch (thrown) {
    if (thrown instanceof QueryError) return thrown
    throw thrown
  }
  throw new Error('Expected a QueryError, but nothing was thrown')
}
