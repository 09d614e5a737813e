import { dataLosses, formatDiagnostic, parseDefinition, type Json } from '../../asl/index.ts'
import { CommandError } from '../problems.ts'
import { write, type Terminal } from '../terminal.ts'
import { readText, STDIN } from './read-text.ts'

type Streams = Pick<Terminal, 'stdin' | 'stderr'>

/**
 * An argument that is JSON, or `@FILE` with JSON or YAML in it. Standard error hears of what is not kept as it is written.
 *
 * @param name the option, for messages
 * @throws CommandError where it is neither, or holds a number that no JSON reader can keep
 */
export async function readJsonArgument(name: string, argument: string, streams: Streams): Promise<Json> {
  const value = await readValue(name, argument, streams)
  const place = tooLarge(value)
  if (place !== undefined) throw new CommandError(`${name} holds a number that is too large for JSON${place === '' ? '' : `, at ${place}`}`)
  return value
}

async function readValue(name: string, argument: string, { stdin, stderr }: Streams): Promise<Json> {
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
  const shown = file === '-' ? STDIN : file
  const text = await readText(file, stdin)
  await sayLosses(text, shown, stderr)
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    const { definition, diagnostics } = parseDefinition(text, { file: shown })
    const problem = diagnostics.find(({ severity }) => severity === 'ERROR')
    if (definition !== undefined && problem === undefined && !/\.json$/i.test(file)) return definition as unknown as Json
    throw new CommandError(problem ? formatDiagnostic(problem) : `${shown} is no JSON: ${(error as Error).message}`)
  }
}

/** Warns of numbers and keys in data that are not kept as they are written, one line each. */
async function sayLosses(text: string, file: string, stderr: Terminal['stderr']): Promise<void> {
  for (const loss of dataLosses(text, { file })) await write(stderr, `${formatDiagnostic(loss)}\n`)
}

/** The JSON pointer of a number such as 1e999, which JSON allows and no reader can hold; undefined where there is none. */
function tooLarge(value: Json): string | undefined {
  const open: [Json, string][] = [[value, '']]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [item, pointer] = next
    if (typeof item === 'number' && !Number.isFinite(item)) return pointer
    if (typeof item === 'object' && item !== null) open.push(...Object.entries(item).map(([key, member]): [Json, string] => [member as Json, `${pointer}/${key}`]))
  }
  return undefined
}
