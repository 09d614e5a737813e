import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { keptFolder } from '../kept-folder.ts'

const notTheDeck = new Set([
  '.cache', '.ci', '.git', '.github', '.node', '.slidev', 'bench', 'dist', 'docs', 'exports', 'hosting', 'node_modules', 'test-results', 'tests',
  'CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'README.md', 'SECURITY.md', 'eslint.config.mjs',
])

export interface KeptBuild {
  /** The folder in `.cache/` where builds of this kind are kept. */
  home: string
  /** What scripts/build.mjs is told. */
  args?: readonly string[]
  /** What is added to its environment. */
  env?: Readonly<Record<string, string>>
  /** Called before a build begins. */
  say: (why: string) => void
}

/**
 * The deck as scripts/build.mjs writes it, built once for each state of its sources and each way of building. Only the two newest are kept.
 *
 * @param root the project's folder
 * @returns the folder of the built deck
 * @throws Error if the build fails; what it said has been shown
 */
export async function keptBuild(root: string, { home: name, args = [], env = {}, say }: KeptBuild): Promise<string> {
  const home = join(root, '.cache', name)
  const way = JSON.stringify([args, env, process.env.SITE_URL ?? ''])
  const key = createHash('sha256').update(sourcesHash(root)).update(way).digest('hex').slice(0, 16)
  return keptFolder(home, key, (folder, isFirst) => {
    say(isFirst ? 'The deck has not been built yet' : 'The sources have changed since the last build')
    return run([join(root, 'scripts', 'build.mjs'), '--out', folder, ...args], root, env)
  })
}

/** A hash over the path and content of every file that may go into the deck. */
function sourcesHash(root: string): string {
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

function run(command: string[], cwd: string, env: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } })
    child.once('error', reject)
    child.once('exit', (code) => code === 0 ? resolve() : reject(new Error(`The deck could not be built: scripts/build.mjs ended with exit code ${code}; what it said is above.`)))
  })
}
