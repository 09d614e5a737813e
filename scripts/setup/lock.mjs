// @ts-check
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Runs `work` while no other set-up of this folder runs: two `npm ci` at once (start in one terminal, test in another)
 * would delete each other's files. The lock is a file with the process's id; one left by a process that is gone is
 * taken over.
 * @template T
 * @param {string} root
 * @param {(line: string) => void} say
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(root, say, work) {
  const file = join(root, '.cache', 'setup.lock')
  mkdirSync(join(root, '.cache'), { recursive: true })
  let told = false
  while (!take(file)) {
    const holder = holderOf(file)
    if (holder === undefined) {
      rmSync(file, { force: true })
      continue
    }
    if (!told) say(`Another set-up is at work here (process ${holder}); waiting for it …`)
    told = true
    await sleep(500)
  }
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.removeListener('exit', release)
    release()
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/** @param {string} file @returns {number | undefined} the process that holds the lock, if it still lives */
function holderOf(file) {
  try {
    const holder = Number(readFileSync(file, 'utf8'))
    process.kill(holder, 0)
    return holder
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM' ? Number(readFileSync(file, 'utf8')) : undefined
  }
}
