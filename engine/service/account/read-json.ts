import type { Json } from '../../asl/index.ts'
import { JsonSyntaxError, scanJson } from '../../asl/definition/source/json-source.ts'
import { LineIndex } from '../../asl/definition/source/source-text.ts'

/**
 * Reads JSON text, and says what is wrong with it in the words of the parser that the service uses.
 *
 * @param text an input, an output, a definition
 * @param refuse makes the refusal of the reason, and of where in the text that is: `[Source: (String)"{"; line: 1, column: 2]`
 */
export function readJson(text: string, refuse: (reason: string, source: string) => Error): Json {
  try {
    return JSON.parse(text) as Json
  }
  catch {
    const [reason, offset] = problemOf(text)
    throw refuse(reason, sourceOf(text, offset))
  }
}

function problemOf(text: string): [reason: string, offset: number] {
  try {
    const { substitutions } = scanJson(text)
    const offset = substitutions[0]?.start ?? 0
    return [`Unexpected character ('${text[offset] ?? ''}' (code ${text.charCodeAt(offset)})): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`, offset]
  }
  catch (thrown) {
    return [(thrown as Error).message, thrown instanceof JsonSyntaxError ? thrown.offset : 0]
  }
}

/** The parser quotes so much of a text. */
const MOST_SHOWN = 500

function sourceOf(text: string, offset: number): string {
  const { line, column } = new LineIndex(text).position(offset)
  const shown = text.length > MOST_SHOWN ? `"${text.slice(0, MOST_SHOWN)}"[truncated ${text.length - MOST_SHOWN} chars]` : `"${text}"`
  return `[Source: (String)${shown}; line: ${line}, column: ${column}]`
}
