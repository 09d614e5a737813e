import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

/** What goes into the page, and what makes it. */
const SOURCES = ['viewer', 'components', 'composables', 'engine/asl', 'engine/simulation', 'facts', 'styles', 'scripts/viewer', 'scripts/vite', 'package-lock.json']

/** How many builds are kept: the newest, and the one before. */
const KEPT = 2

/**
 * The page, built once for each state of its sources. One that is there is found without loading what builds.
 *
 * @param root the project's folder
 * @returns the folder
 */
export async function keptViewer(root: string): Promise<string> {
  const home = join(root, '.cache', 'viewer')
  const folder = join(home, hashOf(root))
  if (existsSync(join(folder, 'index.html'))) {
    const now = new Date()
    utimesSync(folder, now, now)
    return folder
  }
  mkdirSync(home, { recursive: true })
  const unfinished = join(home, `unfinished-${process.pid}`)
  try {
    const { buildViewer } = await import('./build.ts')
    await buildViewer(root, unfinished)
    if (!existsSync(folder)) renameSync(unfinished, folder)
  }
  finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  const finished = readdirSync(home).filter(name => /^[\da-f]{16}$/.test(name)).map(name => join(home, name))
  for (const old of finished.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs).slice(KEPT)) rmSync(old, { recursive: true, force: true })
  return folder
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
