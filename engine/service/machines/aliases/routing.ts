import type { Account } from '../../account/account.ts'
import { lookUp } from '../find.ts'
import type { Machine, Route } from '../../account/entities.ts'
import type { Refusal } from '../../refusal.ts'
import { validationException } from '../../refusal.ts'

export interface RoutingItem {
  stateMachineVersionArn: string
  weight: number
}

/**
 * Reads where an alias sends the starts: to one or two versions of one machine, in percent that add up to 100.
 *
 * @throws Refusal ValidationException, in the service's words
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_RoutingConfigurationListItem.html
 */
export function readRouting(account: Account, items: readonly RoutingItem[]): { machine: Machine, routes: Route[] } {
  const refuse = (message: string): Refusal => validationException(message, 'INVALID_ROUTING_CONFIGURATION')
  const arns = items.map(({ stateMachineVersionArn }) => stateMachineVersionArn)
  const received = `Received: [${arns.join(', ')}]`
  if (new Set(arns).size < arns.length) throw refuse(`Routing configuration must contain distinct state machine version ARNs. ${received}`)
  const weights = items.map(({ weight }) => weight)
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100) throw refuse(`Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`)
  const found = arns.map(arn => lookUp(account, arn))
  const [first] = found
  const routes = found.flatMap((item, index) => item?.version ? [{ version: item.version, weight: weights[index]! }] : [])
  if (!first || routes.length < arns.length) throw refuse(`Routing configuration must contain state machine version ARNs. ${received}`)
  if (found.some(item => item?.machine !== first.machine)) throw refuse(`Routing configuration must contain versions of the same state machine. ${received}`)
  return { machine: first.machine, routes }
}

/**
 * Draws the version that a start goes to.
 *
 * @param draw a number in [0, 1)
 */
export function drawRoute(routes: readonly Route[], draw: number): Route {
  let rest = draw * 100
  return routes.find(({ weight }) => (rest -= weight) < 0) ?? routes.at(-1)!
}
