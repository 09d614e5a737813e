import { isMap, isPair, isScalar, isSeq, parseDocument, visit, type Pair } from 'yaml'
import type { StateMachineDefinition, Substitutions } from '../asl/index.ts'

/** What stands behind a placeholder of a deployed definition. */
export type Kind = 'function' | 'table' | 'queue' | 'queues' | 'topic' | 'bus' | 'bucket' | 'machine' | 'connection' | 'host' | 'cluster' | 'task' | 'role' | 'account' | 'given' | 'region'

/** A placeholder, and what it is called in the simulation. */
export interface Named {
  kind: Kind
  /** As the pattern calls it: `book-van`, `pickups`. */
  name: string
}

/** A definition whose names are placeholders, as text and read. */
export interface Deployable {
  text: string
  definition: StateMachineDefinition
  /** By placeholder. */
  names: Map<string, Named>
}

/** By argument: what a name there is, and what its placeholder ends in. An ending in Arn says that the whole ARN is filled in. */
const LITERALS: Record<string, readonly [Kind, string]> = {
  FunctionName: ['function', 'Arn'],
  TableName: ['table', 'Table'],
  QueueUrl: ['queue', 'Queue'],
  TopicArn: ['topic', 'Topic'],
  EventBusName: ['bus', 'Bus'],
  Bucket: ['bucket', 'Bucket'],
  Cluster: ['cluster', 'Cluster'],
  TaskDefinition: ['task', 'TaskArn'],
  ServiceRole: ['role', 'Role'],
  JobFlowRole: ['role', 'Role'],
}

/** The values that a pattern gives its placeholders tell what they are. */
const VALUES: readonly (readonly [RegExp, Kind])[] = [
  [/^arn:[^:]+:sns:/, 'topic'],
  [/^https:\/\/sqs\.[^/]+\/\d+\/[\w.-]+$/, 'queue'],
  [/^https:\/\/sqs\.[^/]+\/\d+\/$/, 'queues'],
  [/^arn:[^:]+:states:.*:stateMachine:/, 'machine'],
  [/^arn:[^:]+:events:.*:connection\//, 'connection'],
  [/^\d{12}$/, 'account'],
]

/**
 * Writes placeholders where a definition names what a stack makes: functions, tables, hosts. Comments and anchors stay.
 *
 * @param text the definition, YAML or JSON
 * @param substitutions what its own placeholders stand for in the simulation
 */
export function deployable(text: string, substitutions: Substitutions): Deployable {
  const document = parseDocument(text, { version: '1.2' })
  const names = new Map<string, Named>(Object.entries(substitutions).map(([placeholder, value]) => [placeholder, known(String(value))]))
  const put = (placeholder: string, named: Named): string => {
    names.set(placeholder, named)
    return `\${${placeholder}}`
  }
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && node.value.includes(':eu-west-1:')) node.value = node.value.replaceAll(':eu-west-1:', () => `:${put('Region', { kind: 'region', name: 'eu-west-1' })}:`)
    },
    Pair(_, pair, path) {
      const key = keyOf(pair)
      if (!isScalar(pair.value) || typeof pair.value.value !== 'string' || key === undefined || !isArgument(path)) return
      const value = pair.value.value
      const host = key === 'ApiEndpoint' ? /^https:\/\/([^/{}]+)/.exec(value)?.[1] : undefined
      if (host !== undefined) pair.value.value = value.replace(host, () => put('ApiHost', { kind: 'host', name: host }))
      const literal = Object.hasOwn(LITERALS, key) ? LITERALS[key] : undefined
      if (!literal || !/^[\w.:/-]+$/.test(value)) return
      const name = value.split(/[:/]/).at(-1)!
      pair.value.value = put(pascal(name) + literal[1], { kind: literal[0], name })
    },
  })
  return { text: document.toString({ lineWidth: 0 }), definition: document.toJS() as StateMachineDefinition, names }
}

function known(value: string): Named {
  const kind = VALUES.find(([pattern]) => pattern.test(value))?.[1] ?? 'given'
  return { kind, name: kind === 'queues' || kind === 'given' ? value : value.split(/[:/]/).at(-1)! }
}

/** Whether a field stands in what a service is given, or in an entry of it. */
function isArgument(path: readonly unknown[]): boolean {
  const keys = path.filter(isPair).map(keyOf)
  const above = isSeq(path.at(-2)) && isMap(path.at(-1)) && keys.at(-1) === 'Entries' ? keys.at(-2) : keys.at(-1)
  return above === 'Arguments' || above === 'Parameters'
}

function keyOf(pair: Pair): string | undefined {
  return isScalar(pair.key) && typeof pair.key.value === 'string' ? pair.key.value : undefined
}

/** `book-van` as `BookVan`: what CloudFormation takes for an id. */
export function pascal(name: string): string {
  return name.replace(/(?:^|[^a-z\d])([a-z\d])/gi, (_, letter: string) => letter.toUpperCase())
}
