import type { Figures } from '../../../facts/figures.ts'
import type { Amount } from '../AmountBars.vue'

const ROWS = 1_000_000
const STATES = 3
const CHILD_MS = 200
const BATCH = { rows: 100, ms: 10_000 }

const dollars = (value: number) => `USD ${value.toFixed(2).replace(/\.00$/, '')}`

/** What a Distributed Map of a million rows costs, by what its children are; Express at the smallest memory. */
export function millionRows({ standardDollars, expressDollars }: Figures): Amount[] {
  const amounts = [
    { name: 'Standard children', note: 'of three states', value: standardDollars(ROWS, STATES) },
    { name: 'Express children', note: `${CHILD_MS} ms each`, value: expressDollars(ROWS, CHILD_MS) },
    { name: 'Express batches', note: `${BATCH.rows} rows, ${BATCH.ms / 1000} s each`, value: expressDollars(ROWS / BATCH.rows, BATCH.ms), best: true },
  ]
  return amounts.map(amount => ({ ...amount, text: dollars(amount.value) }))
}
