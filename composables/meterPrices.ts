import prices from 'virtual:facts/prices'
import { priceTable } from '../facts/price-table.ts'

/** The prices that the meters count with, from facts/prices.yaml: US dollars for one transition, one request, one GB-second. */
export const meterPrices = priceTable(prices)
