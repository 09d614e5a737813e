import type { Diagnostic } from '../definition/source/diagnostic.ts'
import { parseDefinition } from '../definition/source/parse.ts'
import { validate } from '../definition/validate.ts'
import type { MachineType } from '../definition/types.ts'
import { drawMachine, type DrawnMachine } from '../diagram/layout/index.ts'

/** What is to be seen of a text while it is written. */
export interface Look {
  /** What AWS and we have to say, with lines. */
  diagnostics: Diagnostic[]
  /** The machine as the text has it; none where the text is no object that has states. */
  drawing?: DrawnMachine
  definition?: object
}

/**
 * Reads a definition, checks it and draws it. Never throws.
 *
 * @param text YAML or JSON
 * @param type decides what is allowed in it
 */
export function lookAt(text: string, type: MachineType = 'STANDARD'): Look {
  const parsed = parseDefinition(text)
  const { diagnostics } = validate(parsed, { type })
  const { definition } = parsed
  const isMachine = typeof definition?.States === 'object' && definition.States !== null && !Array.isArray(definition.States)
  return { diagnostics, ...(definition === undefined ? {} : { definition }), ...(isMachine ? { drawing: drawMachine(definition!) } : {}) }
}
