import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { formatDiagnostic, isObject, parseDefinition, withoutByteOrderMark, type Json, type JsonObject, type ParsedDefinition } from '../../../asl/index.ts'
import { longForm } from '../../../asl/templates/index.ts'
import { orNear } from '../../../simulation/near-name.ts'
import { CommandError } from '../../problems.ts'
import { reasonOf } from '../../reasons.ts'
import { STDIN } from '../read-text.ts'
import { isCloudAssembly, templateFiles } from './cloud-assembly.ts'
import type { TemplateMachine } from './machines.ts'
import { kindOf, machinesIn, type TemplateKind } from './recognise.ts'

/** A state machine, and the template that makes it. */
export interface FoundMachine {
  machine: TemplateMachine
  kind: TemplateKind
  template: ParsedDefinition
  value: JsonObject
}

/**
 * The machines of a file that is a template.
 *
 * @param text the file's text
 * @param file its name, or `-`
 * @returns undefined where it is none, or has something wrong with its text
 * @throws CommandError where what cdk synth has written can not be read
 */
export function findMachines(text: string, file: string): FoundMachine[] | undefined {
  const isTemplateFile = file === '-' || /\.(?:json|ya?ml|template)$/i.test(file)
  if (!isTemplateFile || !/AWS::|stepFunctions|"artifacts"|"app"/.test(text)) return undefined
  const template = parseDefinition(text, { file: file === '-' ? STDIN : file, tags: longForm })
  const value = template.definition as unknown as JsonObject | undefined
  if (value === undefined) return undefined
  const kind = kindOf(value)
  if (kind !== undefined) return machinesIn(kind, value, file).map((machine) => ({ machine, kind, template, value }))
  const written = assemblyOf(file, value)
  return written === undefined ? undefined : machinesOfAssembly(written)
}

/** The folder that `cdk synth` has written, by a file that names it; undefined where there is none. */
function assemblyOf(file: string, value: JsonObject): string | undefined {
  if (isObject(value.artifacts ?? null) && typeof value.version === 'string') return dirname(file)
  const written = join(dirname(file), 'cdk.out')
  return basename(file) === 'cdk.json' && isCloudAssembly(written) ? written : undefined
}

/** The machines of all templates in a folder that `cdk synth` has written. */
export function machinesOfAssembly(folder: string): FoundMachine[] {
  return templateFiles(folder).flatMap((file) => {
    try {
      return findMachines(withoutByteOrderMark(readFileSync(file, 'utf8')), file) ?? []
    } catch (error) {
      throw new CommandError(`${file} can not be read: ${reasonOf(error)}`)
    }
  })
}

/**
 * The one machine that is meant.
 *
 * @param found the machines of a file
 * @param at what --at says: the id in the template, or what the CDK app calls it
 * @param file the file as it was named
 * @throws CommandError where there is none, or where there are several and none is picked
 */
export function pickMachine(found: readonly FoundMachine[], at: string | undefined, file: string): FoundMachine {
  const names = found.map(({ machine }) => machine.name)
  const [first] = found
  if (first === undefined) throw new CommandError(`${file}: there is no state machine in it`)
  if (at === undefined) {
    if (found.length === 1) return first
    throw refusal(first, `there are several state machines in it: ${names.map((name, index) => `${name}${lineOf(found[index]!)}`).join(', ')}; --at NAME picks one`)
  }
  const exact = found.filter(({ machine }) => machine.name === at)
  const meant = exact.length > 0 ? exact : found.filter(({ machine }) => machine.construct === at)
  if (meant.length === 1) return meant[0]!
  if (meant.length > 1) throw refusal(first, `${at} is in several templates: ${meant.map(({ template }) => template.file).join(', ')}; name one of them in place of ${file}`)
  throw refusal(first, `there is no state machine ${at}${orNear(at, names, 'there is')}`)
}

function lineOf({ machine, template }: FoundMachine): string {
  const line = template.rangeAt(machine.place)?.start.line
  return line === undefined ? '' : ` (line ${line})`
}

/** A sentence at a machine's place, with which the command ends. */
export function refusal({ machine, template }: Pick<FoundMachine, 'machine' | 'template'>, message: string): CommandError {
  const range = template.rangeAt(machine.place)
  return new CommandError(formatDiagnostic({ severity: 'ERROR', code: 'STATE_MACHINE', message, ...(range === undefined ? {} : { range }), ...(template.file === undefined ? {} : { file: template.file }) }))
}

/** A value as text, where it is one. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}
