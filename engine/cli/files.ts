import { readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { text as readAll } from 'node:stream/consumers'
import { dataLosses, formatDiagnostic, parseDefinition, withoutByteOrderMark, type Json, type ParsedDefinition, type StateMachineDefinition } from '../asl/index.ts'
import { CommandError } from './problems.ts'
import { write, type Terminal } from './terminal.ts'

const REASONS: Record<string, string> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'permission denied' }

/** The text of a file, or of standard input where the name is `-`. */
export async function readText(file: string, stdin: Readable): Promise<string> {
  if (file === '-') return readAll(stdin)
  try {
    return withoutByteOrderMark(readFileSync(file, 'utf8'))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new CommandError(`${file} can not be read: ${REASONS[code ?? ''] ?? message}`)
  }
}

/** A definition's text, parsed. Messages call standard input `<stdin>`. */
export async function readParsed(file: string, stdin: Readable): Promise<ParsedDefinition> {
  return parseDefinition(await readText(file, stdin), { file: file === '-' ? '<stdin>' : file })
}

/** A definition that has to be there; the first thing wrong with its text ends the command. */
export async function readDefinition(file: string, stdin: Readable): Promise<{ parsed: ParsedDefinition, definition: StateMachineDefinition }> {
  const parsed = await readParsed(file, stdin)
  if (parsed.definition !== undefined) return { parsed, definition: parsed.definition }
  const [problem] = parsed.diagnostics
  throw new CommandError(problem ? formatDiagnostic(problem) : `${file} holds no definition`, 1)
}

/** An argument that is JSON, or `@FILE` with JSON or YAML in it. Standard error hears of what is not kept as it is written. */
export async function readJsonArgument(name: string, argument: string, { stdin, stderr }: Pick<Terminal, 'stdin' | 'stderr'>): Promise<Json> {
  if (!argument.startsWith('@')) {
    try {
      const value = JSON.parse(argument) as Json
      await sayLosses(argument, name, stderr)
      return value
    } catch (error) {
      throw new CommandError(`${name} is no JSON: ${(error as Error).message} (to read it from a file, write ${name} @FILE)`)
    }
  }
  const file = argument.slice(1)
  const text = await readText(file, stdin)
  await sayLosses(text, file === '-' ? '<stdin>' : file, stderr)
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    const { definition, diagnostics } = parseDefinition(text, { file })
    if (definition !== undefined && !/\.json$/i.test(file)) return definition as unknown as Json
    const [problem] = diagnostics
    throw new CommandError(problem ? formatDiagnostic(problem) : `${file} is no JSON: ${(error as Error).message}`)
  }
}

/** Warns of numbers and keys in data that are not kept as they are written, one line each. */
export async function sayLosses(text: string, file: string, stderr: Terminal['stderr']): Promise<void> {
  for (const loss of dataLosses(text, { file })) await write(stderr, `${formatDiagnostic(loss)}\n`)
}
