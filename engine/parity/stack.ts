/** What `asl take-home` has deployed: state machines whose names begin with the stack's, and one function that answers as a case says. */

import type { Case } from '../simulation/cases/cases.ts'

export interface Stack {
  name: string
  /**
   * Tells the actor which case begins.
   *
   * @throws EndpointRefusal
   */
  begin: (name: string) => Promise<void>
}

/** Why a case can not be had from a stack, where it can not. */
export function notOnStack({ runs, actions, omit }: Case): string | undefined {
  if (runs) return 'many executions on one clock, which a real account does not have'
  if (actions.length > 0) return `somebody interferes in it (${[...new Set(actions.map(({ type }) => type))].join(', ')}), which is left to you`
  return omit.length > 0 ? 'on the slide the machine runs without some of its fields' : undefined
}

/**
 * Takes the stack's name from the names of what is the stack's own, `saga-pickups` and the actor's alias `saga-actor:book-van`, wherever they stand.
 *
 * @param value JSON; texts may be JSON, too
 */
export function unstacked<Value>(value: Value, { name }: Stack): Value {
  const own = new RegExp(`(?<=^|[:/"])${name}-(?:actor:)?`, 'g')
  return JSON.parse(JSON.stringify(value, (_, one: unknown) => typeof one === 'string' ? one.replaceAll(own, '') : one)) as Value
}
