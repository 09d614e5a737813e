import { byId } from './by-id.ts'
import type { Price } from './types.ts'

/** The prices that meters count with, in US dollars for one of each, the steps Express is billed in and the memory it begins with. */
export interface PriceTable {
  standardPerTransition: number
  expressPerRequest: number
  expressPerGbSecond: number
  expressMemoryStepMb: number
  expressMemoryBaseMb: number
  expressTimeStepMs: number
}

/** Makes the table from prices.yaml. Throws when a price is missing. */
export function priceTable(prices: readonly Price[]): PriceTable {
  const each = (id: string) => {
    const { value, per = 1 } = byId(prices, id)
    return value / per
  }
  return {
    standardPerTransition: each('standard-transition'),
    expressPerRequest: each('express-request'),
    expressPerGbSecond: each('express-gb-second'),
    expressMemoryStepMb: each('express-memory-step'),
    expressMemoryBaseMb: each('express-memory-base'),
    expressTimeStepMs: each('express-time-step'),
  }
}
