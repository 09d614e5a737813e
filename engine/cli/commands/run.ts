import { executionNameProblem, formatDiagnostic, validate, type Json, type TaskHandler } from '../../asl/index.ts'
import { parseDuration } from '../../simulation/duration.ts'
import { plausibleObjects, simulate } from '../../simulation/index.ts'
import { storedObjectTasks } from '../../simulation/mocks/stored-object-tasks.ts'
import type { Recording } from '../../simulation/recording/types.ts'
import type { SimulationRequest } from '../../simulation/run/request.ts'
import { COMMAND_LIMITS, WorkLimitReached } from '../../simulation/run/work.ts'
import { automock } from '../automock.ts'
import { oneFile, oneOf, readArguments, type Arguments, type Options } from '../arguments.ts'
import type { Command } from '../command.ts'
import { readJsonArgument } from '../input/json-argument.ts'
import { OBJECTS, readObjects } from '../input/objects.ts'
import { readDefinition } from '../input/read-definition.ts'
import { AT, SUBSTITUTE, unfilled } from '../input/substitutions.ts'
import { CommandError, EXIT } from '../problems.ts'
import { painter, write, type Terminal } from '../terminal.ts'
import { account, asJson } from './run/account.ts'
import { readMocking } from './run/mocking.ts'
import { writeTrace } from './run/trace-file.ts'

const usage = 'asl run FILE [options]'

const OPTIONS: Options = {
  input: { type: 'string', value: 'JSON|@FILE', about: 'the execution’s input; {} otherwise' },
  mocks: { type: 'string', value: 'FILE', about: 'what tasks answer, in Step Functions Local’s mock file format' },
  case: { type: 'string', value: 'NAME', about: 'the test case of the mock file; need not be named where there is one' },
  automock: { type: 'boolean', about: 'every task that no mock answers is answered plausibly' },
  s3: OBJECTS,
  at: AT,
  substitute: SUBSTITUTE,
  name: { type: 'string', value: 'NAME', about: 'the execution’s name' },
  machine: { type: 'string', value: 'NAME', about: 'the state machine’s name, as the mock file has it; StateMachine otherwise' },
  type: { type: 'string', value: 'STANDARD|EXPRESS', about: 'what the machine is; otherwise what a template says, or STANDARD' },
  seed: { type: 'string', value: 'N', about: 'the seed of all that is random; 1 otherwise' },
  until: { type: 'string', value: 'DURATION', about: 'when to stop watching: seconds, or 90s, 2h, 3d' },
  history: { type: 'boolean', about: 'every event instead of every state' },
  json: { type: 'boolean', about: 'status, output and history as JSON' },
  otlp: { type: 'string', value: 'FILE', about: 'writes the run as a trace of OpenTelemetry, too, in OTLP’s JSON; - writes that alone, to standard output' },
}

export const run: Command = {
  usage,
  about: 'executes a state machine on a virtual clock; tasks are answered by a mock file, or plausibly with --automock',
  options: OPTIONS,
  examples: [
    'asl run order.asl.yaml --mocks mocks.json --case HappyPath --input \'{"id": 7}\'',
    'asl run order.asl.yaml --automock --otlp trace.json',
    'asl run import.asl.json --automock --s3 orders/today.csv=today.csv --substitute Tries=3 --name monday-1',
  ],
  async run(argv, terminal) {
    const args = readArguments(argv, OPTIONS, usage)
    const otlp = args.text('otlp')
    if (otlp === '-' && (args.flag('json') || args.flag('history'))) throw new CommandError('--otlp - is all that goes to standard output: leave out --json and --history, or name a file')
    const asked = oneOf('--type', args.text('type'), ['STANDARD', 'EXPRESS', ''] as const, '')
    const read = await readDefinition(oneFile(args, usage), terminal.stdin, { substitute: args.list('substitute'), at: args.text('at') })
    const type = asked || (read.type ?? 'STANDARD')
    const [problem] = validate(read.parsed, { type, advice: false }).diagnostics.filter(({ severity }) => severity === 'ERROR')
    if (problem) throw new CommandError(`${formatDiagnostic(problem)} (asl validate lists all)`, EXIT.no)
    const { remarks, ...mocking } = await readMocking(args, read.definition, terminal)
    const until = durationOf(args)
    const executionName = nameOf(args)
    const answering = args.flag('automock') ? await automock() : undefined
    const request: SimulationRequest = {
      definition: read.definition,
      type,
      ...mocking,
      input: await inputOf(args, terminal),
      seed: seedOf(args),
      ...(until === undefined ? {} : { until }),
      ...(executionName === undefined ? {} : { executionName }),
      ...await answersOf(args, answering?.tasks, terminal),
    }
    await write(terminal.stderr, [...unfilled(read), ...remarks].map((line) => `${line}\n`).join(''))
    const recording = await asFarAsItCame(simulate(request, COMMAND_LIMITS))
    await write(terminal.stderr, (answering?.remarks() ?? []).map((line) => `${line}\n`).join(''))
    if (otlp !== undefined) await writeTrace(otlp, recording, { machine: mocking.name, seed: request.seed!, ...(executionName === undefined ? {} : { execution: executionName }) }, terminal)
    if (otlp !== '-') await write(terminal.stdout, args.flag('json') ? asJson(recording) : account(recording, args.flag('history'), painter(terminal)))
    return recording.status === 'SUCCEEDED' ? EXIT.ok : EXIT.no
  },
}

/** A run that is more work than a command takes on is told like any other: it ends with the reason. */
function asFarAsItCame(running: Promise<Recording>): Promise<Recording> {
  return running.catch((thrown: unknown) => {
    if (thrown instanceof WorkLimitReached && thrown.recording) return thrown.recording
    throw thrown
  })
}

/** Who answers tasks that no mock names, and what item readers read. */
async function answersOf(args: Arguments, tasks: TaskHandler | undefined, { stdin }: Terminal): Promise<Pick<SimulationRequest, 'tasks' | 'objects'>> {
  const pairs = args.list('s3')
  const store = await readObjects(pairs, stdin)
  if (pairs.length === 0) return tasks ? { tasks, objects: plausibleObjects(store) } : {}
  return { tasks: storedObjectTasks(store, tasks), objects: tasks ? plausibleObjects(store) : store }
}

async function inputOf(args: Arguments, terminal: Terminal): Promise<Json> {
  const text = args.text('input')
  return text === undefined ? {} : readJsonArgument('--input', text, terminal)
}

function nameOf(args: Arguments): string | undefined {
  const name = args.text('name')
  const problem = name === undefined ? undefined : executionNameProblem(name)
  if (problem !== undefined) throw new CommandError(`--name is ${name}; ${problem} (--machine is the state machine’s name)`)
  return name
}

function seedOf(args: Arguments): number {
  const text = args.text('seed') ?? '1'
  if (!/^\d{1,15}$/.test(text)) throw new CommandError(`--seed is ${text}; it takes a whole number`)
  return Number(text)
}

function durationOf(args: Arguments): number | undefined {
  const text = args.text('until')
  if (text === undefined) return undefined
  const seconds = parseDuration(/^\d+(\.\d+)?$/.test(text) ? Number(text) : text)
  if (seconds === undefined) throw new CommandError(`--until is ${text}; it takes seconds, or a duration such as 90s, 2h or 3d`)
  return seconds
}
