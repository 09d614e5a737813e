import { machineName, substitutionsFor, type Case } from '../cases/cases.ts'
import type { HomeMachine, Taken } from './taken.ts'

/** The input of a case of one's own. */
export const OWN_INPUT = 'inputs/your-own.json'

/**
 * What is in the folder, and what to do with it.
 *
 * @param taken what is taken home
 * @param machines its machines, the one that was worked on first
 * @returns Markdown
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-test-sm-exec.html
 */
export function readme(taken: Taken, machines: readonly HomeMachine[]): string {
  const { definition, json, problem } = machines[0]!
  return [
    `# ${taken.title}`,
    'Taken home from “Step Functions Advanced Design Patterns”.',
    table(files(taken, machines)),
    ...(problem === undefined ? [] : [`${definition} is not there as JSON: ${problem}`]),
    '## With the talk’s own command',
    '`asl` stands for `node REPOSITORY/engine/cli/asl.mjs`, called in this folder. It needs no account and no network.',
    shell([`asl validate ${definition}`, ...graded(taken, definition), ...runs(taken, machines)]),
    ...(json === undefined
      ? []
      : [
          '## With AWS',
          'The first two need credentials; with `--mock` nothing is called. Step Functions Local is no longer supported by AWS, and does not know all that a machine may use.',
          shell([
            `aws stepfunctions validate-state-machine-definition --definition file://${json}`,
            `aws stepfunctions test-state --definition file://${json} --state-name STATE --input file://inputs/${taken.cases[0]!.name}.json --mock '{"result": "{}"}'`,
            'docker run -p 8083:8083 -v "$PWD/MockConfigFile.json:/home/StepFunctionsLocal/MockConfigFile.json" -e SFN_MOCK_CONFIG=/home/StepFunctionsLocal/MockConfigFile.json amazon/aws-stepfunctions-local',
          ]),
        ]),
    ...deploying(taken),
  ].join('\n\n').concat('\n')
}

function files({ from, slug, aws }: Taken, machines: readonly HomeMachine[]): [string, string][] {
  const [first] = machines
  const json = machines.flatMap((machine) => machine.json ?? [])
  return [
    [`\`${first!.definition}\``, 'the state machine, as it was when it was taken'],
    ...(json.length === 0 ? [] : [[json.map((name) => `\`${name}\``).join(', '), 'the same as JSON'] as [string, string]]),
    ['`MockConfigFile.json`', 'what tasks answer, case by case, in Step Functions Local’s format'],
    ['`inputs/`', 'what each case is started with'],
    ...(aws && 'files' in aws ? [['`aws/`', 'the same for a real account: template, definitions, actor, a README of its own'] as [string, string]] : []),
    ...(from === 'exercise' ? [[`\`exercises/${slug}/\``, 'the exercise: task, cases and checks, start, solution, other answers'] as [string, string]] : []),
    ...(from === 'pattern' ? [[`\`snippets/${slug}/\``, 'the pattern: its machines, its cases and what they expect'] as [string, string]] : []),
  ]
}

function deploying({ aws }: Taken): string[] {
  if (!aws) return []
  return ['## On AWS', 'files' in aws ? '`aws/README.md` has the commands: deploy it with all that it calls, run a case, compare, delete. Nothing has been sent to AWS.' : `There is no folder to deploy: ${aws.problem}`]
}

function graded({ from, slug }: Taken, definition: string): string[] {
  if (from === 'exercise') return [`asl lab check ${slug} ${definition}`]
  return from === 'pattern' ? [`asl test ${slug}`] : []
}

/** The cases that an input and a mock file tell; all others are the last command's. */
function runs(taken: Taken, machines: readonly HomeMachine[]): string[] {
  const plain = taken.cases.filter(isPlain).map(({ name, mocks, workflow }) => ({ input: `inputs/${name}.json`, mocks, workflow }))
  const own = taken.own ? [{ input: OWN_INPUT, mocks: taken.own.mockCase, workflow: taken.stem }] : []
  return [...own, ...plain].flatMap(({ input, mocks, workflow }) => {
    const machine = machines.find(({ stem }) => stem === workflow)
    if (!machine) return []
    const values = Object.entries(substitutionsFor(taken.file, workflow)).map(([name, value]) => ` --substitute ${quoted(`${name}=${String(value)}`)}`).join('')
    const answers = mocks === undefined ? ' --automock' : ` --mocks MockConfigFile.json --machine ${machineName(taken.file, workflow)} --case ${quoted(mocks)}`
    return [`asl run ${machine.definition} --input @${input}${answers}${values}`]
  })
}

function isPlain({ runs, callbacks, actions, settings, omit, type }: Case): boolean {
  return !runs && omit.length === 0 && actions.length === 0 && [callbacks, settings].every((one) => Object.keys(one).length === 0) && type === 'STANDARD'
}

/** A word that no shell reads otherwise. */
function quoted(word: string): string {
  return /^[\w=:/.-]+$/.test(word) ? word : `'${word.replaceAll('\'', '\'\\\'\'')}'`
}

function table(rows: readonly [string, string][]): string {
  return ['| File | |', '|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n')
}

function shell(lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n')
}
