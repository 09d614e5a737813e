import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Has a module made anew when a file of a folder changes. Vite would take a folder inside for a module; what is shown of one is watched
 * as its own.
 */
export function watchFolder(context: { addWatchFile: (file: string) => void }, folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isFile()))
    context.addWatchFile(join(folder, entry.name))
}
