import { describe, expect, test } from 'vitest'
import type { Json } from '../../../engine/asl/index.ts'
import { runCase } from '../../../engine/simulation/run/recorded-case.ts'
import { readTable, sources } from './sources.ts'

interface Row {
  value: Json
  path?: true
  fails?: string
  source: string
}

describe('what a Wait reads', () => {
  test.each(readTable<Row>('wait.yaml'))('$about $value · $source', async ({ about, value, path, fails, source }) => {
    expect(Object.keys(sources)).toContain(source)
    const wait = path ? { [`${about}Path`]: '$.v' } : { QueryLanguage: 'JSONata', [about]: '{% $states.input.v %}' }
    const definition = { StartAt: 'W', States: { W: { Type: 'Wait', ...wait, End: true } } }
    const { status, error, cause } = await runCase({ definition, input: { v: value }, clock: '2026-11-30T00:00:00Z' } as unknown as Parameters<typeof runCase>[0])
    if (fails === undefined) expect(status).toBe('SUCCEEDED')
    else expect([status, error, cause]).toEqual(['FAILED', path ? 'States.Runtime' : 'States.QueryEvaluationError', expect.stringContaining(fails)])
  })
})
