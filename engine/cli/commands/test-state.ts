import { pointerOf, statePlaces, statesByName, testState, TestStateException, type JsonObject } from '../../asl/index.ts'
import { orNear } from '../../simulation/near-name.ts'
import { readArguments, type Options } from '../arguments.ts'
import type { Command } from '../command.ts'
import { readDefinition } from '../input/read-definition.ts'
import { AT, SUBSTITUTE, unfilled } from '../input/substitutions.ts'
import { CommandError, EXIT } from '../problems.ts'
import { write } from '../terminal.ts'
import { TEST_STATE_OPTIONS, testStateRequest } from './test-state-request.ts'

const usage = 'asl test-state FILE STATE [options]'

const OPTIONS: Options = { ...TEST_STATE_OPTIONS, at: AT, substitute: SUBSTITUTE }

/**
 * One state under test, asked and answered in the words of the API; exit code 1 when the state fails or the request is refused.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export const testStateCommand: Command = {
  usage,
  about: 'tests one state as AWS’s TestState does, with a mocked answer or error, and prints what it does next',
  options: OPTIONS,
  examples: [
    'asl test-state order.asl.yaml Reserve --input \'{"id": 7}\' --mock \'{"StatusCode": 200, "Payload": {}}\' --validation NONE',
    'asl test-state order.asl.yaml Reserve --error Lambda.ServiceException --retries 2 --level DEBUG',
  ],
  async run(argv, terminal) {
    const args = readArguments(argv, OPTIONS, usage)
    const [file, stateName, ...more] = args.files
    if (file === undefined || stateName === undefined || more.length > 0) throw new CommandError(`a file and one of its states have to be named (usage: ${usage})`)
    const read = await readDefinition(file, terminal.stdin, { substitute: args.list('substitute'), at: args.text('at') })
    const { definition } = read
    const states = statesByName(definition)
    const state = states.get(stateName)
    if (states.size > 0 && !state) throw new CommandError(`${file}: there is no state ${stateName}${orNear(stateName, states.keys())}`, EXIT.no)
    const request = { definition, stateName, ...await testStateRequest(args, terminal) }
    if (!request.mock && state) askForMock(file, stateName, state)
    await write(terminal.stderr, unfilled(read, pointerOf(statePlaces(definition).get(stateName) ?? [])).map((line) => `${line}\n`).join(''))
    try {
      const answer = await testState(request)
      await write(terminal.stdout, `${JSON.stringify(answer, null, 2)}\n`)
      return answer.status === 'FAILED' ? EXIT.no : EXIT.ok
    } catch (refusal) {
      if (refusal instanceof TestStateException) throw new CommandError(`${file}: ${inOneSentence(refusal)}`, EXIT.no)
      throw refusal
    }
  },
}

/** There is no service to call here: what calls one has to be told what comes back. */
function askForMock(file: string, name: string, { Type, Resource }: JsonObject): void {
  if (Type === 'Task') {
    const called = typeof Resource === 'string' ? `calls ${Resource}` : 'calls a service'
    throw new CommandError(`${file}: ${name} ${called}, and nothing answers here: say what it answers with --mock JSON, or how it fails with --error NAME`)
  }
  if (Type === 'Map' || Type === 'Parallel') {
    const parts = Type === 'Map' ? 'iterations' : 'branches'
    throw new CommandError(`${file}: ${name} is tested without its ${parts}: say what they answer with --mock ARRAY, or how one fails with --error NAME`)
  }
}

/** What the API says, in one line; and where the mock is not as the service answers, how to have it taken all the same. */
function inOneSentence({ code, message }: TestStateException): string {
  const [head, ...others] = message.split('\n')
  const said = others.length > 0 && head!.endsWith('failed:') ? others.join('; ') : message.replaceAll('\n', ' ')
  const help = message.startsWith('Mock result schema validation error') ? ' (--validation PRESENT lets required fields be missing, NONE takes every answer)' : ''
  return `${code}: ${said}${help}`
}
