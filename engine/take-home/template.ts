import { Document, isNode, Scalar, visit, YAMLMap, YAMLSeq, type Node } from 'yaml'
import type { Json } from '../asl/index.ts'
import { actorFunction, RUNTIME } from './actor-resources.ts'
import { actorOf } from './actor.ts'
import { COMMENT, stacked, type Value } from './expression.ts'
import type { Plan, PlannedMachine } from './plan.ts'
import { machineValues, outputsOf, parametersOf, resourcesOf, watching } from './resources.ts'

/** A template that is given in the call, and not through a bucket, has at most so many bytes. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const TEMPLATE_BYTES = 51_200

/**
 * One template with everything in it, definitions and code too: no bucket, no bootstrap.
 *
 * @returns YAML
 */
export function cloudFormation(plan: Plan): string {
  return template(plan, {
    Actor: { Type: 'AWS::Lambda::Function', Properties: actorFunction(plan, { Code: { ZipFile: actorOf(plan) } }) },
    ...Object.fromEntries(plan.machines.map((machine) => {
      const { condition, values } = machineValues(machine)
      const { logging, traced } = watching(machine)
      return [machine.name, {
        Type: 'AWS::StepFunctions::StateMachine',
        ...condition === undefined ? {} : { Condition: condition },
        ...hasComputedNumbers(machine) ? { Metadata: COMPUTED } : {},
        Properties: {
          StateMachineName: stacked(machine.name),
          StateMachineType: machine.type,
          RoleArn: { 'Fn::GetAtt': [`${machine.name}Role`, 'Arn'] },
          Definition: machine.definition as unknown as Value,
          ...some('DefinitionSubstitutions', values),
          ...logging === undefined ? {} : { LoggingConfiguration: logging },
          ...traced ? { TracingConfiguration: { Enabled: true } } : {},
        },
      }]
    })),
  })
}

/**
 * The same for the SAM CLI, which brings definitions and code from files of the folder.
 *
 * @returns YAML
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
 */
export function sam(plan: Plan): string {
  const { Code: _, FunctionName, ...actor } = actorFunction(plan, {})
  return template(plan, {
    Actor: { Type: 'AWS::Serverless::Function', Properties: { FunctionName: FunctionName!, CodeUri: 'actor/', ...actor, Environment: actor.Environment! } },
    ...Object.fromEntries(plan.machines.map((machine) => {
      const { condition, values } = machineValues(machine)
      const { logging, traced } = watching(machine)
      return [machine.name, {
        Type: 'AWS::Serverless::StateMachine',
        ...condition === undefined ? {} : { Condition: condition },
        Properties: {
          Name: stacked(machine.name),
          Type: machine.type,
          Role: { 'Fn::GetAtt': [`${machine.name}Role`, 'Arn'] },
          DefinitionUri: machineFile(machine),
          ...some('DefinitionSubstitutions', values),
          ...logging === undefined ? {} : { Logging: logging },
          ...traced ? { Tracing: { Enabled: true } } : {},
        },
      }]
    })),
  }, 'AWS::Serverless-2016-10-31')
}

/** cfn-lint 1.51 takes a number that JSONata works out for a mistake; Step Functions does not. */
const COMPUTED: Value = { [COMMENT]: 'cfn-lint takes a number that JSONata works out for a mistake', 'cfn-lint': { config: { ignore_checks: ['E3601'] } } }

function hasComputedNumbers({ definition }: PlannedMachine): boolean {
  return /"(?:TimeoutSeconds|HeartbeatSeconds|MaxConcurrency|ToleratedFailurePercentage|ToleratedFailureCount|MaxItemsPerBatch)":"\{%/.test(JSON.stringify(definition))
}

/** Where a machine's definition is in the folder. */
export function machineFile({ name }: PlannedMachine): string {
  return `machines/${name}.asl.yaml`
}

function some(key: string, values: Record<string, Value>): Record<string, Value> {
  return Object.keys(values).length > 0 ? { [key]: values } : {}
}

function template(plan: Plan, own: Record<string, Value>, transform?: string): string {
  const parameters = parametersOf(plan)
  return written({
    AWSTemplateFormatVersion: '2010-09-09',
    ...transform === undefined ? {} : { Transform: transform },
    Description: `${plan.title}, from Step Functions Advanced Design Patterns (${RUNTIME})`,
    ...some('Parameters', parameters),
    ...plan.costly.length > 0 ? { Conditions: { WithCost: { 'Fn::Equals': [{ Ref: 'WithCost' }, 'yes'] } } } : {},
    Resources: { ...own, ...resourcesOf(plan) },
    Outputs: outputsOf(plan),
  })
}

const FUNCTIONS: Record<string, string> = { 'Ref': '!Ref', 'Fn::Sub': '!Sub', 'Fn::GetAtt': '!GetAtt', 'Fn::Select': '!Select', 'Fn::Split': '!Split', 'Fn::Equals': '!Equals', 'Fn::Base64': '!Base64', 'Fn::GetAZs': '!GetAZs' }

/** YAML with CloudFormation's short tags. What stands in a definition stays as it is. */
function written(value: Record<string, Value>): string {
  const document = new Document(undefined, { version: '1.1' })
  document.contents = node(value) as never
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && scalar.value.includes('\n')) scalar.type = Scalar.BLOCK_LITERAL
    },
  })
  return document.toString({ lineWidth: 0, aliasDuplicateObjects: false } as never)

  function node(one: Value | Json, definition = false): Node {
    if (Array.isArray(one)) {
      const list = new YAMLSeq()
      list.items = one.map((item) => node(item, definition))
      return list
    }
    if (one === null || typeof one !== 'object') return document.createNode(one) as unknown as Node
    const [key, ...others] = Object.keys(one)
    const tag = !definition && key !== undefined && others.length === 0 ? FUNCTIONS[key] : undefined
    if (tag !== undefined) return tagged(tag, one[key!]! as Value)
    const map = new YAMLMap()
    if (!definition && typeof one[COMMENT] === 'string') map.commentBefore = ` ${one[COMMENT]}`
    for (const [name, member] of Object.entries(one)) if (definition || name !== COMMENT) map.set(document.createNode(name), node(member as Value, definition || name === 'Definition'))
    return map
  }

  function tagged(tag: string, inner: Value): Node {
    // A short tag can not stand directly inside another; the outer one is written long then.
    const made = node(tag === '!GetAtt' ? (inner as string[]).join('.') : inner)
    if (!isNode(made)) return made
    if ((made as { tag?: string }).tag !== undefined && FUNCTIONS_LIST.has((made as { tag: string }).tag)) {
      const map = new YAMLMap()
      map.set(document.createNode(Object.entries(FUNCTIONS).find(([, short]) => short === tag)![0]), made)
      return map
    }
    Object.assign(made, { tag })
    return made
  }
}

const FUNCTIONS_LIST = new Set(Object.values(FUNCTIONS))
