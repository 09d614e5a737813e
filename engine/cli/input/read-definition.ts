import { statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { formatDiagnostic, parseDefinition, validate, type Diagnostic, type ParsedDefinition } from '../../asl/index.ts'
import { CommandError, EXIT } from '../problems.ts'
import type { Definition } from './definition.ts'
import { readText, STDIN } from './read-text.ts'
import { fillIn, readSubstitutions, refuseStray } from './substitutions.ts'
import { isCloudAssembly, sayCdk } from './templates/cloud-assembly.ts'
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
  const text = await readText(file, stdin)
  const parsed = parseDefinition(text, { file: file === '-' ? STDIN : file })
  const template = recogniseTemplate(parsed, file)
  return { parsed, ...(template === undefined ? {} : { template }) }
}

/**
 * Reads a definition that has to be there. The first thing wrong with its text ends the command: it is no JSON, it has a key twice.
 *
 * @param options.substitute what the caller gave with --substitute
 * @throws CommandError with one sentence that has the place
 */
export async function readDefinition(file: string, stdin: Readable, { substitute = [] }: { substitute?: readonly string[] } = {}): Promise<Definition> {
  const { parsed, template } = await readSource(file, stdin)
  if (template !== undefined) throw new CommandError(formatDiagnostic(template))
  const problem = parsed.diagnostics.find(({ severity }) => severity === 'ERROR')
  if (problem) throw new CommandError(formatDiagnostic(problem), EXIT.no)
  const values = readSubstitutions(substitute)
  refuseStray([parsed], values)
  return fillIn(parsed, values)
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
