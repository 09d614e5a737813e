import { byId } from './by-id.ts'
import type { Price } from './types.ts'

/** The prices that meters count with, in US dollars for one of each, and the steps Express is billed in. */
export interface PriceTable {
  standardPerTransition: number
  expressPerRequest: number
  expressPerGbSecond: number
  expressMemoryStepMb: number
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
    expressTimeStepMs: each('express-time-step'),
  }
}
