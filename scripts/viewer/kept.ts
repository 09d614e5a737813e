import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { keptFolder } from '../kept-folder.ts'

/** What goes into the page, and what makes it. */
const SOURCES = ['viewer', 'components', 'composables', 'engine/asl', 'engine/simulation', 'facts', 'styles', 'scripts/viewer', 'scripts/vite', 'package-lock.json']

/**
 * The page, built once for each state of its sources. One that is there is found without loading what builds.
 *
 * @param root the project's folder
 * @returns the folder
 */
export async function keptViewer(root: string): Promise<string> {
  const home = join(root, '.cache', 'viewer')
  return keptFolder(home, hashOf(root), async (folder) => {
    const { buildViewer } = await import('./build.ts')
    await buildViewer(root, folder)
  })
}

/** Over path and content of every file that may go into the page. */
function hashOf(root: string): string {
  const hash = createHash('sha256')
  const add = (path: string): void => {
    if (statSync(join(root, path)).isDirectory()) for (const name of readdirSync(join(root, path)).sort()) add(`${path}/${name}`)
    else hash.update(`${path}\0`).update(readFileSync(join(root, path))).update('\0')
  }
  SOURCES.forEach(add)
  return hash.digest('hex').slice(0, 16)
}
