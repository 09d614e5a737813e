import { expect, test } from 'vitest'
import { MockCase, type MockFile, MockFileError } from '../../../engine/simulation/index.ts'

const file = (response: MockFile['MockedResponses'][string]): MockFile => ({
  StateMachines: { M: { TestCases: { C: { T: 'R' } } } },
  MockedResponses: { R: response },
})

test('invocations are counted per state, ranges cover both ends', () => {
  const mock = new MockCase(file({ '0': { Throw: { Error: 'E', Cause: 'c' } }, '1-3': { Return: 1 }, '5': { Return: 5 } }), 'M', 'C')
  expect(mock.next('T')).toEqual({ found: { Throw: { Error: 'E', Cause: 'c' } } })
  for (let lap = 0; lap < 3; lap++) expect(mock.next('T')).toEqual({ found: { Return: 1 } })
  expect(mock.next('T')).toMatchObject({ exhausted: expect.stringContaining('invocation 4') })
  expect(mock.next('T')).toEqual({ found: { Return: 5 } })
})

test('a state the case does not name is not mocked', () => {
  expect(new MockCase(file({}), 'M', 'C').next('Other')).toEqual({ unmocked: true })
})

test.each([
  ['entry', file({ first: { Return: 1 } }), 'M', 'C', 'entries are numbers'],
  ['both', file({ 0: { Return: 1, Throw: { Error: 'E', Cause: 'c' } } as never }), 'M', 'C', 'either Return or Throw'],
  ['neither', file({ 0: {} as never }), 'M', 'C', 'either Return or Throw'],
  ['response', { StateMachines: { M: { TestCases: { C: { T: 'Missing' } } } }, MockedResponses: {} }, 'M', 'C', 'MockedResponses does not have'],
  ['machine', file({}), 'N', 'C', 'state machine \'N\''],
  ['empty file', {} as MockFile, 'M', 'C', 'no test case'],
])('says what is wrong: %s', (_what, mocks, machine, name, message) => {
  expect(() => new MockCase(mocks, machine, name)).toThrow(MockFileError)
  expect(() => new MockCase(mocks, machine, name)).toThrow(message)
})

test('an answer that is no name is a mistake of the file, whatever it is', () => {
  for (const answer of [{ toString: null }, null, 7, ['R']]) {
    const mocks = { StateMachines: { M: { TestCases: { C: { T: answer } } } }, MockedResponses: {} } as unknown as MockFile
    expect(() => new MockCase(mocks, 'M', 'C')).toThrow(MockFileError)
  }
})

test('of entries that overlap a single number answers before ranges, and a range before those written after it', () => {
  const mock = new MockCase(file({ '0-2': { Return: 'a' }, '1-5': { Return: 'b' }, '4': { Return: 'c' }, '3-4': { Return: 'd' }, '7-9': { Return: 'e' }, '8-6': { Return: 'never' } }), 'M', 'C')
  const said = Array.from({ length: 11 }, () => mock.next('T')).map(answer => 'found' in answer ? (answer.found as { Return: string }).Return : '-')
  expect(said.join('')).toBe('aaabcb-eee-')
})

test('a hundred thousand entries are found without looking through them', () => {
  const length = 100_000
  const mock = new MockCase(file(Object.fromEntries(Array.from({ length }, (_, entry) => [`${entry}`, { Return: entry }]))), 'M', 'C')
  let sum = 0
  for (let invocation = 0; invocation < length; invocation++) sum += (mock.next('T') as { found: { Return: number } }).found.Return
  expect(sum).toBe(length * (length - 1) / 2)
})
