import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** 1 January 2026: the date that an export of the tests bears, in seconds since 1970. */
export const SOURCE_DATE_EPOCH = '1767225600'

const notTheDeck = new Set([
  '.cache', '.ci', '.git', '.github', '.node', '.slidev', 'bench', 'dist', 'docs', 'exports', 'hosting', 'node_modules', 'test-results', 'tests',
  'LICENSE', 'README.md',
])

/**
 * The deck as `npm run build` writes it, built once for each state of its sources: a second run of the tests finds it
 * ready. Only the two newest are kept.
 *
 * @returns the folder of the built deck
 * @throws if the build fails; what it said has been shown
 */
export async function builtDeck(root: string): Promise<string> {
  const home = join(root, '.cache', 'test-deck')
  const folder = join(home, sourcesHash(root))
  if (existsSync(join(folder, 'index.html'))) return folder

  mkdirSync(home, { recursive: true })
  const unfinished = join(home, `unfinished-${process.pid}`)
  process.stdout.write('Building the deck for the browser tests …\n')
  try {
    await run([join(root, 'scripts', 'build.mjs'), '--out', unfinished], root)
    if (!existsSync(folder)) renameSync(unfinished, folder)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  removeOld(home)
  return folder
}

/** A hash over the path and content of every file that may go into the deck. */
export function sourcesHash(root: string): string {
  const hash = createHash('sha256')
  const walk = (path: string): void => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1)) {
      const inside = path ? `${path}/${entry.name}` : entry.name
      if (notTheDeck.has(inside) || entry.name.endsWith('.log') || entry.name.endsWith('.local') || entry.name === 'node_modules') continue
      if (entry.isDirectory()) walk(inside)
      else if (entry.isFile()) hash.update(`${inside}\0`).update(readFileSync(join(root, inside))).update('\0')
    }
  }
  walk('')
  return hash.digest('hex').slice(0, 16)
}

function removeOld(home: string): void {
  const finished = readdirSync(home).filter((name) => /^[0-9a-f]{16}$/.test(name)).map((name) => join(home, name))
  const newestFirst = finished.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  for (const folder of newestFirst.slice(2)) rmSync(folder, { recursive: true, force: true })
}

function run(command: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, SOURCE_DATE_EPOCH } })
    child.once('error', reject)
    child.once('exit', (code) => code === 0 ? resolve() : reject(new Error(`The deck could not be built: scripts/build.mjs ended with exit code ${code}; what it said is above.`)))
  })
}
