import type { Permission } from '../asl/role/index.ts'
import { arn, att, COMMENT, ref, sub, type Value } from './expression.ts'
import { pascal, type Named } from './names.ts'
import type { Plan, PlannedMachine } from './plan.ts'

/** Ids in a template, by kind. */
const ENDINGS: Partial<Record<Named['kind'], string>> = { function: 'Function', table: 'Table', queue: 'Queue', topic: 'Topic', bus: 'Bus', bucket: 'Bucket', cluster: 'Cluster', task: 'Task', role: 'Role' }

/** The id of a resource in the template: `BookVanFunction`. */
export function idOf({ kind, name }: Named): string {
  return pascal(name) + (ENDINGS[kind] ?? '')
}

/** The host of the actor's own address: `https://HOST/`. */
const HOST: Value = { 'Fn::Select': [2, { 'Fn::Split': ['/', att('ActorUrl', 'FunctionUrl')] }] }

/** What is filled in for a placeholder. */
export function valueOf(placeholder: string, named: Named): Value {
  switch (named.kind) {
    case 'queues': return sub('https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/${AWS::StackName}-')
    case 'machine': return sub(machineArn(named.name))
    case 'connection': return att(`${placeholder}Connection`, 'Arn')
    case 'host': return HOST
    case 'region': return ref('AWS::Region')
    case 'account': case 'given': return ref(placeholder)
    default: return ref(idOf(named))
  }
}

function machineArn(name: string): string {
  return arn('states', `stateMachine:\${AWS::StackName}-${name}`)
}

/** The values of a machine's placeholders, by name. */
export function substitutionsOf({ names }: PlannedMachine): Record<string, Value> {
  return Object.fromEntries([...names].map(([placeholder, named]) => [placeholder, valueOf(placeholder, named)]))
}

/** A policy's statements for a machine. */
export function statementsOf(machine: PlannedMachine, plan: Plan): Value[] {
  return machine.permissions.map((permission) => {
    const { actions, resources, condition } = narrowed(permission, machine, plan)
    return {
      [COMMENT]: permission.reasons.join('; '),
      Effect: 'Allow',
      Action: one([...actions].sort()),
      Resource: one(resources.map((text) => filledIn(text, machine))),
      ...condition && Object.keys(condition).length > 0 ? { Condition: Object.fromEntries(Object.entries(condition).map(([operator, keys]) => [operator, Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, one(values.map((text) => filledIn(text, machine)))]))])) } : {},
    }
  })
}

function one(values: Value[]): Value {
  return values.length === 1 ? values[0]! : values
}

/** What a definition leaves open is known here where the stack makes it: its queues, its machines, its connection's secret. */
function narrowed(permission: Permission, machine: PlannedMachine, { queues, connections, given }: Plan): Permission {
  const all = permission.resources.flatMap((text) => {
    if (text.endsWith(':secret:events!connection/*')) return connections.map((connection) => `\${${connection}Connection.SecretArn}`)
    if (/:sqs:.*:\*$/.test(text)) return queues.filter(({ name }) => !queues.some(({ deadLetters }) => deadLetters === name)).map(({ name }) => `\${${pascal(name)}Queue.Arn}`)
    if (text === '*' && permission.actions.includes('sts:AssumeRole')) return rolesElsewhere(machine, given)
    return [text.replace(/:(execution|stateMachine):\*/, (_, kind: string) => `:${kind}:\${AWS::StackName}-*`)]
  })
  return { ...permission, resources: [...new Set(all)].sort() }
}

/** The roles that a definition puts together of accounts that the stack is told. */
function rolesElsewhere({ definition }: PlannedMachine, given: Plan['given']): string[] {
  const role = /:role\/([\w+=,.@-]+)/.exec(JSON.stringify(definition))?.[1]
  return role === undefined ? ['*'] : Object.keys(given).map((account) => `arn:\${AWS::Partition}:iam::\${${account}}:role/${role}`)
}

/** A text with placeholders of a definition, as CloudFormation fills it in. */
function filledIn(text: string, { names }: PlannedMachine): Value {
  const variables: Record<string, Value> = {}
  const written = text.replace(/\$\{([\w.-]+)\}/g, (whole, placeholder: string) => {
    const named = names.get(placeholder)
    if (named) {
      const value = valueOf(placeholder, named) as Record<string, Value>
      if (typeof value.Ref === 'string') return `\${${value.Ref}}`
      if (Array.isArray(value['Fn::GetAtt'])) return `\${${value['Fn::GetAtt'].join('.')}}`
      if (typeof value['Fn::Sub'] === 'string') return value['Fn::Sub']
      variables[placeholder] = value
      return whole
    }
    const queue = names.get(placeholder.replace(/Arn$/, ''))
    if (queue?.kind === 'queue') return `\${${idOf(queue)}.Arn}`
    const nested = [...names].find(([name, { kind }]) => kind === 'machine' && `${name.replace(/Arn$/, '')}Executions` === placeholder)?.[1]
    return nested ? arn('states', `execution:\${AWS::StackName}-${nested.name}:*`) : whole
  })
  if (Object.keys(variables).length > 0) return { 'Fn::Sub': [written, variables] }
  return written.includes('${') ? simple(written) : written
}

/** `${Topic}` alone is a reference. */
function simple(text: string): Value {
  const whole = /^\$\{(\w+)(?:\.(\w+))?\}$/.exec(text)
  if (!whole) return sub(text)
  return whole[2] === undefined ? ref(whole[1]!) : att(whole[1]!, whole[2])
}
