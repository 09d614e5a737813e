import type { Rolldown } from 'vite'
import { build } from 'vite'
import { beside } from '../amend.ts'

/**
 * A file with what it imports, as a script of its own that is no module.
 *
 * @param file relative to scripts/vite
 */
export async function bundled(file: string): Promise<string> {
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, modulePreload: false, rolldownOptions: { input: beside(file), output: { format: 'iife' } } },
  }) as Rolldown.RolldownOutput
  return output[0].code
}
