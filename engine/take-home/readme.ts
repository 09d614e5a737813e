import type { WorldAction } from '../simulation/cases/cases.ts'
import { isAsked } from './actor-resources.ts'
import type { Plan, PlannedCase } from './plan.ts'
import { isCostly } from './resources.ts'
import { pascal } from './names.ts'

/** How a folder is deployed. */
export type Form = 'cfn' | 'sam' | 'cdk'

/** What Step Functions, Lambda and the others charge, where AWS says it. */
const PRICING = 'https://aws.amazon.com/step-functions/pricing/'

/**
 * What is in the folder, and the commands: deploy, run a case, compare, delete; and the same without an account.
 *
 * @returns Markdown
 */
export function readme(plan: Plan, form: Form): string {
  const { title, cases, given, costly, notes, worlds, check, edited, folder } = plan
  return [
    `# ${title}, on AWS`,
    `Taken home from “Step Functions Advanced Design Patterns”. ${edited === undefined ? 'The state machines are those of the slides' : `The state machine ${edited} is as it was in the lab when it was taken (where “the slide” stands below, its simulation there is meant)`}, but for names: \`\${…}\` stands where the stack fills one in. Tables, queues, topics, buckets and buses are real. What the slide only simulates, functions, partners and people, one small Lambda function plays: the actor. It answers from mock file and cases.`,
    table([['File', ''], ...files(plan, form)]),
    '## Deploy',
    deployText(form),
    shell([`export STACK=${plan.slug}`, ...deployed(plan, form)]),
    ...Object.keys(given).length > 0 ? [`The stack has to be told: ${Object.entries(given).map(([name, about]) => `\`${name}\` (${about.replace(/;.*/, '').toLowerCase()})`).join(', ')}.`] : [],
    ...costly.length > 0 ? ['Servers cost by the hour, so they and the state machines that use them are made only with `WithCost=yes`.'] : [],
    ...notes.length > 0 ? notes.map((note) => `- ${note}`) : [],
    '## Run a case',
    'The actor has to know which case it plays: `begin` tells it, fills the tables as the case finds them, and counts calls from one again. So the machine and its input are the slide’s, and nothing in them names a case; one case of a stack runs at a time.',
    caseTable(cases),
    ...cases.length > 0 ? ['Choose one of them (`CASE` and `MACHINE` are its first two columns):', shell([`CASE=${cases[0]!.item.name} MACHINE=${cases[0]!.machine}`]), shell(beginLines(plan)), ...startLines(plan), ...interfering(cases)] : [],
    ...worlds.length > 0 ? [`The cases with many executions (${worlds.map(({ name }) => name).join(', ')}) are played by \`${check}\` only: in a real account hours stay hours.`] : [],
    '## Compare',
    'When it has ended: its status, and the states that were entered, as often as they were, beside those of the slide.',
    shell(compareLines()),
    ...Object.keys(folder).length > 0 ? ['The whole history, event by event: `asl parity pattern --deploy "$STACK" --case "$CASE" --allow-aws` tells the actor itself, starts the case and says where it differs (`asl` stands for `node REPOSITORY/engine/cli/asl.mjs`).'] : [],
    'Express executions leave no history: theirs is in the log group `/aws/vendedlogs/states/$STACK-…`, and the last command has only a status to show. Where something else comes is in the table. `Cause` differs by what Lambda writes into it.',
    ...isAsked(plan) ? ['Whoever answers a token takes as long as on the slide. A queue keeps a message for [15 minutes at most](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html), so what is due later goes round in the queue `$STACK-later` until its time has come. `Speed=60` makes them answer sixty times sooner; the machine’s own waits and timeouts stay, so that who comes too late on the slide may come in time then. What could not be delivered lies in `$STACK-unanswered`.'] : [],
    '## Without an account',
    'The same commands work against `asl serve`, which answers the Step Functions API on this machine. There are no stack and no actor: leave out `begin`, and let `MOCK` name the case of `mocks.json`, which also has what the services answered. CloudFormation itself can not be had here.',
    shell(['asl serve --mocks mocks.json --clock fast &', 'eval "$(asl serve --env)"', ...plan.machines.map(({ name, type }) => `aws stepfunctions create-state-machine --name ${name} --type ${type} --definition file://machines/${name}.asl.json --role-arn arn:aws:iam::123456789012:role/any`), 'MOCK="#$CASE"']),
    `What answers late or never on the slide answers at once there, so that these end otherwise: ${listOf(cases.filter(({ offline }) => !offline))}.`,
    '## Delete',
    'Everything goes with the stack, its logs and tables too.',
    shell(deleteLines(plan, form)),
    '## What it costs',
    `Nothing in it costs while it stands${costly.length > 0 ? ' unless `WithCost` is yes' : ''}. Step Functions charges transitions, or for Express requests and duration; the table above has the transitions of each case. What they cost is told by [AWS](${PRICING}), and so is what is free. Lambda, DynamoDB, SQS and logs are charged by use.`,
  ].join('\n\n').concat('\n')
}

