import { basename, dirname, extname } from 'node:path'
import { isObject, type Diagnostic, type Json, type JsonObject, type ParsedDefinition } from '../../../asl/index.ts'
import { sayCdk } from './cloud-assembly.ts'
import { machinesOf, serverlessMachines, type TemplateMachine } from './machines.ts'

/**
 * Recognises files that have a state machine in them, and are no definition themselves: SAM and CloudFormation templates, CDK apps and what
 * they write, serverless files, Terraform, what `describe-state-machine` prints.
 *
 * @param parsed the file's text, read as a definition
 * @param file its name, as it was given
 * @returns one sentence with the place of the machine; undefined where the file may be a definition
 */
export function recogniseTemplate(parsed: ParsedDefinition, file: string): Diagnostic | undefined {
  const code = recogniseCode(parsed.text, file)
  if (code !== undefined) return told(parsed, code.message, code.line)
  const value = valueOf(parsed)
  if (value === undefined || isObject(value.States ?? null)) return undefined
  const kind = kindOf(value)
  if (kind !== undefined) return located(parsed, `a ${kind}`, machinesIn(kind, value, file))
  if (basename(file) === 'cdk.json' || (typeof value.app === 'string' && isObject(value.context ?? null))) return told(parsed, sayCdk('the configuration of a CDK app', dirname(file)))
  if (isObject(value.artifacts ?? null) && typeof value.version === 'string') return told(parsed, sayCdk('the manifest of what cdk synth has written', dirname(file)))
  if (isObject(value.tree ?? null) && String(value.version).startsWith('tree-')) return told(parsed, sayCdk('the tree of what cdk synth has written', dirname(file)))
  if (typeof value.stateMachineArn === 'string' && typeof value.definition === 'string') {
    return told(parsed, 'this is what describe-state-machine prints; the definition is the text in its field definition: save that into a file of its own, for example with jq -r .definition', lineOf(parsed, ['definition']))
  }
  return undefined
}

/** The kinds of files that machines are read from. */
export type TemplateKind = 'SAM template' | 'CloudFormation template' | 'serverless file'

/** Which of them a file is, by what it holds; undefined where it is none. */
export function kindOf(value: JsonObject): TemplateKind | undefined {
  if (isObject(value.States ?? null)) return undefined
  if (isSam(value)) return 'SAM template'
  if (isCloudFormation(value)) return 'CloudFormation template'
  return value.service !== undefined && (value.provider !== undefined || value.stepFunctions !== undefined) ? 'serverless file' : undefined
}

/** The machines of such a file, in its order. */
export function machinesIn(kind: TemplateKind, value: JsonObject, file: string): TemplateMachine[] {
  return kind === 'serverless file' ? serverlessMachines(value, file) : machinesOf(value.Resources, ['Resources'], file)
}

/** A template may be longer than any definition. */
function valueOf({ definition, text }: ParsedDefinition): JsonObject | undefined {
  if (definition !== undefined) return definition as unknown as JsonObject
  if (!/AWS::(?:Serverless|StepFunctions)::|"artifacts"|"tree"/.test(text)) return undefined
  try {
    const value = JSON.parse(text) as Json
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isSam({ Transform, Resources }: JsonObject): boolean {
  const transforms = Array.isArray(Transform) ? Transform : [Transform]
  return transforms.some((one) => typeof one === 'string' && one.startsWith('AWS::Serverless-')) || hasType(Resources, /^AWS::Serverless::/)
}

function isCloudFormation({ AWSTemplateFormatVersion, Resources }: JsonObject): boolean {
  return AWSTemplateFormatVersion !== undefined || hasType(Resources, /^(?:AWS|Custom|Alexa)::/)
}

function hasType(resources: Json | undefined, type: RegExp): boolean {
  return isObject(resources ?? null) && Object.values(resources as JsonObject).some((one) => isObject(one) && typeof one.Type === 'string' && type.test(one.Type))
}

const LANGUAGES: Record<string, string> = { '.ts': 'TypeScript', '.mts': 'TypeScript', '.js': 'JavaScript', '.mjs': 'JavaScript', '.cjs': 'JavaScript', '.py': 'Python', '.java': 'Java', '.cs': 'C#', '.go': 'Go' }

const CDK = /aws-cdk-lib|@aws-cdk\/|aws_cdk|awscdk|Amazon\.CDK/

function recogniseCode(text: string, file: string): { message: string, line?: number } | undefined {
  const ending = extname(file).toLowerCase()
  const language = LANGUAGES[ending]
  if (language !== undefined) {
    return { message: CDK.test(text) ? sayCdk(`the code of a CDK app (${language})`, dirname(file)) : `this is ${language}, not a definition` }
  }
  if (ending !== '.tf') return undefined
  const lines = text.split('\n')
  const found = lines.flatMap((row, index) => {
    const name = /^\s*resource\s+"aws_sfn_state_machine"\s+"([^"]+)"/.exec(row)?.[1]
    return name === undefined ? [] : [{ name, line: index + 1 }]
  })
  return found.length === 0
    ? { message: 'this is a Terraform file without a state machine' }
    : { message: `this is a Terraform file, not a definition; the definition of its state machine ${found.map(({ name, line }) => `${name} is the argument definition of aws_sfn_state_machine.${name}, line ${line}`).join(', of ')}`, line: found[0]!.line }
}

function located(parsed: ParsedDefinition, what: string, machines: readonly TemplateMachine[]): Diagnostic {
  if (machines.length === 0) return told(parsed, `this is ${what} without a state machine`)
  const [first] = machines
  const places = machines.map(({ name, place, file }) => `${name} is ${file === undefined ? `at ${place.join('.')}${spelledLine(lineOf(parsed, place))}` : `in ${file}`}`)
  const outside = machines.every(({ file }) => file !== undefined)
  const advice = outside ? 'name that file' : 'to have it read, put it into a file of its own'
  return told(parsed, `this is ${what}, not a definition; its state machine ${places.join(', and ')}: ${advice}`, lineOf(parsed, first!.place), columnOf(parsed, first!.place))
}

function spelledLine(line: number | undefined): string {
  return line === undefined ? '' : `, line ${line}`
}

function lineOf(parsed: ParsedDefinition, place: readonly string[]): number | undefined {
  return parsed.rangeAt(place)?.start.line
}

function columnOf(parsed: ParsedDefinition, place: readonly string[]): number | undefined {
  return parsed.rangeAt(place)?.start.column
}

function told(parsed: ParsedDefinition, message: string, line = 1, column = 1): Diagnostic {
  const start = { line, column }
  return { severity: 'ERROR', code: 'NOT_A_DEFINITION', message, range: { start, end: start }, ...(parsed.file === undefined ? {} : { file: parsed.file }) }
}
