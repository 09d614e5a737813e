import { actorSeconds, isAsked } from './actor-resources.ts'
import { costlyResources } from './costly.ts'
import type { Value } from './expression.ts'
import { COMMENT } from './expression.ts'
import { statementsOf, substitutionsOf } from './fill-in.ts'
import { pascal } from './names.ts'
import type { Plan, PlannedMachine, PlannedQueue, PlannedTable } from './plan.ts'
import { isCostly } from './resources.ts'
import { machineFile } from './template.ts'

/** A pattern as a CDK app in TypeScript, which Node runs as it is. */
export function cdkFiles(plan: Plan): Record<string, string> {
  return {
    'app.ts': appOf(plan),
    'cdk.json': `${JSON.stringify({ app: 'node app.ts' }, null, 2)}\n`,
    'package.json': `${JSON.stringify({ name: `${plan.slug}-on-aws`, private: true, type: 'module', engines: { node: '>=22.18' }, dependencies: { 'aws-cdk-lib': '^2.276.0', 'constructs': '^10.8.1' }, devDependencies: { 'aws-cdk': '^2' } }, null, 2)}\n`,
  }
}

/** A part of the app: what it imports, by module, and its lines. */
interface Part { imports: Record<string, readonly string[]>, lines: readonly string[] }

function appOf(plan: Plan): string {
  const parts = [base(plan), ...given(plan), ...plan.tables.map(tableOf), ...ordered(plan.queues).map((queue) => queueOf(queue, plan)), ...plan.topics.map(topicOf), ...plan.buses.map(busOf), ...plan.buckets.map(bucketOf), ...costly(plan), ...actor(plan), ...plan.machines.map((machine) => machineOf(machine, plan))]
  const imports = new Map<string, Set<string>>()
  for (const part of parts) for (const [module, names] of Object.entries(part.imports)) imports.set(module, new Set([...imports.get(module) ?? [], ...names]))
  const text = parts.map(({ lines }) => lines.map((line) => (line === '' ? '' : `    ${line}`)).join('\n')).join('\n\n')
  if (text.includes('Fn.')) imports.set('aws-cdk-lib', new Set([...imports.get('aws-cdk-lib')!, 'Fn']))
  return `import { join } from 'node:path'
${[...imports].sort(([a], [b]) => (a < b ? -1 : 1)).map(([module, names]) => `import { ${[...names].sort().join(', ')} } from '${module}'`).join('\n')}

/** ${plan.title}, from “Step Functions Advanced Design Patterns”. */
class PatternStack extends Stack {
  constructor(scope: App, id: string) {
    super(scope, id)
${text}
  }
}

const app = new App()
const stack = new PatternStack(app, app.node.tryGetContext('stack') ?? '${plan.slug}')
Tags.of(stack).add('deck', 'step-functions-advanced-design-patterns')
Tags.of(stack).add('pattern', '${plan.slug}')
`
}

const CORE = 'aws-cdk-lib'

function base(plan: Plan): Part {
  const lines = ['const removalPolicy = RemovalPolicy.DESTROY', 'const named = (name: string) => `${Aws.STACK_NAME}-${name}`']
  if (isAsked(plan)) lines.push('const speed = new CfnParameter(this, \'Speed\', { type: \'Number\', default: 1, minValue: 1, description: \'How many times sooner than on the slide somebody answers a token\' })')
  if (plan.costly.length > 0) lines.push('const cost = new CfnParameter(this, \'WithCost\', { default: \'no\', allowedValues: [\'no\', \'yes\'], description: \'yes also makes what costs money by the hour, and the state machines that use it\' })', 'const withCost = new CfnCondition(this, \'Cost\', { expression: Fn.conditionEquals(cost.valueAsString, \'yes\') })')
  return { imports: { [CORE]: ['App', 'Aws', 'RemovalPolicy', 'Stack', 'Tags', ...isAsked(plan) || plan.costly.length > 0 ? ['CfnParameter'] : [], ...plan.costly.length > 0 ? ['CfnCondition'] : []] }, lines }
}

