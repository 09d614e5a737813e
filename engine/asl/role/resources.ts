import type { JsonObject } from '../query/json.ts'
import type { ActionDetails } from './actions.ts'
import { given, givenEach, type Given } from './arguments.ts'

/** Where a state machine runs. */
export interface Place {
  partition: string
  region: string
  account: string
  /** The state machine's name. */
  machine: string
}

/** The resources that a call names, and what of them is known only at run time. */
export interface Named {
  resources: string[]
  /** The parts that stand as `*`: `ObjectName`. */
  open: string[]
}

/** Of the resource types that an action may have, the ones that a Task means; the reference does not tell which go together. */
const MEANT: Record<string, string[]> = {
  'states:DescribeExecution': ['execution'],
  'states:StopExecution': ['execution'],
  'states:GetExecutionHistory': ['execution'],
  'events:PutEvents': ['event-bus'],
  's3:GetObject': ['object'],
  's3:PutObject': ['object'],
  's3:DeleteObject': ['object'],
  's3:ListBucket': ['bucket'],
  'batch:SubmitJob': ['job', 'job-definition', 'job-queue'],
  'bedrock:InvokeModel': ['foundation-model'],
  'execute-api:Invoke': ['execute-api-general'],
}

/** The arguments that fill a placeholder of an ARN, where they have other names. One that ends in Arn is the whole resource. */
const SOURCES: Record<string, readonly string[]> = {
  TableName: ['TableName', 'TableArn'],
  QueueName: ['QueueUrl'],
  TopicName: ['TopicArn', 'TargetArn'],
  FunctionName: ['FunctionName'],
  StateMachineName: ['StateMachineArn', 'ExecutionArn'],
  ExecutionId: ['ExecutionArn'],
  MapRunLabel: ['MapRunArn'],
  BucketName: ['Bucket'],
  ObjectName: ['Key', 'Prefix'],
  ClusterName: ['Cluster'],
  TaskDefinitionFamilyName: ['TaskDefinition'],
  HarnessId: ['HarnessArn', 'HarnessId'],
  JobQueueName: ['JobQueue'],
  JobDefinitionName: ['JobDefinition'],
  WorkGroupName: ['WorkGroup'],
  SecretId: ['SecretId'],
  ResourceId: ['ModelId'],
  ApiId: ['ApiEndpoint'],
}

/** What is meant where an argument is left out. */
const LEFT_OUT: Record<string, string> = { EventBusName: 'default', ClusterName: 'default', WorkGroupName: 'primary' }

/**
 * The narrowest resources that AWS lets a call of an action be allowed on.
 *
 * @param action `dynamodb:UpdateItem`
 * @param details what IAM says of it
 * @param values the call's arguments, as the definition has them
 * @param place where the machine runs
 */
export function resourcesOf(action: string, details: ActionDetails, values: JsonObject, place: Place): Named {
  if (details.isWildcardOnly || details.resourceTypes.length === 0)
    return { resources: ['*'], open: [] }
  const named = typesFor(action, details, values).map(({ arn }) => fill(arn, values, place))
  return { resources: [...new Set(named.flatMap(({ resources }) => resources))], open: [...new Set(named.flatMap(({ open }) => open))] }
}

/** The types that are meant; where nothing says so, those that an argument names, or else those that have to be named. */
function typesFor(action: string, { resourceTypes }: ActionDetails, values: JsonObject): ActionDetails['resourceTypes'] {
  const meant = MEANT[action]
  if (meant)
    return resourceTypes.filter(({ name }) => meant.includes(name))
  const isNamed = (part: string) => sourcesOf(part, values).some(({ value }) => value.kind !== 'absent')
  const named = resourceTypes.filter(({ arn }) => partsOf(arn).some(isNamed))
  const whole = named.filter(({ arn }) => partsOf(arn).every(isNamed))
  return [whole, named, resourceTypes.filter(({ required }) => required)].find(types => types.length > 0) ?? resourceTypes
}

/** `TableName` and what else a template leaves to the call. */
function partsOf(template: string): string[] {
  return [...template.matchAll(/\$\{(\w+)\}/g)].map(match => match[1]!).filter(part => !['Partition', 'Region', 'Account'].includes(part))
}

interface Source {
  /** The argument. */
  name: string
  value: Given
}

/** What the arguments say of one part; several where a call names several resources. */
function sourcesOf(part: string, values: JsonObject): Source[] {
  if (part === 'EventBusName')
    return givenEach(values, 'Entries', part).map(value => ({ name: part, value }))
  const names = SOURCES[part] ?? [part, part.replace(/Name$/, '')]
  const name = names.find(one => given(values, one).kind !== 'absent') ?? part
  return [{ name, value: given(values, name) }]
}

function fill(template: string, values: JsonObject, place: Place): Named {
  const [first, ...others] = partsOf(template)
  const base = atPlace(template, place)
  if (first === undefined)
    return { resources: [base], open: [] }
  const open: string[] = []
  const resources = sourcesOf(first, values).map((source) => {
    const whole = wholeArn(source, place)
    if (whole !== undefined)
      return below(whole, template)
    return [first, ...others].reduce((arn, part) => {
      const { value } = part === first ? source : sourcesOf(part, values)[0]!
      const text = value.kind === 'text' ? value.text : value.kind === 'absent' ? LEFT_OUT[part] : undefined
      if (text === undefined)
        open.push(part)
      return arn.replace(`\${${part}}`, () => text ?? '*')
    }, base)
  })
  return { resources, open }
}

/** The resource where an argument has it whole: an ARN, a queue's URL, what a deployment fills in for either, or the machine's own. */
function wholeArn({ name, value }: Source, place: Place): string | undefined {
  if (value.kind === 'itself')
    return arnAt(place, 'states', `stateMachine:${place.machine}`)
  if (value.kind !== 'text')
    return undefined
  const substitution = /^\$\{([\w.:-]+)\}$/.exec(value.text)?.[1]
  if (name === 'QueueUrl') {
    if (substitution !== undefined)
      return `\${${substitution}Arn}`
    const url = /^https:\/\/sqs\.([\w-]+)\.amazonaws\.com(?:\.cn)?\/(\d{12})\/([\w.-]+)$/.exec(value.text)
    return url ? `arn:${place.partition}:sqs:${url[1]}:${url[2]}:${url[3]}` : undefined
  }
  const isArn = value.text.startsWith('arn:') || (substitution !== undefined && [name, substitution].some(one => one.endsWith('Arn')))
  return isArn ? value.text : undefined
}

/** A resource below the one that an ARN names: `…/harness-endpoint/*`. */
function below(arn: string, template: string): string {
  const path = /\$\{\w+\}(\/[a-z-]+\/)\$\{\w+\}$/.exec(template)?.[1]
  return path && !arn.includes(path) ? `${arn}${path}*` : arn
}

/** A template of the reference with partition, region and account. */
function atPlace(template: string, { partition, region, account }: Place): string {
  return template.replace(/\$\{Partition\}/, () => partition).replace(/\$\{Region\}/, () => region).replace(/\$\{Account\}/, () => account)
}

/** The ARN of something where the machine runs: `arnAt(place, 'states', 'execution:Orders:*')`. */
export function arnAt({ partition, region, account }: Place, service: string, rest: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${rest}`
}
