import { dirname, join } from 'node:path'
import { isObject, type Json, type JsonObject } from '../../../asl/index.ts'

/** A state machine that a template makes, and where its definition is. */
export interface TemplateMachine {
  name: string
  /** Steps from the top of the template to the field that has it. */
  place: string[]
  /** The file that holds it, where the template only names it; as it can be named on the command line. */
  file?: string
  /** What a CDK app calls it. */
  construct?: string
  /** The field that has the definition; undefined where there is none. */
  field?: string
  /** What stands in that field. */
  value?: Json
  type?: Json
  substitutions: JsonObject
}

/**
 * The state machines among the resources of a SAM or CloudFormation template.
 *
 * @param resources the template's Resources
 * @param place steps from the top of the file to them
 * @param file the template's file, to which the names of others are relative
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html
 */
export function machinesOf(resources: Json | undefined, place: string[], file: string): TemplateMachine[] {
  if (!isObject(resources ?? null)) return []
  return Object.entries(resources as JsonObject).flatMap(([name, resource]) => {
    if (!isObject(resource) || !MACHINE_TYPES.has(String(resource.Type))) return []
    const properties = isObject(resource.Properties ?? null) ? resource.Properties as JsonObject : {}
    const field = FIELDS.find((one) => properties[one] !== undefined)
    const at = [...place, name, ...(field === undefined ? [] : ['Properties', field])]
    const named = field === 'DefinitionUri' || field === 'DefinitionS3Location' ? fileNamed(properties[field], file) : undefined
    const path = isObject(resource.Metadata ?? null) ? (resource.Metadata as JsonObject)['aws:cdk:path'] : undefined
    // Without its path, the id in an app is the one in the template without eight digits.
    const construct = typeof path === 'string' ? path.split('/').at(-2) : /^(.+)[0-9A-F]{8}$/.exec(name)?.[1]
    const type = properties.StateMachineType ?? properties.Type
    return [{
      name,
      place: at,
      ...(named === undefined ? {} : { file: named }),
      ...(construct === undefined ? {} : { construct }),
      ...(field === undefined ? {} : { field, value: properties[field]! }),
      ...(type === undefined ? {} : { type }),
      substitutions: isObject(properties.DefinitionSubstitutions ?? null) ? properties.DefinitionSubstitutions as JsonObject : {},
    }]
  })
}

const MACHINE_TYPES = new Set(['AWS::Serverless::StateMachine', 'AWS::StepFunctions::StateMachine'])

const FIELDS = ['Definition', 'DefinitionUri', 'DefinitionString', 'DefinitionS3Location']

/** A path in place of an S3 address: what `sam package` and `aws cloudformation package` upload. */
function fileNamed(value: Json | undefined, file: string): string | undefined {
  return typeof value === 'string' && !/^s3:|\$\{/.test(value) ? join(dirname(file), value) : undefined
}

/**
 * The state machines of a serverless.yml: those of its Step Functions plugin, and those among its resources.
 *
 * @see https://github.com/serverless-operations/serverless-step-functions
 */
export function serverlessMachines(value: JsonObject, file: string): TemplateMachine[] {
  const plugin = isObject(value.stepFunctions ?? null) ? (value.stepFunctions as JsonObject).stateMachines : undefined
  const own = isObject(plugin ?? null) ? Object.entries(plugin as JsonObject) : []
  const resources = isObject(value.resources ?? null) ? (value.resources as JsonObject).Resources : undefined
  return [...own.map(([name, machine]) => pluginMachine(name, machine, file)), ...machinesOf(resources, ['resources', 'Resources'], file)]
}

function pluginMachine(name: string, machine: Json, file: string): TemplateMachine {
  const fields = isObject(machine) ? machine : { definition: machine }
  const { definition, type, definitionSubstitutions } = fields as JsonObject
  const [, path] = typeof definition === 'string' ? /^\$\{file\(([^)]+)\)\}$/.exec(definition) ?? [] : []
  return {
    name,
    place: ['stepFunctions', 'stateMachines', name, ...(isObject(machine) ? ['definition'] : [])],
    ...(path === undefined ? {} : { file: join(dirname(file), path) }),
    ...(definition === undefined ? {} : { field: 'definition', value: definition }),
    ...(type === undefined ? {} : { type }),
    substitutions: isObject(definitionSubstitutions ?? null) ? definitionSubstitutions as JsonObject : {},
  }
}
