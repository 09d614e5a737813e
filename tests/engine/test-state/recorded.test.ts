import { describe, expect, it } from 'vitest'
import { testState, TestStateException, type TestStateRequest } from '../../../engine/asl/index.ts'
import { readComparer, readCorpus } from '../conformance/run-case.ts'

interface RecordedTest {
  id: string
  kind: string
  definition: TestStateRequest['definition']
  request: Omit<TestStateRequest, 'definition'> & { roleArnOmitted?: boolean }
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

describe('tests of states recorded on the service', () => {
  it('answer the same here, down to the inspection data', async () => {
    const { compareCase, LEVELS } = await readComparer<RecordedTest, object>()
    const cases = readCorpus<RecordedTest>('test_state')
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
