import type { Readable } from 'node:stream'
import { ACCOUNT, isObject, parseDefinition, REGION, type Json, type JsonObject, type ParsedDefinition, type StateMachineDefinition } from '../../../asl/index.ts'
import { embedded, embeddedText, fillVariables, Intrinsics, longForm, originOf, type Where } from '../../../asl/templates/index.ts'
import { readText } from '../read-text.ts'
import { assetFile } from './cloud-assembly.ts'
import { refusal, textOf, type FoundMachine } from './find-machines.ts'

/** A machine's definition as its template has it, before anything is filled in. */
export interface ReadMachine {
  parsed: ParsedDefinition
  type?: 'STANDARD' | 'EXPRESS'
  /** Values of placeholders that the template says. */
  values: Record<string, string>
  /** By placeholder: what it is, where only a deployment knows its value. */
  origins: ReadonlyMap<string, string>
  /** Names beside the definition's own placeholders that a value can be given for. */
  known: ReadonlySet<string>
}

/** Where simulated executions run. */
const SIMULATED: Where = { partition: 'aws', region: REGION, account: ACCOUNT }

/**
 * Reads the definition of a machine in a template, wherever the template has it.
 *
 * @param found the machine
 * @param given values by the names of placeholders; they win over the template's
 * @throws CommandError with file and line, where the definition is in S3, or known only to a deployment, or is not there
 */
export async function readMachine(found: FoundMachine, stdin: Readable, given: Readonly<Record<string, string>>, where: Where = SIMULATED): Promise<ReadMachine> {
  const { kind, value } = found
  const origins = new Map<string, string>()
  const filled = (part: Json): Json => (kind === 'serverless file' ? fillVariables(part, value, given, where, origins) : part)
  const context = kind === 'serverless file' ? filled(value.resources ?? {}) : value
  const intrinsics = new Intrinsics(isObject(context) ? context : {}, given, where)
  const parsed = await definitionOf(found, stdin, intrinsics, filled)
  const values: Record<string, string> = {}
  const { substitutions, type } = found.machine
  for (const [name, one] of Object.entries(filled(substitutions) as JsonObject)) {
    const plain = textOf(intrinsics.plain(one))
    if (plain === undefined) intrinsics.origins.set(name, originOf(one))
    else values[name] = plain
  }
  const machineType = type === undefined ? undefined : textOf(intrinsics.plain(filled(type)))
  return {
    parsed,
    ...(machineType === 'STANDARD' || machineType === 'EXPRESS' ? { type: machineType } : {}),
    values,
    origins: new Map([...origins, ...intrinsics.origins]),
    known: new Set([...intrinsics.asked, ...origins.keys(), ...Object.keys(substitutions)]),
  }
}

async function definitionOf(found: FoundMachine, stdin: Readable, intrinsics: Intrinsics, filled: (part: Json) => Json): Promise<ParsedDefinition> {
  const { machine, template, kind } = found
  const { name, field, value, place } = machine
  if (field === undefined || value === undefined) throw refusal(found, `${name} has no definition: one of Definition, DefinitionString, DefinitionUri and DefinitionS3Location has to be there`)
  const file = machine.file ?? fileBeside(found, intrinsics)
  if (file !== undefined) return inFile(file, found, stdin, intrinsics, filled)
  if (field === 'DefinitionUri' || field === 'DefinitionS3Location') throw refusal(found, `the definition of ${name} is in S3, and nothing is fetched from there: download it, and name that file`)
  const resolved = intrinsics.resolve(filled(value))
  const placeholder = typeof resolved === 'string' ? /^\s*\$\{([\w-]+)\}\s*$/.exec(resolved)?.[1] : undefined
  if (placeholder !== undefined) throw refusal(found, `the definition of ${name} is ${kind === 'serverless file' ? String(value) : intrinsics.origins.get(placeholder) ?? placeholder}, which only a deployment knows`)
  if (typeof resolved === 'string') return embeddedText(template, place, resolved)
  if (!isObject(resolved ?? null)) throw refusal(found, `the definition of ${name} is neither an object nor text`)
  const definition = resolved as JsonObject
  const transform = Object.keys(definition).find((key) => key.startsWith('Fn::'))
  if (transform !== undefined) throw refusal(found, `the definition of ${name} is made by ${transform}, which only a deployment can do`)
  return embedded(template, place, definition)
}

/** What `cdk synth` has put beside its template, to be brought to a bucket. */
function fileBeside({ machine, template }: FoundMachine, intrinsics: Intrinsics): string | undefined {
  const { field, value } = machine
  if (field !== 'DefinitionS3Location' || !isObject(value ?? null)) return undefined
  const key = textOf(intrinsics.plain((value as JsonObject).Key ?? null))
  return key === undefined || template.file === undefined ? undefined : assetFile(template.file, key)
}

/** Only the plugin for serverless looks for functions in a file that is named: to the others it is a definition as it stands. */
async function inFile(file: string, found: FoundMachine, stdin: Readable, intrinsics: Intrinsics, filled: (part: Json) => Json): Promise<ParsedDefinition> {
  const text = await readText(file, stdin).catch((error: Error) => {
    throw refusal(found, `the definition of ${found.machine.name} is in ${file}: ${error.message}`)
  })
  if (found.machine.field !== 'definition') return parseDefinition(text, { file })
  const parsed = parseDefinition(text, { file, tags: longForm })
  if (parsed.definition === undefined) return parsed
  return { ...parsed, definition: intrinsics.resolve(filled(parsed.definition as unknown as Json)) as unknown as StateMachineDefinition }
}