function files({ machines, folder }: Plan, form: Form): string[][] {
  const definitions = machines.map(({ name }) => `\`${name}\``).join(', ')
  return [
    ...form === 'cdk' ? [['`app.ts`, `cdk.json`, `package.json`', 'the app']] : [['`template.yaml`', form === 'sam' ? 'the stack, for the SAM CLI' : 'the whole stack: definitions and code are in it']],
    ['`machines/`', `the definitions: ${definitions}`],
    ['`actor/index.js`', `what plays the simulated parts${form === 'cfn' ? ', as it is in the template' : ''}`],
    ['`cases/`', 'what each case is started with, and the states that it enters'],
    ['`mocks.json`', 'the answers, in Step Functions Local’s format; a test case for each case'],
    ...Object.keys(folder).length > 0 ? [['`pattern/`', 'the pattern as it is in the repository']] : [],
  ]
}

function deployText(form: Form): string {
  return {
    cfn: 'With the AWS CLI of 2026 alone: no bucket, no bootstrap. The tags are passed on to everything that can have some.',
    sam: 'With the SAM CLI, which makes a bucket for what it uploads. The tags are passed on to everything that can have some.',
    cdk: 'With the CDK, once `npx cdk bootstrap` has been called in the account and region. Everything is tagged by the app.',
  }[form]
}

const TAGS = (slug: string) => `--tags deck=step-functions-advanced-design-patterns pattern=${slug}`

function deployed({ slug, given, costly, machines }: Plan, form: Form): string[] {
  const named = costly.includes('emr')
  const values = Object.keys(given).map((name) => `${name}=$${snake(name)}`)
  const exports = Object.keys(given).map((name) => `export ${snake(name)}=…`)
  const capabilities = `--capabilities ${named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'}`
  const overrides = values.length > 0 ? ` --parameter-overrides ${values.map((value) => `"${value}"`).join(' ')}` : ''
  const costs = machines.some(isCostly) ? ['# with servers: add WithCost=yes to the parameters'] : []
  if (form === 'cfn') return [...exports, ...costs, `aws cloudformation deploy --stack-name "$STACK" --template-file template.yaml ${capabilities}${overrides} ${TAGS(slug)}`]
  if (form === 'sam') return [...exports, ...costs, `sam deploy --stack-name "$STACK" --template-file template.yaml --resolve-s3 ${capabilities}${overrides} ${TAGS(slug)}`]
  return [...exports, ...costs, 'npm install', `npx cdk deploy -c stack="$STACK"${values.map((value) => ` --parameters "${value}"`).join('')}`]
}

function snake(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()
}

function caseTable(cases: readonly PlannedCase[]): string {
  if (cases.length === 0) return 'All cases of this pattern start many executions.'
  return table([
    ['Case', 'Machine', 'On the slide', 'It takes', 'Transitions', 'On AWS'],
    ...cases.map(({ item, machine, expected, elapsed, transitions, differs }) => [item.name, machine, `${expected.status}${expected.error === undefined ? '' : `, ${expected.error}`}`, lasting(elapsed), String(transitions), differs ?? 'the same']),
  ])
}

