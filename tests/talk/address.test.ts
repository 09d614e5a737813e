import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clicksOf, MOST_CLICKS, soundClicks } from '../../talk/address.ts'

test.each<[unknown, string | undefined]>([
  ['abc', undefined],
  ['NaN', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
  ['-5', undefined],
  ['🧇', undefined],
  ['0', '0'],
  ['3', '3'],
  ['03', '3'],
  ['2.7', '2'],
  [['1', '2'], '1'],
  [['x', '2'], undefined],
  ['1e999', String(MOST_CLICKS)],
  ['99999999999999999999', String(MOST_CLICKS)],
])('clicks=%j in an address counts as %j', (raw, clicks) => {
  expect(soundClicks(raw)).toBe(clicks)
})

test('any text makes a click, and what is set right stays so', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.array(fc.string()), fc.double().map(String)), (raw) => {
    expect(clicksOf(raw)).toSatisfy((clicks: number) => Number.isInteger(clicks) && clicks >= 0 && clicks <= MOST_CLICKS)
    const sound = soundClicks(raw)
    expect(soundClicks(sound)).toBe(sound)
  }))
})
