import type { Diagnostic } from '../asl/index.ts'
import type { SetUp } from '../simulation/play/set-up.ts'
import { existsSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Loads a pattern's handlers.ts.
 *
 * @param file its path, as messages shall name it
 * @returns `handlers`: the path where there is such a file, and what it exports, or what is wrong with it
 */
export async function readHandlers(file: string): Promise<{ handlers?: string, setUp?: SetUp, diagnostics: Diagnostic[] }> {
  if (!existsSync(file))
    return { diagnostics: [] }
  try {
    // The ending tells loaders that look at it what this is; what is before it makes a changed file another module.
    const address = `${pathToFileURL(resolve(file)).href}?changed=${statSync(file).mtimeMs}.ts`
    const { setUp } = await import(/* @vite-ignore */ address) as { setUp?: SetUp }
    if (typeof setUp === 'function')
      return { handlers: file, setUp, diagnostics: [] }
    return { handlers: file, diagnostics: [handlersError(file, 'handlers.ts exports no function setUp')] }
  }
  catch (thrown) {
    return { handlers: file, diagnostics: [handlersError(file, `handlers.ts can’t be loaded: ${messageOf(thrown)}`, thrown)] }
  }
}

/**
 * What went wrong in a handlers.ts.
 *
 * @param file its path, as messages shall name it
 * @param message what to say
 * @param thrown what it threw, which knows the place
 */
export function handlersError(file: string, message: string, thrown?: unknown): Diagnostic {
  const start = placeIn(file, thrown) ?? { line: 1, column: 1 }
  return { severity: 'ERROR', code: 'PATTERN', message, file, range: { start, end: start } }
}

/** The first line of what was thrown; a compiler's message goes on with an excerpt. */
export function messageOf(thrown: unknown): string {
  return (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0]!
}

/**
 * Where in a file something was thrown: from the frames of its stack, or from the excerpt that Node puts before them when it cannot read
 * the file, in which a line of carets stands under what is wrong.
 */
function placeIn(file: string, thrown: unknown): { line: number, column: number } | undefined {
  const stack = thrown instanceof Error ? thrown.stack ?? '' : ''
  const name = basename(file).replaceAll('.', '\\.')
  const frame = new RegExp(`^\\s+at .*${name}(?:\\?[^:]*)?:(\\d+):(\\d+)\\)?$`, 'm').exec(stack)
  if (frame)
    return { line: Number(frame[1]), column: Number(frame[2]) }
  const [, line, excerpt = ''] = new RegExp(`${name}(?:\\?[^:]*)?:(\\d+)\\n([\\s\\S]*?)(?:\\n\\n|$)`).exec(stack) ?? []
  if (line === undefined)
    return undefined
  const carets = excerpt.split('\n').find(row => /^\s*\^+\s*$/.test(row))
  return { line: Number(line), column: (carets?.indexOf('^') ?? 0) + 1 }
}
