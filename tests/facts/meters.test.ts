import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { LIST_PRICES } from '../../engine/simulation/recording/meters.ts'
import type { Price } from '../../facts/types.ts'

const prices = parse(readFileSync('facts/prices.yaml', 'utf8')) as Price[]
const perOne = (id: string) => {
  const price = prices.find((item) => item.id === id)!
  return price.value / (price.per ?? 1)
}

test('what the engine counts with by itself are the prices of facts/', () => {
  expect(LIST_PRICES.standardPerTransition).toBeCloseTo(perOne('standard-transition'), 12)
  expect(LIST_PRICES.expressPerRequest).toBeCloseTo(perOne('express-request'), 12)
  expect(LIST_PRICES.expressPerGbSecond).toBeCloseTo(perOne('express-gb-second'), 12)
  expect(LIST_PRICES.expressMemoryMb).toBe(perOne('express-memory-step'))
})
