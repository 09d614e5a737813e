import { expect, test } from 'vitest'
import type { StateMachineDefinition } from '../../../engine/asl/index.ts'
import { RecordedAnswers } from '../../../engine/simulation/run/recorded-answers.ts'
import { runCase } from '../../../engine/simulation/run/recorded-case.ts'

const at = (...branch: string[]) => ({ state: 'T', branch })

test('answers are taken in order, those from a branch by attempts from there first', () => {
  const answers = new RecordedAnswers({ T: [{ return: 1, path: ['a'] }, { return: 2 }, { return: 3, path: ['b'] }, { return: 4, path: ['b'] }, { return: 5 }] })
  expect(answers.peek(at('b'))).toEqual({ return: 3, path: ['b'] })
  const taken = [at('b'), at(), at('c'), at('b'), at(), at('b')].map(request => answers.take(request)?.return)
  // From c, for which there is none, the first that is left; then those of their own branches.
  expect(taken).toEqual([3, 2, 1, 4, 5, undefined])
})

test('an answer to any number of attempts stays, and those before it go', () => {
  const answers = new RecordedAnswers({ T: [{ return: 1 }, { return: 2, every: true }, { return: 3 }] })
  expect([at(), at(), at(), at('x')].map(request => answers.take(request)?.return)).toEqual([1, 2, 2, 2])
  expect(answers.take({ state: 'Other', branch: [] })).toBeUndefined()
})

test('a hundred thousand answers of as many branches are found without looking through them', async () => {
  const length = 100_000
  const mocks = { T: Array.from({ length }, (_, index) => ({ return: index, path: [`M[${index}]`] })) }
  const answers = new RecordedAnswers(mocks)
  let sum = 0
  for (let index = length - 1; index >= 0; index--) sum += answers.take(at(`M[${index}]`))!.return as number
  expect(sum).toBe(length * (length - 1) / 2)
})

test('a case with a Map takes the answers of each iteration', async () => {
  const definition = {
    StartAt: 'M',
    States: { M: { Type: 'Map', ItemsPath: '$.items', MaxConcurrency: 1, ItemProcessor: { StartAt: 'T', States: { T: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, End: true } } }, End: true } },
  } as unknown as StateMachineDefinition
  const mocks = { T: [{ return: 'second', path: ['M[1]'] }, { return: 'first', path: ['M[0]'] }] }
  expect(await runCase({ definition, input: { items: [1, 2] }, mocks })).toMatchObject({ status: 'SUCCEEDED', output: ['first', 'second'] })
})
