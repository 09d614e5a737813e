import { formatDiagnostic, parseDefinition, stateNames, type StateMachineDefinition } from '../../../asl/index.ts'
import { MockCase, MockFileError, type MockFile } from '../../../simulation/index.ts'
import { orNear } from '../../../simulation/near-name.ts'
import type { Arguments } from '../../arguments.ts'
import { readJsonArgument } from '../../input/json-argument.ts'
import { readText, STDIN } from '../../input/read-text.ts'
import { CommandError } from '../../problems.ts'
import type { Terminal } from '../../terminal.ts'

/** The machine's name, and the case of a mock file that answers its tasks. */
export interface Mocking {
  name: string
  mocks?: MockFile
  mockCase?: string
  /** Answers to states that the machine does not have, a line each with its place. */
  remarks: string[]
}

/**
 * Reads what --mocks, --case and --machine say; where there is only one machine or case, it need not be named.
 *
 * @throws CommandError for a file that can't be used, and for names it does not have
 */
export async function readMocking(args: Arguments, definition: StateMachineDefinition, terminal: Terminal): Promise<Mocking> {
  const { stdin } = terminal
  const file = args.text('mocks')
  if (file === undefined) {
    if (args.text('case') !== undefined) throw new CommandError('--case names a case of a mock file: add --mocks FILE')
    return { name: args.text('machine') ?? 'StateMachine', remarks: [] }
  }
  const text = file === '-' ? await readText(file, stdin) : undefined
  const mocks = await (text === undefined ? readJsonArgument('--mocks', `@${file}`, terminal) : readJsonArgument('--mocks', text, terminal)) as unknown as MockFile
  const shown = file === '-' ? STDIN : file
  const name = choose(`${shown}: StateMachines`, mocks?.StateMachines, args.text('machine'), '--machine')
  const mockCase = choose(`${shown}: TestCases of ${name}`, mocks.StateMachines[name]?.TestCases, args.text('case'), '--case')
  try {
    new MockCase(mocks, name, mockCase)
  } catch (error) {
    if (error instanceof MockFileError) throw new CommandError(`${shown}: ${error.message}`)
    throw error
  }
  const strays = strayStates(mocks, name, mockCase, definition)
  const remarks = strays.length === 0 ? [] : say(strays, { name, mockCase, definition, shown, text: text ?? await readText(file, stdin) })
  return { name, mocks, mockCase, remarks }
}

function choose(where: string, from: object | undefined, wanted: string | undefined, option: string): string {
  const names = typeof from === 'object' && from !== null ? Object.keys(from) : []
  if (wanted !== undefined && names.includes(wanted)) return wanted
  if (names.length === 0) throw new CommandError(`${where} is empty or missing`)
  if (wanted !== undefined) throw new CommandError(`${where} has no "${wanted}"${orNear(wanted, names)}`)
  if (names.length === 1) return names[0]!
  throw new CommandError(`${where} has ${names.join(', ')}: choose one with ${option}`)
}

function strayStates(mocks: MockFile, name: string, mockCase: string, definition: StateMachineDefinition): string[] {
  const states = stateNames(definition)
  return Object.keys(mocks.StateMachines[name]?.TestCases[mockCase] ?? {}).filter((state) => !states.includes(state))
}

function say(strays: readonly string[], { name, mockCase, definition, shown, text }: { name: string, mockCase: string, definition: StateMachineDefinition, shown: string, text: string }): string[] {
  const { rangeAt } = parseDefinition(text, { file: shown })
  const states = stateNames(definition)
  return strays.map((state) => {
    const range = rangeAt(['StateMachines', name, 'TestCases', mockCase, state])
    const message = `test case “${mockCase}” answers the state “${state}”, which the machine does not have${orNear(state, states)}`
    return formatDiagnostic({ severity: 'WARNING', code: 'MOCK_WITHOUT_STATE', message, file: shown, ...(range === undefined ? {} : { range }) })
  })
}
