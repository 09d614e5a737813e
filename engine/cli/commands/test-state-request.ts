import type { FieldValidationMode, InspectionLevel, TestStateRequest } from '../../asl/index.ts'
import { type Arguments, oneOf } from '../arguments.ts'
import { readJsonArgument, readText } from '../files.ts'
import { CommandError } from '../problems.ts'
import type { Terminal } from '../terminal.ts'

export const USAGE_OF_OPTIONS = '[--input JSON|@FILE] [--mock JSON|@FILE [--validation STRICT|PRESENT|NONE] | --error NAME [--cause TEXT] [--caused-by STATE]] [--context JSON|@FILE] [--variables JSON|@FILE] [--retries N] [--failed-iterations N] [--reader-data TEXT|@FILE] [--level INFO|DEBUG|TRACE]'

export const TEST_STATE_OPTIONS = {
  'input': { type: 'string' },
  'mock': { type: 'string' },
  'validation': { type: 'string' },
  'error': { type: 'string' },
  'cause': { type: 'string' },
  'caused-by': { type: 'string' },
  'context': { type: 'string' },
  'variables': { type: 'string' },
  'retries': { type: 'string' },
  'failed-iterations': { type: 'string' },
  'reader-data': { type: 'string' },
  'level': { type: 'string' },
} as const

const MODES = ['STRICT', 'PRESENT', 'NONE'] as const satisfies FieldValidationMode[]
const LEVELS = ['INFO', 'DEBUG', 'TRACE'] as const satisfies InspectionLevel[]

/** What the options of `asl test-state` ask of the API, besides the definition and the state's name. */
export async function testStateRequest(args: Arguments, terminal: Terminal): Promise<Omit<TestStateRequest, 'definition' | 'stateName'>> {
  const json = async (name: string) => {
    const given = args.text(name)
    return given === undefined ? {} : { [name]: JSON.stringify(await readJsonArgument(`--${name}`, given, terminal)) }
  }
  const configuration = await configurationOf(args, terminal)
  const mock = mockOf(args, (await json('mock')).mock)
  return {
    inspectionLevel: oneOf('--level', args.text('level'), LEVELS, 'INFO'),
    ...await json('input'),
    ...await json('context'),
    ...await json('variables'),
    ...(mock === undefined ? {} : { mock }),
    ...(Object.keys(configuration).length === 0 ? {} : { stateConfiguration: configuration }),
  }
}

function mockOf(args: Arguments, result: string | undefined): TestStateRequest['mock'] {
  const error = args.text('error')
  const cause = args.text('cause')
  const validation = args.text('validation')
  if (result !== undefined && error !== undefined) throw new CommandError('--mock and --error: a service gives one answer')
  if (cause !== undefined && error === undefined) throw new CommandError('--cause is the cause of an error: name it with --error')
  if (validation !== undefined && result === undefined) throw new CommandError('--validation says how strictly an answer is looked at: give one with --mock')
  if (result !== undefined) return { result, fieldValidationMode: oneOf('--validation', validation, MODES, 'STRICT') }
  return error === undefined ? undefined : { errorOutput: { error, ...(cause === undefined ? {} : { cause }) } }
}

async function configurationOf(args: Arguments, { stdin }: Terminal): Promise<NonNullable<TestStateRequest['stateConfiguration']>> {
  const retries = countOf(args, 'retries')
  const failed = countOf(args, 'failed-iterations')
  const causedBy = args.text('caused-by')
  const data = args.text('reader-data')
  return {
    ...(retries === undefined ? {} : { retrierRetryCount: retries }),
    ...(failed === undefined ? {} : { mapIterationFailureCount: failed }),
    ...(causedBy === undefined ? {} : { errorCausedByState: causedBy }),
    ...(data === undefined ? {} : { mapItemReaderData: data.startsWith('@') ? await readText(data.slice(1), stdin) : data }),
  }
}

function countOf(args: Arguments, name: string): number | undefined {
  const text = args.text(name)
  if (text !== undefined && !/^\d{1,9}$/.test(text)) throw new CommandError(`--${name} is ${text}; it takes a whole number`)
  return text === undefined ? undefined : Number(text)
}
