import type { Diagnostic } from '../asl/index.ts'
import type { MockFile } from '../simulation/mocks/mock-file.ts'
import { existsSync, readFileSync } from 'node:fs'
import { dataLosses, parseDefinition } from '../asl/index.ts'
import { MockFileError, readResponse } from '../simulation/mocks/mock-file.ts'
import { orNear } from '../simulation/near-name.ts'

/**
 * Reads a pattern's mocks.json. Without the file there are no mocks: handlers.ts may answer everything.
 *
 * @param file its path, as messages shall name it
 * @param statesOf the names of the states of a machine, by the machine's name; no check of names where it is left out
 * @returns the mocks, where something can be done with them; `errors`, by line and column; and `remarks`: answers to what does not exist, and data that is not kept as it is written
 */
export function readMocks(file: string, statesOf?: Readonly<Record<string, readonly string[]>>): { mocks?: MockFile, errors: Diagnostic[], remarks: Diagnostic[] } {
  const errors: Diagnostic[] = []
  const remarks: Diagnostic[] = []
  if (!existsSync(file))
    return { mocks: { StateMachines: {}, MockedResponses: {} }, errors, remarks }
  const text = readFileSync(file, 'utf8')
  const { definition, diagnostics, rangeAt } = parseDefinition(text, { file })
  if (!definition)
    return { errors: diagnostics, remarks }
  remarks.push(...dataLosses(text, { file }))

  const diagnostic = (steps: readonly (string | number)[], message: string): Diagnostic => {
    const start = rangeAt(steps)?.start ?? { line: 1, column: 1 }
    return { severity: 'ERROR', code: 'PATTERN', message, file, range: { start, end: start } }
  }
  const complain = (steps: readonly (string | number)[], message: string) => errors.push(diagnostic(steps, message))
  const remark = (steps: readonly (string | number)[], message: string) => remarks.push(diagnostic(steps, message))
  const mocks = definition as unknown as MockFile
  for (const field of ['StateMachines', 'MockedResponses'] as const) {
    if (!isMapping(mocks[field]))
      complain([], `the mock file has no ${field}`)
  }
  if (errors.length > 0)
    return { errors, remarks }

  for (const [name, response] of Object.entries(mocks.MockedResponses)) {
    try {
      readResponse(name, response)
    }
    catch (thrown) {
      if (!(thrown instanceof MockFileError))
        throw thrown
      complain(['MockedResponses', name], thrown.message)
    }
  }
  const responses = new Set(Object.keys(mocks.MockedResponses))
  for (const [machine, { TestCases }] of Object.entries(mocks.StateMachines)) {
    const states = statesOf?.[machine] && new Set(statesOf[machine])
    if (statesOf && !states)
      remark(['StateMachines', machine], `the folder has no state machine “${machine}”${orNear(machine, Object.keys(statesOf))}`)
    for (const [testCase, answers] of Object.entries(isMapping(TestCases) ? TestCases : {})) {
      for (const [state, response] of Object.entries(isMapping(answers) ? answers : {})) {
        const place = ['StateMachines', machine, 'TestCases', testCase, state]
        if (states && !states.has(state))
          remark(place, `test case “${testCase}” answers the state “${state}”, which ${machine} does not have${orNear(state, [...states])}`)
        if (!responses.has(response))
          complain(place, `MockedResponses has no “${response}”${orNear(response, [...responses])}`)
      }
    }
  }
  return { ...(errors.length > 0 ? {} : { mocks }), errors, remarks }
}

function isMapping(value: unknown): value is Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
