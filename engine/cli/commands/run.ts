import { formatDiagnostic, validate, type Json } from '../../asl/index.ts'
import { MockCase, MockFileError, plausibleObjects, simulate, type MockFile, type Recording } from '../../simulation/index.ts'
import { parseDuration } from '../../simulation/duration.ts'
import { S3 } from '../../simulation/account/services/s3.ts'
import { oneFile, oneOf, readArguments, type Arguments } from '../arguments.ts'
import { readDefinition, readJsonArgument } from '../files.ts'
import type { Command } from '../command.ts'
import { narrate, spell } from '../narrate.ts'
import { plausibleTasks } from '../../simulation/mocks/plausible-tasks.ts'
import { CommandError, EXIT } from '../problems.ts'
import { painter, printable, write, type Paint, type Terminal } from '../terminal.ts'

const usage = 'asl run FILE [--input JSON|@FILE] [--mocks FILE --case NAME | --automock] [--name NAME] [--type STANDARD|EXPRESS] [--seed N] [--until DURATION] [--history] [--json]'

const OPTIONS = {
  input: { type: 'string' },
  mocks: { type: 'string' },
  case: { type: 'string' },
  automock: { type: 'boolean' },
  name: { type: 'string' },
  type: { type: 'string' },
  seed: { type: 'string' },
  until: { type: 'string' },
  history: { type: 'boolean' },
  json: { type: 'boolean' },
} as const

export const run: Command = {
  usage,
  about: 'executes a state machine on a virtual clock; tasks are answered by a mock file, or plausibly with --automock',
  async run(argv, terminal) {
    const args = readArguments(argv, OPTIONS, usage)
    const type = oneOf('--type', args.text('type'), ['STANDARD', 'EXPRESS'] as const, 'STANDARD')
    const { parsed, definition } = await readDefinition(oneFile(args, usage), terminal.stdin)
    const [problem] = validate(parsed, { type, advice: false }).diagnostics.filter(({ severity }) => severity === 'ERROR')
    if (problem) throw new CommandError(`${formatDiagnostic(problem)} (asl validate lists all)`, EXIT.no)
    const mocking = await mockingOf(args, terminal)
    const until = durationOf(args)
    const recording = await simulate({
      definition,
      type,
      name: mocking.name,
      input: await inputOf(args, terminal),
      seed: seedOf(args),
      ...(until === undefined ? {} : { until }),
      ...(mocking.mocks === undefined ? {} : { mocks: mocking.mocks, mockCase: mocking.mockCase! }),
      ...(args.flag('automock') ? { tasks: plausibleTasks, objects: plausibleObjects(new S3({ anyBucket: true })) } : {}),
    })
    await write(terminal.stdout, args.flag('json') ? asJson(recording) : account(recording, args, painter(terminal)))
    return recording.status === 'SUCCEEDED' ? EXIT.ok : EXIT.no
  },
}

async function inputOf(args: Arguments, terminal: Terminal): Promise<Json> {
  const text = args.text('input')
  return text === undefined ? {} : readJsonArgument('--input', text, terminal)
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

interface Mocking {
  name: string
  mocks?: MockFile
  mockCase?: string
}

/** The machine and the case of a mock file; where there is only one, it need not be named. */
async function mockingOf(args: Arguments, terminal: Terminal): Promise<Mocking> {
  const file = args.text('mocks')
  if (file === undefined) {
    if (args.text('case') !== undefined) throw new CommandError('--case names a case of a mock file: add --mocks FILE')
    return { name: args.text('name') ?? 'StateMachine' }
  }
  const mocks = await readJsonArgument('--mocks', `@${file}`, terminal) as unknown as MockFile
  const name = choose(`${file}: StateMachines`, mocks?.StateMachines, args.text('name'), '--name')
  const mockCase = choose(`${file}: TestCases of ${name}`, mocks.StateMachines[name]?.TestCases, args.text('case'), '--case')
  try {
    new MockCase(mocks, name, mockCase)
  } catch (error) {
    if (error instanceof MockFileError) throw new CommandError(`${file}: ${error.message}`)
    throw error
  }
  return { name, mocks, mockCase }
}

function choose(where: string, from: object | undefined, wanted: string | undefined, option: string): string {
  const names = typeof from === 'object' && from !== null ? Object.keys(from) : []
  if (wanted !== undefined && names.includes(wanted)) return wanted
  if (names.length === 0) throw new CommandError(`${where} is empty or missing`)
  if (wanted !== undefined) throw new CommandError(`${where} has no "${wanted}"; it has ${names.join(', ')}`)
  if (names.length === 1) return names[0]!
  throw new CommandError(`${where} has ${names.join(', ')}: choose one with ${option}`)
}

function asJson({ status, output, error, cause, events }: Recording): string {
  return `${JSON.stringify({ status, output: output ?? null, error: error ?? null, cause: cause ?? null, events }, null, 2)}\n`
}

const COLOURS: Record<string, 'green' | 'red' | 'yellow'> = { SUCCEEDED: 'green', FAILED: 'red', TIMED_OUT: 'red', ABORTED: 'yellow' }

function account(recording: Recording, args: Arguments, paint: Paint): string {
  const { status, error, cause, output } = recording
  const { transitions, events, dollars } = recording.meters()
  const lines = args.flag('history') ? history(recording, paint) : narrate(recording, paint)
  lines.push(`${paint(COLOURS[status] ?? 'yellow', status)} after ${spell(recording.elapsed)}: ${transitions} transitions, ${events} events, $${Number(dollars.toPrecision(3))}`)
  if (error !== undefined) lines.push(`${paint('red', printable(error))}${cause === undefined ? '' : `: ${printable(cause)}`}`)
  if (output !== undefined) lines.push(JSON.stringify(output, null, 2))
  if (status === 'RUNNING') lines.push(waiting(recording))
  if (cause !== undefined && /Nothing answers the task/.test(cause)) lines.push(`Answer it from a mock file with --mocks FILE --case NAME, or have every task answered plausibly with --automock.`)
  return `${lines.join('\n')}\n`
}

function waiting({ tokens }: Recording): string {
  const open = tokens.filter(({ closedAt }) => closedAt === undefined).map(({ state }) => state)
  return open.length === 0 ? 'The execution was still running.' : `Waiting for an answer with the task token of ${open.join(', ')}.`
}

function history({ events, startedAt }: Recording, paint: Paint): string[] {
  const start = Date.parse(startedAt)
  return events.map((event) => {
    const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as Record<string, unknown> | undefined
    const remarks = [details?.name ?? details?.resource, details?.error].filter((remark) => typeof remark === 'string').map((remark) => printable(remark as string))
    const ids = `${String(event.id).padStart(5)} ${paint('dim', `← ${event.previousEventId}`.padEnd(7))}`
    return `${ids} ${paint('dim', spell((event.timestamp - start) / 1000).padStart(12))}  ${event.type}${remarks.length > 0 ? `  ${remarks.join('  ')}` : ''}`
  })
}