function given({ given }: Plan): Part[] {
  return Object.entries(given).map(([name, about]) => ({ imports: { [CORE]: ['CfnParameter'] }, lines: [`const ${variable(name)} = new CfnParameter(this, '${name}', { description: '${about}' })`] }))
}

function tableOf({ name, partitionKey, sortKey, indexes, asked }: PlannedTable): Part {
  const id = `${pascal(name)}Table`
  const key = (attribute: string) => `{ name: '${attribute}', type: AttributeType.STRING }`
  return {
    imports: { 'aws-cdk-lib/aws-dynamodb': ['AttributeType', 'BillingMode', 'Table', ...asked ? ['StreamViewType'] : []] },
    lines: [
      `const ${variable(id)} = new Table(this, '${id}', {`,
      `  tableName: named('${name}'),`,
      `  partitionKey: ${key(partitionKey)},`,
      ...sortKey === undefined ? [] : [`  sortKey: ${key(sortKey)},`],
      '  billingMode: BillingMode.PAY_PER_REQUEST,',
      ...asked ? ['  stream: StreamViewType.NEW_IMAGE,'] : [],
      '  removalPolicy,',
      '})',
      ...Object.entries(indexes).map(([index, attribute]) => `${variable(id)}.addGlobalSecondaryIndex({ indexName: '${index}', partitionKey: ${key(attribute)} })`),
    ],
  }
}

/** A queue stands below the one that it puts its dead letters in. */
function ordered(queues: readonly PlannedQueue[]): PlannedQueue[] {
  return [...queues].sort((a, b) => Number(a.deadLetters !== undefined) - Number(b.deadLetters !== undefined))
}

function queueOf({ name, asked, deadLetters }: PlannedQueue, plan: Plan): Part {
  const id = `${pascal(name)}Queue`
  const dead = asked ? 'unansweredQueue' : deadLetters === undefined ? undefined : variable(`${pascal(deadLetters)}Queue`)
  const first = asked && plan.queues.find((queue) => queue.asked)?.name === name
  return {
    imports: { [CORE]: ['Duration'], 'aws-cdk-lib/aws-sqs': ['Queue'] },
    lines: [
      ...first ? [UNANSWERED] : [],
      `const ${variable(id)} = new Queue(this, '${id}', { queueName: named('${name}'), retentionPeriod: Duration.days(1), removalPolicy${asked ? `, visibilityTimeout: Duration.seconds(${actorSeconds(plan) * 6})` : ''}${dead === undefined ? '' : `, deadLetterQueue: { queue: ${dead}, maxReceiveCount: 3 }`} })`,
    ],
  }
}

const UNANSWERED = 'const unansweredQueue = new Queue(this, \'UnansweredQueue\', { queueName: named(\'unanswered\'), retentionPeriod: Duration.days(1), removalPolicy })'

function topicOf(name: string): Part {
  return { imports: { 'aws-cdk-lib/aws-sns': ['Topic'] }, lines: [`const ${variable(`${pascal(name)}Topic`)} = new Topic(this, '${pascal(name)}Topic', { topicName: named('${name}') })`] }
}

function busOf(name: string): Part {
  return { imports: { 'aws-cdk-lib/aws-events': ['EventBus'] }, lines: [`const ${variable(`${pascal(name)}Bus`)} = new EventBus(this, '${pascal(name)}Bus', { eventBusName: named('${name}') })`] }
}

function bucketOf(name: string): Part {
  const id = `${pascal(name)}Bucket`
  return {
    imports: { [CORE]: ['CfnOutput', 'Duration'], 'aws-cdk-lib/aws-s3': ['BlockPublicAccess', 'Bucket'] },
    lines: [
      `const ${variable(id)} = new Bucket(this, '${id}', { blockPublicAccess: BlockPublicAccess.BLOCK_ALL, autoDeleteObjects: true, removalPolicy, lifecycleRules: [{ expiration: Duration.days(1), abortIncompleteMultipartUploadAfter: Duration.days(1) }] })`,
      `new CfnOutput(this, '${id}Name', { key: '${id}', value: ${variable(id)}.bucketName })`,
    ],
  }
}

