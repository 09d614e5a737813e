import type { JsonObject } from '../../asl/index.ts'
import type { World } from '../account/world.ts'

/**
 * What a pattern's handlers.ts exports as `setUp`: it fills the simulated account of one case before anything runs.
 * `settings` are the case's; `gauge` records a number over virtual time.
 */
export type SetUp = (input: SetUpInput) => void

export interface SetUpInput {
  world: World
  settings: JsonObject
  gauge: (name: string, value: number) => void
  /** Makes the error that a simulated function throws: `throw fail('Payment.Declined', 'The card is empty')`. */
  fail: (name: string, message: string) => Error
}
