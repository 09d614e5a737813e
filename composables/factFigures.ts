import costs from 'virtual:facts/costs'
import prices from 'virtual:facts/prices'
import quotas from 'virtual:facts/quotas'
import { figures } from '../facts/figures.ts'

/** What follows from the prices, limits and event costs of facts/, for the slides that draw it. */
export const factFigures = figures({ prices, quotas, costs })