function costly(plan: Plan): Part[] {
  return Object.entries(costlyResources(plan)).map(([id, resource]) => {
    const { Type, Properties } = resource as { Type: string, Properties: Value }
    return {
      imports: { [CORE]: ['CfnResource'] },
      lines: [`const ${variable(id)} = new CfnResource(this, '${id}', { type: '${Type}', properties: ${code(Properties, plan)} })`, `${variable(id)}.cfnOptions.condition = withCost`],
    }
  })
}

function actor(plan: Plan): Part[] {
  const { connections, functions, tables, queues } = plan
  const asked = { queues: queues.filter((queue) => queue.asked), tables: tables.filter((table) => table.asked) }
  const key = 'Fn.select(2, Fn.split(\'/\', Aws.STACK_ID))'
  const lines = [
    ...isAsked(plan) && asked.queues.length === 0 ? [UNANSWERED] : [],
    ...isAsked(plan) ? [`const laterQueue = new Queue(this, 'LaterQueue', { queueName: named('later'), removalPolicy, visibilityTimeout: Duration.seconds(${actorSeconds(plan) * 6}), deadLetterQueue: { queue: unansweredQueue, maxReceiveCount: 3 } })`] : [],
    'const actorNotes = new Table(this, \'ActorNotes\', { tableName: named(\'actor\'), partitionKey: { name: \'key\', type: AttributeType.STRING }, billingMode: BillingMode.PAY_PER_REQUEST, removalPolicy })',
    'const actorLogs = new LogGroup(this, \'ActorLogs\', { logGroupName: `/aws/lambda/${named(\'actor\')}`, retention: RetentionDays.ONE_DAY, removalPolicy })',
    'const actorRole = new Role(this, \'ActorRole\', { assumedBy: new ServicePrincipal(\'lambda.amazonaws.com\') })',
    'const actor = new Function(this, \'Actor\', {',
    '  functionName: named(\'actor\'),',
    '  runtime: Runtime.NODEJS_24_X,',
    '  architecture: Architecture.ARM_64,',
    '  handler: \'index.handler\',',
    '  code: Code.fromAsset(join(import.meta.dirname, \'actor\')),',
    '  memorySize: 256,',
    `  timeout: Duration.seconds(${actorSeconds(plan)}),`,
    '  role: actorRole,',
    '  logGroup: actorLogs,',
    ...isAsked(plan) ? ['  // It sends what is due later to itself; after 16 rounds Lambda would take that for a mistake.', '  recursiveLoop: RecursiveLoop.ALLOW,'] : [],
    `  environment: { STACK: Aws.STACK_NAME, NOTES: actorNotes.tableName, SPEED: ${isAsked(plan) ? 'speed.valueAsString, LATER: laterQueue.queueUrl' : '\'1\''}${connections.length > 0 ? `, KEY: ${key}` : ''} },`,
    '})',
    'actorLogs.grantWrite(actorRole)',
    'actorNotes.grant(actorRole, \'dynamodb:GetItem\', \'dynamodb:PutItem\', \'dynamodb:UpdateItem\')',
    ...tables.map(({ name }) => `${variable(`${pascal(name)}Table`)}.grant(actorRole, 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:Scan')`),
    ...isAsked(plan)
      ? [
          'laterQueue.grantSendMessages(actorRole)',
          'actorRole.addToPrincipalPolicy(new PolicyStatement({ actions: [\'states:SendTaskFailure\', \'states:SendTaskHeartbeat\', \'states:SendTaskSuccess\'], resources: [\'*\'] }))',
          ...['laterQueue', ...asked.queues.map(({ name }) => variable(`${pascal(name)}Queue`))].map((queue) => `actor.addEventSource(new SqsEventSource(${queue}, { batchSize: 1 }))`),
          ...asked.tables.map(({ name }) => `actor.addEventSource(new DynamoEventSource(${variable(`${pascal(name)}Table`)}, { startingPosition: StartingPosition.TRIM_HORIZON, batchSize: 1, retryAttempts: 2, onFailure: new SqsDlq(unansweredQueue), filters: [{ pattern: '{"eventName":["INSERT","MODIFY"]}' }] }))`),
        ]
      : [],
    ...functions.map((name) => `const ${variable(`${pascal(name)}Function`)} = new Alias(this, '${pascal(name)}Function', { aliasName: '${name}', version: actor.latestVersion })`),
    ...connections.length > 0 ? ['const actorUrl = actor.addFunctionUrl({ authType: FunctionUrlAuthType.NONE })'] : [],
    ...connections.map((connection) => `const ${variable(`${connection}Connection`)} = new Connection(this, '${connection}Connection', { connectionName: named('${connection}'), authorization: Authorization.apiKey('x-api-key', SecretValue.unsafePlainText(${key})) })`),
  ]
  return [{
    imports: {
      [CORE]: ['Duration', ...connections.length > 0 ? ['SecretValue'] : []],
      'aws-cdk-lib/aws-dynamodb': ['AttributeType', 'BillingMode', 'Table'],
      'aws-cdk-lib/aws-iam': ['Role', 'ServicePrincipal', ...isAsked(plan) ? ['PolicyStatement'] : []],
      'aws-cdk-lib/aws-lambda': ['Architecture', 'Code', 'Function', 'Runtime', ...functions.length > 0 ? ['Alias'] : [], ...isAsked(plan) ? ['RecursiveLoop'] : [], ...asked.tables.length > 0 ? ['StartingPosition'] : [], ...connections.length > 0 ? ['FunctionUrlAuthType'] : []],
      'aws-cdk-lib/aws-logs': ['LogGroup', 'RetentionDays'],
      ...connections.length > 0 ? { 'aws-cdk-lib/aws-events': ['Authorization', 'Connection'] } : {},
      ...isAsked(plan) ? { 'aws-cdk-lib/aws-sqs': ['Queue'], 'aws-cdk-lib/aws-lambda-event-sources': ['SqsEventSource', ...asked.tables.length > 0 ? ['DynamoEventSource', 'SqsDlq'] : []] } : {},
    },
    lines,
  }]
}

