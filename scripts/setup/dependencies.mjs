// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './error.mjs'
import { explainNpmFailure, runNpm } from './npm.mjs'

const stampName = '.step-functions-deck.json'

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }> }} Lockfile */

/**
 * What the stamp in node_modules must say for the installed packages to be the ones package-lock.json asks for: the
 * hash of the lockfile's content, and the machine, because some packages carry binaries (a folder shared between a Mac
 * and a container has the wrong ones for one of the two).
 * @param {string} lockfile the text of package-lock.json
 * @param {{ platform: string, arch: string }} machine
 */
export function stampOf(lockfile, { platform, arch }) {
  return `${JSON.stringify({ lockfile: createHash('sha256').update(lockfile).digest('hex'), platform, arch })}\n`
}

/**
 * Whether what npm itself recorded in node_modules/.package-lock.json is what package-lock.json asks for. It is so after
 * an `npm ci` or `npm install` by hand, which knows nothing of our stamp. Packages marked optional may be missing: npm
 * leaves out those for other machines.
 * @param {Lockfile} wanted
 * @param {Lockfile} installed
 */
export function isSameTree(wanted, installed) {
  const paths = Object.keys(wanted.packages).filter((path) => path !== '')
  for (const path of paths) {
    const here = installed.packages[path]
    if (!here && !wanted.packages[path]?.optional) return false
    if (here && here.version !== wanted.packages[path]?.version) return false
  }
  return Object.keys(installed.packages).every((path) => path in wanted.packages)
}

/**
 * Whether the packages have to be installed. Reads two files when there is nothing to do.
 * @param {string} root
 * @param {{ platform: string, arch: string }} machine
 * @returns {boolean}
 * @throws {SetupError} when package-lock.json is missing
 */
export function needsInstall(root, machine) {
  const lockfile = readLockfile(root)
  const stamp = stampOf(lockfile, machine)
  const found = textOf(join(root, 'node_modules', stampName))
  if (found === stamp) return false
  const installed = textOf(join(root, 'node_modules', '.package-lock.json'))
  if (installed === undefined) return true
  try {
    if (found !== undefined && !isForMachine(JSON.parse(found), machine)) return true
    if (!isSameTree(JSON.parse(lockfile), JSON.parse(installed))) return true
  } catch {
    return true
  }
  try {
    writeStamp(root, stamp)
  } catch {
    // Without a stamp the next start compares again.
  }
  return false
}

/** @param {{ platform: string, arch: string }} stamp @param {{ platform: string, arch: string }} machine */
function isForMachine(stamp, { platform, arch }) {
  return stamp.platform === platform && stamp.arch === arch
}

/**
 * Installs exactly what package-lock.json asks for, with `npm ci` and without any package's install scripts (no package
 * here needs one), then leaves the stamp.
 * @param {string} root
 * @param {{ platform: string, arch: string, say: (line: string) => void }} context
 * @throws {SetupError} when npm fails
 */
export async function install(root, { platform, arch, say }) {
  const lockfile = readLockfile(root)
  const places = placesOf(JSON.parse(lockfile), { platform, arch }).map((path) => join(root, path, 'package.json'))
  say(`Installing ${places.length} packages into node_modules/ as package-lock.json lists them (npm ci, about 760 MB on disk) …`)
  const result = await runNpm(['ci', '--ignore-scripts'], {
    cwd: root,
    say,
    progress: () => `${places.filter((place) => existsSync(place)).length} of ${places.length} packages`,
  })
  if (result.code !== 0) throw new SetupError(`The packages could not be installed: ${explainNpmFailure(result)}`)
  writeStamp(root, stampOf(lockfile, { platform, arch }))
}

/**
 * The folders npm fills on this machine: all but those meant for another system or processor.
 * @param {Lockfile} lockfile
 * @param {{ platform: string, arch: string }} machine
 */
export function placesOf(lockfile, { platform, arch }) {
  return Object.entries(lockfile.packages)
    .filter(([path, { os, cpu, libc }]) => path !== '' && fits(os, platform) && fits(cpu, arch) && !libc?.includes('musl'))
    .map(([path]) => path)
}

/**
 * npm's `os` and `cpu` fields: names that are allowed, or names after `!` that are not.
 * https://docs.npmjs.com/cli/v11/configuring-npm/package-json#os
 * @param {string[] | undefined} rules
 * @param {string} here
 */
function fits(rules, here) {
  if (!rules) return true
  if (rules.includes(`!${here}`)) return false
  return rules.includes(here) || rules.every((rule) => rule.startsWith('!'))
}

/** @param {string} root */
function readLockfile(root) {
  const text = textOf(join(root, 'package-lock.json'))
  if (text === undefined) throw new SetupError('package-lock.json is missing: restore it with `git checkout package-lock.json`.')
  return text
}

/** @param {string} root @param {string} stamp */
function writeStamp(root, stamp) {
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(join(root, 'node_modules', stampName), stamp)
}

/** @param {string} path */
function textOf(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
