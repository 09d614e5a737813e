import type { Prices } from '../engine/simulation/types.ts'
import prices from 'virtual:facts/prices'

function perOne(id: string): number {
  const price = prices.find(item => item.id === id)
  if (!price)
    throw new Error(`facts/prices.yaml has no “${id}”, which the meters count with`)
  return price.value / (price.per ?? 1)
}

/** The prices that the meters count with, from facts/prices.yaml: US dollars for one transition, one request, one GB-second. */
export const meterPrices: Prices = {
  standardPerTransition: perOne('standard-transition'),
  expressPerRequest: perOne('express-request'),
  expressPerGbSecond: perOne('express-gb-second'),
}
