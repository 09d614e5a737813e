import { testState, TestStateException, type InspectionLevel, type TestStateRequest } from '../../asl/index.ts'
import { readArguments, oneOf } from '../arguments.ts'
import { readDefinition, readJsonArgument } from '../files.ts'
import type { Command } from '../command.ts'
import { CommandError, EXIT } from '../problems.ts'
import { write } from '../terminal.ts'

const usage = 'asl test-state FILE STATE [--input JSON|@FILE] [--mock JSON|@FILE | --error NAME [--cause TEXT]] [--context JSON|@FILE] [--variables JSON|@FILE] [--retries N] [--level INFO|DEBUG|TRACE]'

const OPTIONS = {
  input: { type: 'string' },
  mock: { type: 'string' },
  error: { type: 'string' },
  cause: { type: 'string' },
  context: { type: 'string' },
  variables: { type: 'string' },
  retries: { type: 'string' },
  level: { type: 'string' },
} as const

/**
 * One state under test, asked and answered in the words of the API; exit code 1 when the state fails or the request is refused.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export const testStateCommand: Command = {
  usage,
  about: 'tests one state as AWS’s TestState does, with a mocked answer or error, and prints what it does next',
  async run(argv, terminal) {
    const args = readArguments(argv, OPTIONS, usage)
    const [file, stateName, ...more] = args.files
    if (file === undefined || stateName === undefined || more.length > 0) throw new CommandError(`a file and one of its states have to be named (usage: ${usage})`)
    const { definition } = await readDefinition(file, terminal.stdin)
    const json = async (name: string) => {
      const given = args.text(name)
      return given === undefined ? {} : { [name]: JSON.stringify(await readJsonArgument(`--${name}`, given, terminal)) }
    }
    const { mock: result } = await json('mock')
    const error = args.text('error')
    const cause = args.text('cause')
    if (result !== undefined && error !== undefined) throw new CommandError(`--mock and --error: a service gives one answer (usage: ${usage})`)
    const retries = args.text('retries')
    if (retries !== undefined && !/^\d{1,9}$/.test(retries)) throw new CommandError(`--retries is ${retries}; it takes a whole number`)
    const request: TestStateRequest = {
      definition,
      stateName,
      inspectionLevel: oneOf('--level', args.text('level'), ['INFO', 'DEBUG', 'TRACE'] as const satisfies InspectionLevel[], 'INFO'),
      ...await json('input'),
      ...await json('context'),
      ...await json('variables'),
      ...(result === undefined ? {} : { mock: { result } }),
      ...(error === undefined ? {} : { mock: { errorOutput: { error, ...(cause === undefined ? {} : { cause }) } } }),
      ...(retries === undefined ? {} : { stateConfiguration: { retrierRetryCount: Number(retries) } }),
    }
    try {
      const answer = await testState(request)
      await write(terminal.stdout, `${JSON.stringify(answer, null, 2)}\n`)
      return answer.status === 'FAILED' ? EXIT.no : EXIT.ok
    } catch (refusal) {
      if (refusal instanceof TestStateException) throw new CommandError(`${file}: ${refusal.code}: ${refusal.message}`, EXIT.no)
      throw refusal
    }
  },
}
