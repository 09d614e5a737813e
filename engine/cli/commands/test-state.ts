import { testState, TestStateException, type InspectionLevel, type TestStateRequest } from '../../asl/index.ts'
import { oneOf, readArguments, type Options } from '../arguments.ts'
import type { Command } from '../command.ts'
import { readJsonArgument } from '../input/json-argument.ts'
import { readDefinition } from '../input/read-definition.ts'
import { SUBSTITUTE, unfilled } from '../input/substitutions.ts'
import { CommandError, EXIT } from '../problems.ts'
import { write } from '../terminal.ts'

const usage = 'asl test-state FILE STATE [options]'

const OPTIONS: Options = {
  input: { type: 'string', value: 'JSON|@FILE', about: 'the state’s input; {} otherwise' },
  mock: { type: 'string', value: 'JSON|@FILE', about: 'what the service answers' },
  error: { type: 'string', value: 'NAME', about: 'the error that the service answers with, in place of --mock' },
  cause: { type: 'string', value: 'TEXT', about: 'the cause of that error' },
  context: { type: 'string', value: 'JSON|@FILE', about: 'the context object' },
  variables: { type: 'string', value: 'JSON|@FILE', about: 'the variables, by name' },
  retries: { type: 'string', value: 'N', about: 'how many retries came before' },
  level: { type: 'string', value: 'INFO|DEBUG|TRACE', about: 'how much is told of the data on its way; INFO otherwise' },
  substitute: SUBSTITUTE,
}

/**
 * One state under test, asked and answered in the words of the API; exit code 1 when the state fails or the request is refused.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export const testStateCommand: Command = {
  usage,
  about: 'tests one state as AWS’s TestState does, with a mocked answer or error, and prints what it does next',
  options: OPTIONS,
  examples: [
    'asl test-state order.asl.yaml Reserve --input \'{"id": 7}\' --mock \'{"StatusCode": 200, "Payload": {}}\'',
    'asl test-state order.asl.yaml Reserve --error Lambda.ServiceException --retries 2 --level DEBUG',
  ],
  async run(argv, terminal) {
    const args = readArguments(argv, OPTIONS, usage)
    const [file, stateName, ...more] = args.files
    if (file === undefined || stateName === undefined || more.length > 0) throw new CommandError(`a file and one of its states have to be named (usage: ${usage})`)
    const read = await readDefinition(file, terminal.stdin, { substitute: args.list('substitute') })
    const { definition } = read
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
    await write(terminal.stderr, unfilled(read).map((line) => `${line}\n`).join(''))
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