function machineOf(machine: PlannedMachine, plan: Plan): Part {
  const { name, type } = machine
  const express = type === 'EXPRESS'
  const role = `${variable(name)}Role`
  const values = Object.entries(substitutionsOf(machine))
  const statements = statementsOf(machine, plan) as Record<string, Value>[]
  return {
    imports: {
      [CORE]: isCostly(machine) ? ['CfnResource'] : [],
      'aws-cdk-lib/aws-iam': ['Role', 'ServicePrincipal', ...statements.length > 0 ? ['PolicyStatement'] : []],
      'aws-cdk-lib/aws-stepfunctions': ['DefinitionBody', 'StateMachine', 'StateMachineType', ...express ? ['LogLevel'] : []],
      ...express ? { 'aws-cdk-lib/aws-logs': ['LogGroup', 'RetentionDays'] } : {},
    },
    lines: [
      `const ${role} = new Role(this, '${name}Role', { assumedBy: new ServicePrincipal('states.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID }, ArnLike: { 'aws:SourceArn': \`arn:\${Aws.PARTITION}:states:\${Aws.REGION}:\${Aws.ACCOUNT_ID}:stateMachine:\${Aws.STACK_NAME}-*\` } } }) })`,
      ...statements.flatMap(({ Action, Resource, Condition, [COMMENT]: why }) => [
        `// ${String(why)}`,
        `${role}.addToPrincipalPolicy(new PolicyStatement({ actions: ${list(Action!, plan)}, resources: ${list(Resource!, plan)}${Condition ? `, conditions: ${code(Condition, plan)}` : ''} }))`,
      ]),
      `const ${variable(name)} = new StateMachine(this, '${name}', {`,
      `  stateMachineName: named('${name}'),`,
      `  stateMachineType: StateMachineType.${type},`,
      `  role: ${role},`,
      `  definitionBody: DefinitionBody.fromFile(join(import.meta.dirname, '${machineFile(machine)}')),`,
      ...values.length > 0 ? [`  definitionSubstitutions: { ${values.map(([placeholder, value]) => `${placeholder}: ${code(value, plan)}`).join(', ')} },`] : [],
      '  removalPolicy,',
      ...express ? [`  logs: { destination: new LogGroup(this, '${name}Logs', { logGroupName: \`/aws/vendedlogs/states/\${named('${name}')}\`, retention: RetentionDays.ONE_DAY, removalPolicy }), level: LogLevel.ALL, includeExecutionData: true },`, '  tracingEnabled: true,'] : [],
      '})',
      ...isCostly(machine) ? [`for (const construct of [${role}, ${variable(name)}])`, '  for (const one of construct.node.findAll()) if (CfnResource.isCfnResource(one)) one.cfnOptions.condition = withCost'] : [],
    ],
  }
}

