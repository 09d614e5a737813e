// @ts-check
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Builds what the deck is compared with, with the Slidev of this project: an empty deck and the official starter, whose
 * files are fetched into bench/node_modules the first time.
 * @param {string} root the project's folder
 * @param {string} out where the built decks go
 * @returns {Record<string, string>} folder of each built deck by its name
 */
export function buildPeers(root, out) {
  const bench = join(root, 'bench')
  fetchStarter(bench)
  // Inside bench/, so that the starter finds its themes; a copy, because Slidev writes into it.
  const starter = join(bench, '.starter')
  rmSync(starter, { recursive: true, force: true })
  cpSync(join(bench, 'node_modules', 'create-slidev', 'template'), starter, { recursive: true })
  return {
    'empty Slidev deck': build(root, join(bench, 'empty'), join(out, 'empty')),
    'Slidev\'s starter': build(root, starter, join(out, 'starter')),
  }
}

/** @param {string} bench */
function fetchStarter(bench) {
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
    throw new Error(`npm install in ${bench} ended with ${status}: the starter could not be fetched.`)
}

/**
 * @param {string} bench
 * @param {string} name
 */
function installedVersion(bench, name) {
  const file = join(bench, 'node_modules', name, 'package.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined
}

/**
 * @param {string} root
 * @param {string} deck the folder with slides.md
 * @param {string} out
 */
function build(root, deck, out) {
  mkdirSync(out, { recursive: true })
  const slidev = join(dirname(createRequire(join(root, 'package.json')).resolve('@slidev/cli/package.json')), 'bin', 'slidev.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [slidev, 'build', '--base', '/', '--out', out], { cwd: deck, encoding: 'utf8', maxBuffer: 100_000_000 })
  if (status !== 0)
    throw new Error(`Building ${deck} ended with ${status}:\n${stdout}\n${stderr}`)
  return out
}
