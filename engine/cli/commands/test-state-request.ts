import type { FieldValidationMode, InspectionLevel, TestStateRequest } from '../../asl/index.ts'
import { type Arguments, oneOf, type Options } from '../arguments.ts'
import { readJsonArgument } from '../input/json-argument.ts'
import { readText } from '../input/read-text.ts'
import { CommandError } from '../problems.ts'
import type { Terminal } from '../terminal.ts'

/** The parameters of the API, as options. */
export const TEST_STATE_OPTIONS: Options = {
  'input': { type: 'string', value: 'JSON|@FILE', about: 'the state’s input; {} otherwise' },
  'mock': { type: 'string', value: 'JSON|@FILE', about: 'what the service answers, or the iterations or branches' },
  'validation': { type: 'string', value: 'STRICT|PRESENT|NONE', about: 'how strictly that is held to the service’s API; STRICT otherwise' },
  'error': { type: 'string', value: 'NAME', about: 'the error that the service answers with, in place of --mock' },
  'cause': { type: 'string', value: 'TEXT', about: 'the cause of that error' },
  'caused-by': { type: 'string', value: 'STATE', about: 'the state inside a Map or Parallel state that the error comes from' },
  'context': { type: 'string', value: 'JSON|@FILE', about: 'the context object' },
  'variables': { type: 'string', value: 'JSON|@FILE', about: 'the variables, by name' },
  'retries': { type: 'string', value: 'N', about: 'how many retries came before' },
  'failed-iterations': { type: 'string', value: 'N', about: 'how many iterations of a Map failed' },
  'reader-data': { type: 'string', value: 'TEXT|@FILE', about: 'what the ItemReader of a Map reads' },
  'level': { type: 'string', value: 'INFO|DEBUG|TRACE', about: 'how much is told of the data on its way; INFO otherwise' },
}

const MODES = ['STRICT', 'PRESENT', 'NONE'] as const satisfies FieldValidationMode[]
const LEVELS = ['INFO', 'DEBUG', 'TRACE'] as const satisfies InspectionLevel[]

/** What the options of `asl test-state` ask of the API, besides the definition and the state's name. */
export async function testStateRequest(args: Arguments, terminal: Pick<Terminal, 'stdin' | 'stderr'>): Promise<Omit<TestStateRequest, 'definition' | 'stateName'>> {
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

async function configurationOf(args: Arguments, { stdin }: Pick<Terminal, 'stdin'>): Promise<NonNullable<TestStateRequest['stateConfiguration']>> {
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