function variable(id: string): string {
  return id[0]!.toLowerCase() + id.slice(1)
}

function list(value: Value, plan: Plan): string {
  return code(Array.isArray(value) ? value : [value], plan)
}

/** A value as an expression of the app. */
function code(value: Value, plan: Plan): string {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map((one) => code(one, plan)).join(', ')}]`
  if (typeof value !== 'object') return String(value)
  const [key, ...others] = Object.keys(value)
  const inner = key === undefined || others.length > 0 ? undefined : value[key]!
  if (key === 'Ref') return attribute(inner as string, undefined)
  if (key === 'Fn::GetAtt') return attribute(...inner as [string, string])
  if (key === 'Fn::Sub') return Array.isArray(inner) ? template(inner[0] as string, inner[1] as Record<string, Value>, plan) : template(inner as string, {}, plan)
  if (key === 'Fn::Select') return `Fn.select(${String((inner as Value[])[0])}, ${code((inner as Value[])[1]!, plan)})`
  if (key === 'Fn::Split') return `Fn.split('/', ${code((inner as Value[])[1]!, plan)})`
  if (key === 'Fn::Base64') return `Fn.base64(${code(inner!, plan)})`
  if (key === 'Fn::GetAZs') return 'Fn.getAzs()'
  return `{ ${Object.entries(value).filter(([name]) => name !== COMMENT).map(([name, member]) => `${/^[a-z]\w*$/i.test(name) ? name : quoted(name)}: ${code(member, plan)}`).join(', ')} }`
}

function template(text: string, variables: Record<string, Value>, plan: Plan): string {
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('\n', '\\n').replace(/\$\{([\w:]+)(?:\.(\w+))?\}/g, (_, id: string, name: string | undefined) => `\${${variables[id] === undefined ? attribute(id, name) : code(variables[id], plan)}}`)}\``
}

const PSEUDO: Record<string, string> = { 'AWS::Partition': 'PARTITION', 'AWS::Region': 'REGION', 'AWS::AccountId': 'ACCOUNT_ID', 'AWS::StackName': 'STACK_NAME', 'AWS::StackId': 'STACK_ID', 'AWS::URLSuffix': 'URL_SUFFIX' }

/** By how an id ends: what its construct calls its reference and its ARN. */
const ATTRIBUTES: readonly (readonly [RegExp, string, string])[] = [
  [/(?<!Launch)Table$/, 'tableName', 'tableArn'],
  [/Queue$/, 'queueUrl', 'queueArn'],
  [/Topic$/, 'topicArn', 'topicArn'],
  [/Bus$/, 'eventBusName', 'eventBusArn'],
  [/Bucket$/, 'bucketName', 'bucketArn'],
  [/Function$/, 'functionArn', 'functionArn'],
]

function attribute(id: string, name: string | undefined): string {
  if (PSEUDO[id] !== undefined) return `Aws.${PSEUDO[id]}`
  if (id === 'ActorUrl') return 'actorUrl.url'
  if (id.endsWith('Connection')) return `${variable(id)}.${name === 'SecretArn' ? 'connectionSecretArn' : 'connectionArn'}`
  const known = ATTRIBUTES.find(([ending]) => ending.test(id))
  if (known) return `${variable(id)}.${name === undefined ? known[1] : known[2]}`
  if (/(?:Cluster|Task|Role|Profile|Template|Logs)$/.test(id)) return name === undefined ? `${variable(id)}.ref` : `${variable(id)}.getAtt('${name}').toString()`
  return `${variable(id)}.valueAsString`
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll('\'', '\\\'').replaceAll('\n', '\\n')}'`
}
