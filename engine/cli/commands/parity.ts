import { formatDiagnostic } from '../../asl/index.ts'
import { asExecutions } from '../../parity/as-executions.ts'
import { asStates } from '../../parity/as-states.ts'
import { compareCases, type Verdict } from '../../parity/cases.ts'
import { Machines } from '../../parity/machines.ts'
import { notOnStack } from '../../parity/stack.ts'
import type { Case } from '../../simulation/cases/cases.ts'
import { orNear } from '../../simulation/near-name.ts'
import type { Pattern } from '../../simulation/play/pattern.ts'
import { recordCase } from '../../simulation/play/play-case.ts'
import { readArguments, type Arguments, type Options } from '../arguments.ts'
import type { Command } from '../command.ts'
import { PATTERN_FILES, patternsAt, readPattern } from '../pattern-folder.ts'
import { CommandError, EXIT } from '../problems.ts'
import { connect, isHere } from '../sfn-client.ts'
import { painter, write, type Terminal } from '../terminal.ts'
import { actorOf } from './parity/actor.ts'
import { summary, verdictText } from './parity/tell.ts'

const usage = 'asl parity FOLDER… (--endpoint URL | --teststate | --deploy STACK) [options]'

const OPTIONS: Options = {
  'endpoint': { type: 'string', value: 'URL', about: 'runs each case on the server at this address, and compares the histories' },
  'teststate': { type: 'boolean', about: 'asks TestState about each state that a case visits; nothing is deployed. AWS’s own, or the one of --endpoint' },
  'deploy': { type: 'string', value: 'STACK', about: 'runs each case on the state machines STACK-<machine> of asl take-home, whose actor is told each case before' },
  'case': { type: 'string', value: 'NAME', about: 'this case only; may be given more than once', multiple: true },
  'allow-aws': { type: 'boolean', about: 'lets it ask a server that is not on this machine, AWS among them; what it would do is said without it' },
  'region': { type: 'string', value: 'REGION', about: 'of the account; the SDK finds it otherwise' },
  'role': { type: 'string', value: 'ARN', about: 'the role of state machines that are made for the comparison' },
  'patience': { type: 'string', value: 'SECONDS', about: 'so long is an execution waited for; 30 otherwise' },
  'json': { type: 'boolean', about: 'the verdicts as JSON' },
}

/** Holds the engine to another Step Functions: AWS, a server that speaks like it, or TestState. */
export const parity: Command = {
  usage,
  about: 'runs the cases of patterns here and elsewhere, and says where they differ',
  options: OPTIONS,
  examples: ['asl parity snippets --endpoint http://localhost:8083', 'asl parity snippets/saga --teststate --endpoint http://localhost:8083', 'asl parity snippets/saga --teststate --allow-aws'],
  async run(argv, terminal) {
    const args = readArguments(argv, OPTIONS, usage)
    const address = addressOf(args)
    const patterns = await readAll(args.files)
    const only = casesOf(args, patterns)
    const stack = args.text('deploy')
    const functions = stack === undefined ? undefined : functionsOf(terminal, address)
    await askLeave(args, { address, functions }, patterns, only, terminal)
    const endpoint = await connect({ address, region: args.text('region') })
    const machines = new Machines(endpoint, { roleArn: args.text('role') ?? 'arn:aws:iam::123456789012:role/parity', mayCreate: stack === undefined, ...(stack === undefined ? {} : { prefix: `${stack}-` }) })
    const actor = stack === undefined ? undefined : await actorOf(stack, endpoint, functions)
    const verdicts: Verdict[] = []
    const paint = painter(terminal)
    try {
      const compare = args.flag('teststate')
        ? asStates(endpoint)
        : asExecutions({ endpoint, machines, tag: Date.now().toString(36), patience: patienceOf(args), ...(actor ? { stack: { name: stack!, begin: actor.begin } } : {}) })
      for (const [slug, pattern] of patterns) {
        for await (const verdict of compareCases(slug, pattern, compare, only)) {
          verdicts.push(verdict)
          if (!args.flag('json')) await write(terminal.stdout, verdictText(verdict, paint))
        }
      }
    } finally {
      await machines.remove()
      await actor?.close()
      endpoint.close()
    }
    await write(terminal.stdout, args.flag('json') ? `${JSON.stringify(verdicts, null, 2)}\n` : summary(verdicts))
    return verdicts.some(({ difference }) => difference) || verdicts.every(({ compared }) => compared === undefined) ? EXIT.no : EXIT.ok
  },
}

