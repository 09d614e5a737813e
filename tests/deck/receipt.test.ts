import { expect, test } from 'vitest'
import { receiptOf } from '../../components/many/receipt.ts'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { LIST_PRICES } from '../../engine/simulation/recording/meters.ts'
import { playWorld } from '../../engine/simulation/play/play-world.ts'
import { viewWorld } from '../../engine/simulation/views/view-world.ts'

const { pattern } = await readPattern('snippets', 'express-nesting')
const { world } = await playWorld(pattern!, pattern!.cases.cases.find(({ name }) => name === 'bill')!)
const billAt = (run: number, at: number) => receiptOf(world, viewWorld(world, at, LIST_PRICES), world.executions.findIndex(one => one.run === run), LIST_PRICES, 100)

test('a bill has a line a state, and its lines add up to what the run costs', () => {
  const flat = billAt(1, world.elapsed)
  expect(flat.states.map(({ what, count }) => [what, count])).toEqual([['ApproveOrder', 1], ['PackBoxes', 1], ['WeighBox', 12], ['PrintLabel', 12], ['NoteBox', 12], ['TellTheTeam', 1]])
  expect(flat.express.requests).toBe(0)
  expect(flat.states.reduce((sum, { dollars }) => sum + dollars, 0)).toBeCloseTo(flat.dollars, 12)
})

test('an Express child is on the bill of the run that started it, in steps of 100 ms', () => {
  const nested = billAt(2, world.elapsed)
  expect(nested.transitions).toBe(4)
  expect(nested.express).toMatchObject({ requests: 1, steps: 15 })
  expect(nested.dollars).toBeCloseTo(4 * LIST_PRICES.standardPerTransition + nested.express.dollars, 12)
  expect(nested.dollars).toBeLessThan(billAt(1, world.elapsed).dollars / 9)
})

test('while both wait for the approval they cost the same', () => {
  expect(billAt(1, 3600).dollars).toBe(billAt(2, 3600).dollars)
})
