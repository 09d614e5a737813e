// @ts-check
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/**
 * Everything the search for a browser asks of the computer it runs on, so that a test can put another computer in its
 * place.
 * @typedef {{
 *   platform: string,
 *   env: Record<string, string | undefined>,
 *   isRoot: boolean,
 *   playwrightsOwn: () => Promise<string | undefined>,
 *   isExecutable: (path: string) => boolean,
 *   starts: (path: string) => boolean,
 *   succeeds: (command: string, args: string[]) => boolean,
 *   hasDebianPackage: (name: string) => boolean,
 *   run: (command: string, args: string[], options?: RunOptions) => Promise<RunResult>,
 *   playwrightCommand: string[],
 *   say: (line: string) => void,
 * }} Machine
 * @typedef {{ env?: Record<string, string>, echo?: RegExp, signOfLife?: { pattern: RegExp, seconds: number }, seconds?: number }} RunOptions
 *   `echo`: lines of its output to show; `signOfLife`: it is ended unless this appears in time; `seconds`: it is ended then
 * @typedef {{ ok: boolean, output: string, ended?: string }} RunResult `ended` says why we ended it
 */

/** @returns {Machine} this computer */
export function thisMachine() {
  const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`)
  return {
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
    async playwrightsOwn() {
      try {
        const { chromium } = await import('playwright')
        return chromium.executablePath()
      } catch {
        return undefined
      }
    },
    isExecutable,
    // A browser without its shared libraries, and Ubuntu's stand-in that only names a snap, exist but do not start.
    // Only Linux has those; on Windows the question would open a window.
    starts: (path) => process.platform !== 'linux' || succeeds(path, ['--version']),
    succeeds,
    hasDebianPackage(name) {
      const { status, stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' })
      return status === 0 && /Candidate: (?!\(none\))/.test(stdout)
    },
    run: (command, args, options) => run(command, args, { ...options, say }),
    playwrightCommand: [process.execPath, playwrightCli()],
    say,
  }
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @param {string} command @param {string[]} args */
function succeeds(command, args) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0
}

function playwrightCli() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js')
  } catch {
    return join(root, 'node_modules', 'playwright', 'cli.js')
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions & { say: (line: string) => void }} options
 * @returns {Promise<RunResult>}
 */
function run(command, args, { env, echo, signOfLife, seconds, say }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let rest = ''
    // A download that is tried again says the same once more.
    const shown = new Set()
    /** @type {string | undefined} */
    let ended
    const end = (/** @type {string} */ why) => {
      ended = why
      child.kill('SIGTERM')
    }
    const early = signOfLife && setTimeout(() => end(`nothing arrived within ${signOfLife.seconds} seconds`), signOfLife.seconds * 1000)
    const late = seconds && setTimeout(() => end(`it took longer than ${Math.round(seconds / 60)} minutes`), seconds * 1000)
    const take = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString()
      if (early && signOfLife.pattern.test(output)) clearTimeout(early)
      const lines = (rest + chunk.toString()).split(/[\r\n]+/)
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (!echo?.test(line) || shown.has(line)) continue
        shown.add(line)
        say(`  ${line.trim()}`)
      }
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    const finish = (/** @type {boolean} */ ok) => {
      clearTimeout(early)
      if (late) clearTimeout(late)
      resolve(ended ? { ok: false, output, ended } : { ok, output })
    }
    child.once('error', (error) => {
      output += error.message
      finish(false)
    })
    child.once('close', (code) => finish(code === 0))
  })
}
