// @ts-check
import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * Who holds a lock.
 * @typedef {{ pid: number, started?: string, where: string, created: number }} Holder `started` tells the process from a
 *   later one with the same number, where the system says it; `where` is the machine and, in a container, which one;
 *   `created` in milliseconds since 1970
 */

/**
 * A process of this machine as the holder of a lock that is made now.
 * @param {number} [pid] by default our own
 * @returns {Holder}
 */
export function holderOf(pid = process.pid) {
  return { pid, started: startOf(pid), where: here(), created: Date.now() }
}

/**
 * Reads who holds a lock.
 * @param {string} text the content of the lock
 * @returns {Holder | undefined} nothing when it says nothing usable
 */
export function parseHolder(text) {
  try {
    const { pid, started, where, created } = JSON.parse(text)
    return Number.isInteger(pid) && pid > 0 && typeof where === 'string' && Number.isFinite(created) ? { pid, started, where, created } : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether a holder still lives.
 * @param {Holder} holder
 * @returns {boolean | undefined} nothing when that cannot be known from here: another machine, or a system that does not
 *   say when a process began
 */
export function lives({ pid, started, where }) {
  if (where !== here()) return undefined
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return false
  }
  const now = startOf(pid)
  return started && now ? started === now : undefined
}

/** The machine; in a container, whose process numbers are its own, the container. */
function here() {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

/** @param {number} pid @returns {string | undefined} when a process began, in the system's own words */
function startOf(pid) {
  try {
    // Field 22, counted behind the name, which stands in brackets and may hold anything: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ')[19]
    if (process.platform === 'win32') return undefined
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).stdout.trim() || undefined
  } catch {
    return undefined
  }
}
