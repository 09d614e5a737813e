import type { Json } from '../../asl/index.ts'
import { JsonSyntaxError, scanJson } from '../../asl/definition/source/json-source.ts'
import { LineIndex } from '../../asl/definition/source/source-text.ts'

/**
 * Reads JSON text, and says what is wrong with it in the words of the parser that the service uses.
 *
 * @param text an input, an output
 * @param refuse makes the refusal of the reason
 */
export function readJson(text: string, refuse: (reason: string) => Error): Json {
  try {
    return JSON.parse(text) as Json
  }
  catch {
    throw refuse(reasonOf(text))
  }
}

function reasonOf(text: string): string {
  try {
    const { substitutions } = scanJson(text)
    const offset = substitutions[0]?.start ?? 0
    return located(`Unexpected character ('${text[offset] ?? ''}' (code ${text.charCodeAt(offset)})): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`, text, offset)
  }
  catch (thrown) {
    return thrown instanceof JsonSyntaxError ? located(thrown.message, text, thrown.offset) : String((thrown as Error).message)
  }
}

/** The parser quotes so much of a text. */
const MOST_SHOWN = 500

function located(message: string, text: string, offset: number): string {
  const { line, column } = new LineIndex(text).position(offset)
  const shown = text.length > MOST_SHOWN ? `"${text.slice(0, MOST_SHOWN)}"[truncated ${text.length - MOST_SHOWN} chars]` : `"${text}"`
  return `${message}\n at [Source: (String)${shown}; line: ${line}, column: ${column}]`
}
