import type { MockFile } from '../simulation/mocks/mock-file.ts'

interface Asked {
  mocks?: MockFile
  case?: string
  machine?: string
}

/**
 * The machine and the case of a mock file; where there is only one, it need not be named.
 *
 * @throws Error for names that the file does not have, with those that it has
 */
export function chooseCase({ mocks, case: wanted, machine }: Asked): { machine: string, mockCase?: string } {
  if (!mocks) {
    if (wanted !== undefined) throw new Error(`The case ${wanted} is one of a mock file, and there are no mocks.`)
    return { machine: machine ?? 'StateMachine' }
  }
  const name = only('StateMachines', mocks.StateMachines, machine)
  return { machine: name, mockCase: only(`TestCases of ${name}`, mocks.StateMachines[name]!.TestCases, wanted) }
}

function only(where: string, from: object | undefined, wanted: string | undefined): string {
  const names = Object.keys(from ?? {})
  const [first] = names
  if (wanted !== undefined && names.includes(wanted)) return wanted
  if (wanted === undefined && names.length === 1 && first !== undefined) return first
  const there = names.length === 0 ? 'nothing' : names.join(', ')
  throw new Error(wanted === undefined ? `${where} of the mock file has ${there}: one has to be named.` : `${where} of the mock file has no ${wanted}; it has ${there}.`)
}