/** `2 h`, `3 d`. */
function lasting(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`
}

function beginLines({ cases }: Plan): string[] {
  const objects = cases.some(({ objects }) => Object.keys(objects).length > 0)
  return [
    `aws lambda invoke --function-name "$STACK-actor" --cli-binary-format raw-in-base64-out --payload "{\\"begin\\":\\"$CASE\\"}" /dev/stdout`,
    ...objects ? [...new Set(cases.flatMap(({ objects }) => Object.keys(objects)))].map((bucket) => `aws s3 cp --recursive "cases/$CASE/${bucket}" "s3://$(aws cloudformation describe-stacks --stack-name "$STACK" --query "Stacks[0].Outputs[?OutputKey=='${pascal(bucket)}Bucket'].OutputValue" --output text)"`) : [],
  ]
}

const FIND = 'ARN=$(aws stepfunctions list-state-machines --query "stateMachines[?name==\'$STACK-$MACHINE\' || name==\'$MACHINE\'].stateMachineArn | [0]" --output text)'

function startLines({ machines, cases }: Plan): string[] {
  const kinds = new Set(cases.map(({ machine }) => machines.find(({ name }) => name === machine)!.type))
  const express = machines.filter(({ type }) => type === 'EXPRESS').map(({ name }) => name)
  return [
    ...kinds.has('STANDARD') ? [shell([FIND, 'EXECUTION=$(aws stepfunctions start-execution --state-machine-arn "$ARN$MOCK" --name "$CASE-$(date +%s)" --input "file://cases/$CASE/input.json" --query executionArn --output text)', 'aws stepfunctions describe-execution --execution-arn "$EXECUTION"'])] : [],
    ...kinds.has('EXPRESS') ? [`${express.join(', ')} ${express.length > 1 ? 'are' : 'is'} Express, and answers at once:`, shell([FIND, 'aws stepfunctions start-sync-execution --state-machine-arn "$ARN$MOCK" --input "file://cases/$CASE/input.json" --query "[status, error, output]"'])] : [],
  ]
}

/** What somebody does from outside while a case runs. */
function interfering(cases: readonly PlannedCase[]): string[] {
  return cases.filter(({ item }) => item.actions.length > 0).map(({ item }) => {
    const lines = item.actions.map((action) => `${commandOf(action)} # after ${lasting(action.at)}`)
    return `In ${item.name} somebody interferes:\n\n${shell(lines)}`
  })
}

function commandOf(action: WorldAction): string {
  if (action.type === 'StopExecution') return 'aws stepfunctions stop-execution --execution-arn "$EXECUTION"'
  if (action.type === 'RedriveExecution') return `${action.mockCase === undefined ? '' : `aws lambda invoke --function-name "$STACK-actor" --cli-binary-format raw-in-base64-out --payload "{\\"begin\\":\\"$CASE+${action.mockCase}\\"}" /dev/stdout; `}aws stepfunctions redrive-execution --execution-arn "$EXECUTION"`
  return `${action.type} by hand, with the token of the state’s TaskScheduled event`
}

function compareLines(): string[] {
  return [
    'until [ "$(aws stepfunctions describe-execution --execution-arn "$EXECUTION" --query status --output text)" != RUNNING ]; do sleep 2; done',
    'aws stepfunctions describe-execution --execution-arn "$EXECUTION" --query "[status, error]" --output text | diff - "cases/$CASE/status.txt"',
    'aws stepfunctions get-execution-history --execution-arn "$EXECUTION" --query "events[].stateEnteredEventDetails.name" --output text | tr "\\t" "\\n" | grep . | LC_ALL=C sort | diff - "cases/$CASE/states.txt" && echo "$CASE: as on the slide"',
  ]
}

function deleteLines({ buckets }: Plan, form: Form): string[] {
  return [
    ...form === 'cdk' ? [] : buckets.map((bucket) => `aws s3 rm --recursive "s3://$(aws cloudformation describe-stacks --stack-name "$STACK" --query "Stacks[0].Outputs[?OutputKey=='${pascal(bucket)}Bucket'].OutputValue" --output text)"`),
    ...form === 'cdk' ? ['npx cdk destroy -c stack="$STACK"'] : ['aws cloudformation delete-stack --stack-name "$STACK"', 'aws cloudformation wait stack-delete-complete --stack-name "$STACK"'],
  ]
}

function listOf(cases: readonly PlannedCase[]): string {
  return cases.length === 0 ? 'none' : cases.map(({ item }) => item.name).join(', ')
}

function table(rows: readonly string[][]): string {
  const [head, ...others] = rows.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
  return [head, `|${rows[0]!.map(() => '---|').join('')}`, ...others].join('\n')
}

function shell(lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n')
}
