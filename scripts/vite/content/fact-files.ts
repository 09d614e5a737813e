import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { factFiles } from '../../../facts/check.ts'
import type { FactFile } from '../../../facts/check.ts'

/** The folder with the facts of this deck. */
export const factsFolder = fileURLToPath(new URL('../../../facts/', import.meta.url))

/**
 * Reads the files of facts in a folder. A file that is not there counts as empty, so that the check names it.
 *
 * @param folder absolute path
 * @returns the files, named as messages show them: `facts/timeline.yaml`
 */
export function readFactFiles(folder: string): FactFile[] {
  return factFiles.map((kind) => {
    const file = path.join(folder, `${kind}.yaml`)
    return { name: `facts/${kind}.yaml`, text: existsSync(file) ? readFileSync(file, 'utf8') : '' }
  })
}