/** Who runs the functions of a stack, where it is not Lambda itself: said as every SDK is told, or the server that is asked for all else. https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
function functionsOf({ env }: Terminal, address: URL | undefined): URL | undefined {
  const said = env.AWS_ENDPOINT_URL_LAMBDA || env.AWS_ENDPOINT_URL
  if (!said) return address
  if (!URL.canParse(said)) throw new CommandError(`AWS_ENDPOINT_URL_LAMBDA is ${said}; it takes an address such as http://localhost:3001`)
  return new URL(said)
}

function addressOf(args: Arguments): URL | undefined {
  const text = args.text('endpoint')
  const deploy = args.text('deploy')
  if (text === undefined && deploy === undefined && !args.flag('teststate')) throw new CommandError(`it has to be said what to compare with (usage: ${usage})`)
  if (deploy !== undefined && args.flag('teststate')) throw new CommandError('--teststate deploys nothing, --deploy runs what is deployed: one of them')
  if (text === undefined) return undefined
  if (!URL.canParse(text) || !/^https?:/.test(text)) throw new CommandError(`--endpoint is ${text}; it takes an address such as http://localhost:8083`)
  return new URL(text)
}

function patienceOf(args: Arguments): number {
  const text = args.text('patience') ?? '30'
  if (!/^\d{1,6}$/.test(text)) throw new CommandError(`--patience is ${text}; it takes a whole number of seconds`)
  return Number(text) * 1000
}

async function readAll(folders: readonly string[]): Promise<[slug: string, pattern: Pattern][]> {
  if (folders.length === 0) throw new CommandError(`no pattern’s folder is named (usage: ${usage})`)
  const patterns: [string, Pattern][] = []
  for (const folder of folders) {
    const found = patternsAt(folder)
    if (found.length === 0) throw new CommandError(`${folder} holds no pattern: a folder with ${PATTERN_FILES.join(' and ')}`)
    for (const [root, slug] of found) {
      const { pattern, diagnostics } = await readPattern(root, slug)
      if (!pattern) throw new CommandError(diagnostics.map(formatDiagnostic).join('\n     '), EXIT.no)
      patterns.push([slug, pattern])
    }
  }
  return patterns
}

function casesOf(args: Arguments, patterns: readonly [string, Pattern][]): ReadonlySet<string> | undefined {
  const names = args.list('case')
  if (names.length === 0) return undefined
  const known = new Set(patterns.flatMap(([, { cases }]) => cases.cases.map(({ name }) => name)))
  const missing = names.find(name => !known.has(name))
  if (missing !== undefined) throw new CommandError(`there is no case "${missing}"${orNear(missing, known)}`)
  return new Set(names)
}

/** Says what would be done and cost where it is not done on this machine, and does it only when told so. */
async function askLeave(args: Arguments, { address, functions }: { address: URL | undefined, functions: URL | undefined }, patterns: readonly [string, Pattern][], only: ReadonlySet<string> | undefined, terminal: Terminal): Promise<void> {
  if (isHere(address) && (functions === undefined || isHere(functions))) return
  const intention = `${await intentionOf(args, patterns, only)} at ${address?.host ?? 'AWS, in the account of your credentials'}`
  if (!args.flag('allow-aws')) throw new CommandError(`this would ${intention}; --allow-aws lets it`)
  await write(terminal.stderr, `asl parity will ${intention}.\n`)
}

async function intentionOf(args: Arguments, patterns: readonly [string, Pattern][], only: ReadonlySet<string> | undefined): Promise<string> {
  const stack = args.text('deploy')
  const isLeftOut = (item: Case): boolean => stack === undefined ? item.runs !== undefined : notOnStack(item) !== undefined
  let executions = 0
  let dollars = 0
  for (const [, pattern] of patterns) {
    for (const item of pattern.cases.cases) {
      if (isLeftOut(item) || (only && !only.has(item.name))) continue
      executions++
      dollars += (await recordCase(pattern, item)).meters().dollars
    }
  }
  const cases = `${executions} ${executions === 1 ? 'case' : 'cases'}`
  if (args.flag('teststate')) return `ask TestState about the states of ${cases}, and make nothing`
  const make = stack === undefined ? 'make state machines that are not there, delete them afterwards, and ' : `invoke the function ${stack}-actor once for each case, which fills the stack’s own tables as the case finds them, and `
  return `${make}start ${cases} as executions (about $${dollars.toFixed(4)} of Step Functions by list price, and what the services cost that they call)`
}
