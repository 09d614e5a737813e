import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { testState, TestStateException, type TestStateRequest } from '../../../engine/asl/index.ts'

const folder = fileURLToPath(new URL('../../../../shared/conformance/', import.meta.url))
const present = existsSync(`${folder}dev.jsonl`) && existsSync(`${folder}compare.mjs`)
if (!present) console.warn('skipped: the recorded TestState cases are not beside this project (../shared/conformance)')

interface RecordedTest {
  id: string
  kind: string
  definition: TestStateRequest['definition']
  request: Omit<TestStateRequest, 'definition'> & { roleArnOmitted?: boolean }
}

interface Comparer {
  LEVELS: string[]
  compareCase: (recorded: RecordedTest, result: object) => Map<string, string | null>
}

async function answer({ id, definition, request: { roleArnOmitted, ...request } }: RecordedTest): Promise<object> {
  try {
    return { id, ...await testState({ ...request, definition, ...(roleArnOmitted ? {} : { roleArn: 'arn:aws:iam::123456789012:role/test' }) }) }
  }
  catch (thrown) {
    if (thrown instanceof TestStateException) return { id, exception: { code: thrown.code, message: thrown.message } }
    throw thrown
  }
}

describe.skipIf(!present)('tests of states recorded on the service', () => {
  it('answer the same here, down to the inspection data', async () => {
    const { compareCase, LEVELS } = await import(/* @vite-ignore */ `${folder}compare.mjs`) as Comparer
    const cases = readFileSync(`${folder}dev.jsonl`, 'utf8').trim().split('\n').map(line => JSON.parse(line) as RecordedTest).filter(({ kind }) => kind === 'test_state')
    expect(cases.length).toBeGreaterThan(50)
    const differences: string[] = []
    for (const recorded of cases) {
      const comparison = compareCase(recorded, await answer(recorded))
      for (const level of LEVELS) {
        const difference = comparison.get(level)
        if (difference) differences.push(`${recorded.id} [${level}] ${difference}`)
      }
    }
    expect(differences).toEqual([])
  })
})
