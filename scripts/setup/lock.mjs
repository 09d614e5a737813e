// @ts-check
import { randomUUID } from 'node:crypto'
import { linkSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SetupError } from './error.mjs'
import { holderOf, lives, parseHolder } from './holder.mjs'

/** Who works renews the lock's date this often, in milliseconds … */
const RENEWED = 5_000
/** … and whoever cannot be asked and has not done so for this long is gone. */
const SILENT = 60_000
/** A lock that says nothing may be one that is being written right now, but not for longer than this. */
const BEING_WRITTEN = 3_000
/** Nobody waits for a set-up that is older than this. */
const PATIENCE = 30 * 60_000

/**
 * Runs `work` while no other set-up of this folder runs: two `npm ci` at once (start in one terminal, test in another)
 * would delete each other's files. The lock is a file that says which process holds it. One whose process is gone, or
 * that says nothing, is taken over.
 * @template T
 * @param {string} root
 * @param {(line: string) => void} say
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {SetupError} when another set-up has been at work for half an hour
 */
export async function withSetupLock(root, say, work) {
  const file = join(root, '.cache', 'setup.lock')
  const mine = `${file}.${randomUUID()}`
  const text = `${JSON.stringify(holderOf())}\n`
  mkdirSync(join(root, '.cache'), { recursive: true })
  const release = () => {
    rmSync(mine, { force: true })
    if (textOf(file) === text) rmSync(file, { force: true })
  }
  process.once('exit', release)
  try {
    await take({ file, mine, text, say })
    rmSync(mine, { force: true })
    const renewing = setInterval(() => renew(file), RENEWED)
    renewing.unref()
    try {
      return await work()
    } finally {
      clearInterval(renewing)
    }
  } finally {
    process.removeListener('exit', release)
    release()
  }
}

/**
 * @typedef {{ file: string, mine: string, text: string, say: (line: string) => void }} Taking `mine` is a file of our own
 *   beside the lock, which becomes the lock in one step, complete
 */

/** @param {Taking} taking */
async function take({ file, mine, text, say }) {
  let told = false
  for (;;) {
    writeFileSync(mine, text)
    if (create(mine, file, text)) return
    const seen = lstatSync(file, { throwIfNoEntry: false })
    if (!seen) continue
    const holder = parseHolder(textOf(file) ?? '')
    // Compared with the date of a file written just now, because the file system's clock may be another machine's.
    const age = Math.abs(statSync(mine).mtimeMs - seen.mtimeMs)
    const gone = holder ? !(lives(holder) ?? age < SILENT) : age > BEING_WRITTEN
    if (gone) {
      if (takeOver({ file, mine, seen })) return
    } else if (holder && Date.now() - holder.created > PATIENCE) {
      throw new SetupError(
        `Another set-up (process ${holder.pid}) has been at work here for more than ${PATIENCE / 60_000} minutes. `
        + 'Wait for it to end, or end it; then run the command again.',
      )
    } else if (holder) {
      if (!told) say(`Another set-up is at work here (process ${holder.pid}); waiting for it …`)
      told = true
    }
    await sleep(500)
  }
}

/**
 * Makes our file the lock, unless there is one.
 * @param {string} mine
 * @param {string} file
 * @param {string} text
 */
function create(mine, file, text) {
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code === 'EEXIST') return false
    // File systems without hard links: exFAT, some network shares.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error
  }
  try {
    writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Puts our file in the place of a lock whose holder is gone. Of several that want to, one at a time may, and only while the
 * lock is still the one that was judged; so nobody takes away a lock that another has just taken over.
 * @param {{ file: string, mine: string, seen: import('node:fs').Stats }} taking `seen` is the lock as it was judged
 */
function takeOver({ file, mine, seen }) {
  const turn = `${file}.turn`
  try {
    writeFileSync(turn, '', { flag: 'wx' })
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    // Left by one that was killed within these few lines.
    const left = statSync(turn, { throwIfNoEntry: false })
    if (left && Math.abs(statSync(mine).mtimeMs - left.mtimeMs) > SILENT) rmSync(turn, { force: true })
    return false
  }
  try {
    const now = lstatSync(file, { throwIfNoEntry: false })
    if (!now || now.ino !== seen.ino || now.mtimeMs !== seen.mtimeMs) return false
    renameSync(mine, file)
    return true
  } finally {
    rmSync(turn, { force: true })
  }
}

/** @param {string} file */
function renew(file) {
  try {
    const now = new Date()
    utimesSync(file, now, now)
  } catch {
    // A lock that is no longer there is nothing to renew.
  }
}

/** @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
