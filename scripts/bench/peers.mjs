// @ts-check
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fetchPeers } from './fetch-peers.mjs'

/**
 * Builds what the deck is compared with, with the Slidev of this project: an empty deck and the official starter, whose
 * files are fetched into bench/node_modules the first time.
 * @param {string} root the project's folder
 * @param {string} out where the built decks go
 * @returns {Record<string, string>} folder of each built deck by its name
 */
export function buildPeers(root, out) {
  return {
    'empty Slidev deck': build(root, join(root, 'bench', 'empty'), join(out, 'empty')),
    'Slidev\'s starter': build(root, starterDeck(root), join(out, 'starter')),
  }
}

/**
 * Slidev's official starter.
 * @param {string} root the project's folder
 * @returns {string} the folder of its slides.md
 */
export function starterDeck(root) {
  const bench = join(root, 'bench')
  fetchPeers(bench)
  // Inside bench/, so that the starter finds its themes; a copy, because Slidev writes into it.
  const starter = join(bench, '.starter')
  rmSync(starter, { recursive: true, force: true })
  cpSync(join(bench, 'node_modules', 'create-slidev', 'template'), starter, { recursive: true })
  return starter
}

/**
 * Runs Slidev's own command line.
 * @param {string} root the project's folder
 * @param {string} deck the folder with slides.md
 * @param {string[]} args
 */
export function runSlidev(root, deck, args) {
  const slidev = join(dirname(createRequire(join(root, 'package.json')).resolve('@slidev/cli/package.json')), 'bin', 'slidev.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [slidev, ...args], { cwd: deck, encoding: 'utf8', maxBuffer: 100_000_000 })
  if (status !== 0)
    throw new Error(`slidev ${args[0]} of ${deck} ended with ${status}:\n${stdout}\n${stderr}`)
}

/**
 * @param {string} root
 * @param {string} deck the folder with slides.md
 * @param {string} out
 */
function build(root, deck, out) {
  mkdirSync(out, { recursive: true })
  runSlidev(root, deck, ['build', '--base', '/', '--out', out])
  return out
}
