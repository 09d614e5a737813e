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
