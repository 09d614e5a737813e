import { statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { formatDiagnostic, parseDefinition, validate, type Diagnostic, type ParsedDefinition } from '../../asl/index.ts'
import type { Where } from '../../asl/templates/index.ts'
import { CommandError, EXIT } from '../problems.ts'
import type { Definition, SourcedDefinition } from './definition.ts'
import { readText, STDIN } from './read-text.ts'
import { fillIn, readSubstitutions, refuseStray } from './substitutions.ts'
import { isCloudAssembly, sayCdk } from './templates/cloud-assembly.ts'
import { findMachines, machinesOfAssembly, pickMachine } from './templates/find-machines.ts'
import { readMachine, type ReadMachine } from './templates/read-machine.ts'
import { recogniseTemplate } from './templates/recognise.ts'

/** A file as every command reads it: its text, parsed, and whether it is something else that has a machine in it. */
export interface Source {
  parsed: ParsedDefinition
  /** One sentence, where the file is a template or code. */
  template?: Diagnostic
}

/**
 * Reads a file that should be a definition. Messages call standard input `<stdin>`.
 *
 * @param file its name, or `-`
 * @throws CommandError when it can not be read
 */
export async function readSource(file: string, stdin: Readable): Promise<Source> {
  if (file !== '-' && isCloudAssembly(file)) throw new CommandError(`${file}: ${sayCdk('a folder that cdk synth has written', file)}`)
  return sourceOf(await readText(file, stdin), file)
}

function sourceOf(text: string, file: string): Source {
  const parsed = parseSource(text, file)
  const template = recogniseTemplate(parsed, file)
  return { parsed, ...(template === undefined ? {} : { template }) }
}

/** A text as a definition; messages call standard input `<stdin>`. */
export function parseSource(text: string, file: string): ParsedDefinition {
  return parseDefinition(text, { file: file === '-' ? STDIN : file })
}

/** What commands that read one definition take, beside the file. */
export interface Reading {
  /** What the caller gave with --substitute. */
  substitute?: readonly string[]
  /** Which machine of a template is meant, from --at. */
  at?: string | undefined
  /** The place that a template's `AWS::Region` and the like stand for; the simulated account otherwise. */
  where?: Where
}

/**
 * Reads a definition that has to be there: a file of its own, or a machine in a template. The first thing wrong with its text ends the command:
 * it is no JSON, it has a key twice.
 *
 * @throws CommandError with one sentence that has the place
 */
export async function readDefinition(file: string, stdin: Readable, { substitute = [], at, where }: Reading = {}): Promise<SourcedDefinition> {
  const values = readSubstitutions(substitute)
  const text = file !== '-' && isCloudAssembly(file) ? undefined : await readText(file, stdin)
  const machines = text === undefined ? machinesOfAssembly(file) : findMachines(text, file)
  if (machines !== undefined && machines.length > 0) return fromTemplate(await readMachine(pickMachine(machines, at, file), stdin, values, where), values)
  if (text === undefined) throw new CommandError(`${file}: ${sayCdk('a folder that cdk synth has written', file)}`)
  const { parsed, template } = sourceOf(text, file)
  if (template !== undefined) throw new CommandError(formatDiagnostic(template))
  refuseWrongText(parsed)
  if (at !== undefined) throw new CommandError(`--at picks a state machine of a template, and ${file} is a definition`)
  refuseStray([parsed], values)
  return fillIn(parsed, values)
}

function fromTemplate({ parsed, values, known, ...more }: ReadMachine, given: Readonly<Record<string, string>>): SourcedDefinition {
  refuseWrongText(parsed)
  refuseStray([parsed], given, known)
  return { ...fillIn(parsed, { ...values, ...given }), ...more }
}

function refuseWrongText({ diagnostics }: ParsedDefinition): void {
  const problem = diagnostics.find(({ severity }) => severity === 'ERROR')
  if (problem) throw new CommandError(formatDiagnostic(problem), EXIT.no)
}

/**
 * Ends the command where a definition has no states, in the words of `asl validate`: there is nothing to draw.
 *
 * @throws CommandError
 */
export function needStates({ parsed, definition }: Definition): void {
  const states = definition.States as unknown
  if (typeof states === 'object' && states !== null && !Array.isArray(states) && Object.keys(states).length > 0) return
  const problem = validate(parsed, { advice: false }).diagnostics.find(({ severity }) => severity === 'ERROR')
  throw new CommandError(problem ? formatDiagnostic(problem) : `${parsed.file} has no states`, EXIT.no)
}

/** Whether a name is that of a folder. */
export function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true
}
