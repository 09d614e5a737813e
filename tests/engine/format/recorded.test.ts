import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { formatDefinition } from '../../../engine/asl/format/format.ts'
import { parseDefinition } from '../../../engine/asl/index.ts'
import { readCorpus } from '../conformance/run-case.ts'

/** Each recorded definition once. */
const definitions = [...new Set(['validation', 'execution'].flatMap((kind) => readCorpus(kind as 'validation'))
  .map(({ definition }: { definition?: unknown }) => definition)
  .filter((definition) => typeof definition === 'object' && definition !== null && !Array.isArray(definition))
  .map((definition) => JSON.stringify(definition)))]

test.each([['x.json', (text: string) => text], ['x.yaml', (text: string) => stringify(JSON.parse(text))]] as const)('of no recorded definition anything is lost in %s, and the form stays the form', (file, write) => {
  const lost = definitions.filter((definition) => {
    const result = formatDefinition(write(definition), { file })
    if (!('text' in result)) return true
    const again = formatDefinition(result.text, { file })
    const isSame = 'text' in again && result.text === again.text
    return !isSame || JSON.stringify(sorted(parseDefinition(result.text, { file }).definition)) !== JSON.stringify(sorted(JSON.parse(definition)))
  })
  expect(definitions.length).toBeGreaterThan(100)
  expect(lost).toEqual([])
})

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, sorted(member)]))
}
