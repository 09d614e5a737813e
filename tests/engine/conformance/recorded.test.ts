import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type CorpusCase, firstDifference, readComparer, readCorpus, resultOf } from './run-case.ts'

interface KnownDifference {
  id: string
  level: string
  reason: string
}

const known = (parse(readFileSync(new URL('../known-differences.yaml', import.meta.url), 'utf8')) as { execution: KnownDifference[] | null }).execution ?? []

describe('executions recorded on the service', () => {
  const differences = new Map<string, { level: string, text: string }>()
  let cases: CorpusCase[] = []
  let levels: string[] = []

  test('all run', async () => {
    const { compareCase, LEVELS } = await readComparer()
    levels = LEVELS
    cases = readCorpus('execution')
    expect(cases.length).toBeGreaterThan(500)
    for (const item of cases) {
      const difference = firstDifference(compareCase(item, await resultOf(item)), LEVELS)
      if (difference) differences.set(item.id, difference)
    }
  })

  test('all end with the recorded result', () => {
    expect(at('result').filter(({ id }) => !known.some(entry => entry.id === id))).toEqual([])
  })

  test('at least 97 of 100 write the recorded events in their order', () => {
    expect(at('types').length).toBeLessThanOrEqual(cases.length * 0.03)
  })

  test('every difference is listed with its level and reason, and no other is', () => {
    const found = [...differences].map(([id, { level }]) => ({ id, level }))
    expect(sorted(found)).toEqual(sorted(known.map(({ id, level }) => ({ id, level }))))
    expect(known.filter(({ reason }) => !reason || reason.length < 20)).toEqual([])
  })

  function at(level: string): { id: string, text: string }[] {
    const upTo = levels.slice(0, levels.indexOf(level) + 1)
    return [...differences].filter(([, difference]) => upTo.includes(difference.level)).map(([id, { text }]) => ({ id, text }))
  }
})

function sorted<T extends { id: string }>(list: T[]): T[] {
  return list.sort((a, b) => a.id < b.id ? -1 : 1)
}
