// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Brings what bench/package.json names into bench/node_modules, unless it is there in just these versions.
 * @param {string} bench the folder bench/
 * @throws if npm fails; what it said has been shown
 */
export function fetchPeers(bench) {
  const { dependencies } = JSON.parse(readFileSync(join(bench, 'package.json'), 'utf8'))
  const wanted = Object.entries(dependencies).filter(([name, version]) => installedVersion(bench, name) !== version)
  if (!wanted.length)
    return
  console.log(`Fetching from the npm registry into bench/node_modules: ${wanted.map(entry => entry.join('@')).join(', ')}`)
  const { status } = spawnSync('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps'], {
    cwd: bench,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0)
    throw new Error(`npm install in ${bench} ended with ${status}: what the figures are compared with could not be fetched.`)
}

/**
 * @param {string} bench
 * @param {string} name
 */
function installedVersion(bench, name) {
  const file = join(bench, 'node_modules', name, 'package.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined
}
