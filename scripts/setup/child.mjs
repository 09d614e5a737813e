// @ts-check
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs a program in our place: same terminal, same exit code. Signals reach it, and we end after it, so that it can
 * clean up. An interrupt from the terminal goes to the whole process group by itself and is not sent a second time.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} options `onOutput` gets what the
 *   program writes, which is then not shown
 * @returns {Promise<number>} its exit code; 128 and the signal's number if a signal ended it
 */
export async function runInPlace(command, args, { cwd, env, onOutput }) {
  const child = spawn(command, args, { cwd, env, stdio: onOutput ? ['ignore', 'pipe', 'pipe'] : 'inherit' })
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => onOutput?.(text))
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => {
    const signal = /** @type {NodeJS.Signals} */ (name)
    const handler = () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    process.on(signal, handler)
    return () => process.removeListener(signal, handler)
  })
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
    })
  } finally {
    for (const remove of handlers) remove()
  }
}

/**
 * The environment a task runs in: the given folders come first on the PATH, so that whatever the task starts by name is
 * the right one.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ delimiter: string, folders: string[] }} path
 * @returns {NodeJS.ProcessEnv}
 */
export function withPath(env, { delimiter, folders }) {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...env, [name]: [...folders, env[name]].filter(Boolean).join(delimiter) }
}
