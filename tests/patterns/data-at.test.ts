import { expect, test } from 'vitest'
import { compactJson } from '../../components/live/panes/compact-json.ts'
import { dataAt } from '../../components/live/panes/data-at.ts'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { playCase } from '../../engine/simulation/play/play-case.ts'

const { pattern } = await readPattern('snippets', 'data-shaping')
const { pattern: parallel } = await readPattern('snippets', 'parallel-join')

async function at(name: string, beat: number) {
  const item = pattern!.cases.cases.find(one => one.name === name)!
  const { recording, beats } = await playCase(pattern!, item)
  const { state, rows } = dataAt(recording.events, beats[beat]!.position, pattern!.workflows[item.workflow])
  return { state, rows, titles: rows.map(row => row.title), of: (title: string) => rows.find(row => row.title === title) }
}

test('a state that has been left shows its data in the order in which it flowed, and the expression behind each variable', async () => {
  const { state, titles, of } = await at('one', 1)
  expect(state).toBe('ReserveStock')
  expect(titles).toEqual(['input', 'arguments', 'result', '$gifts', '$shelf', 'output'])
  expect(of('$gifts')).toMatchObject({ from: '$states.input.lines[gift]', text: '{ "sku": "classic", "boxes": 6, "gift": true }' })
  expect(of('output')!.text).toBe('the result')
})

test('an expression that fails is named with its field, beside the result that was there', async () => {
  const { titles, of } = await at('none', 1)
  expect(titles).toEqual(['input', 'arguments', 'result', 'error', 'field', 'cause'])
  expect(of('field')!.text).toBe('Assign/gifts')
})

test('a variable keeps its old value for the Output of the state that assigns it', async () => {
  const { of } = await at('voucher', 1)
  expect(of('$amount')!.text).toBe('37')
  expect(of('output')!.text).toBe('{ "toPay": 42 }')
})

test('before its first event an execution has no data, at its start its input', async () => {
  const { recording } = await playCase(pattern!, pattern!.cases.cases[0]!)
  expect(dataAt(recording.events, 0)).toEqual({ rows: [] })
  expect(dataAt(recording.events, 1)).toMatchObject({ rows: [{ title: 'input' }] })
})

test('a beat may come after the end of the run, while what the run started goes on; not after that', async () => {
  const item = parallel!.cases.cases.find(one => one.name === 'no-van')!
  const { recording, beats, missing } = await playCase(parallel!, item)
  expect(missing).toEqual([])
  expect(beats.at(-1)).toMatchObject({ at: 10, position: recording.events.length })
  const later = await playCase(parallel!, { ...item, beats: [{ at: 11, say: 'Nothing moves any more.' }] })
  expect(later.missing).toEqual([0])
})

test('JSON is spread out only where it is longer than the line, and stays JSON', () => {
  const value = { orderId: 'STROOP-42', lines: [{ sku: 'classic', boxes: 6 }, { sku: 'honey', boxes: 4 }], empty: {}, none: [] }
  expect(compactJson({ a: [1, 'x', null] }, 40)).toBe('{ "a": [1, "x", null] }')
  for (const width of [1, 20, 40, 1000])
    expect(JSON.parse(compactJson(value, width))).toEqual(value)
  const lines = compactJson(value, 40).split('\n')
  expect(lines).toContain('    { "sku": "classic", "boxes": 6 },')
  expect(lines.filter(line => line.length > 40)).toEqual([])
})
