import type { Json } from '../json.ts'
import type { Scope } from '../scope.ts'

/** What an expression finds under `$states`: only what the scope has. */
export function statesOf(scope: Scope): Record<string, Json> {
  const states: Record<string, Json> = { input: scope.input, context: scope.context }
  if (scope.result !== undefined) states.result = scope.result
  if (scope.errorOutput !== undefined) states.errorOutput = scope.errorOutput
  return states
}
