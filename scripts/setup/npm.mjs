// @ts-check
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { diskAdvice } from './error.mjs'

/** @typedef {{ code: number, output: string }} NpmResult `output` is what npm said, errors only */

/**
 * Runs npm and shows that it is alive: every ten seconds, or twice a second on a terminal, a line with `progress()`.
 * npm's own words are kept back, so that nothing but the task itself ever writes to standard output.
 * @param {string[]} args
 * @param {{ cwd: string, say: (line: string) => void, progress: () => string }} options
 * @returns {Promise<NpmResult>}
 */
export async function runNpm(args, { cwd, say, progress }) {
  const [command, ...before] = npmCommand()
  const child = spawn(/** @type {string} */ (command), [...before, ...args, '--no-audit', '--no-fund', '--loglevel=error', '--no-progress'], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (/** @type {Buffer} */ chunk) => { output += chunk.toString() }
  child.stdout.resume()
  child.stderr.on('data', keep)

  const started = Date.now()
  const onTerminal = process.stderr.isTTY === true
  const timer = setInterval(() => {
    const line = `  … ${progress()} (${Math.round((Date.now() - started) / 1000)} s)`
    if (onTerminal) process.stderr.write(`\r\x1B[K${line}`)
    else say(line)
  }, onTerminal ? 500 : 10_000)
  const stop = () => child.kill()
  process.once('exit', stop)
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (status) => resolve(status ?? 1))
    })
    return { code, output }
  } catch (error) {
    return { code: 1, output: `npm could not be started: ${/** @type {Error} */ (error).message}` }
  } finally {
    clearInterval(timer)
    process.removeListener('exit', stop)
    if (onTerminal) process.stderr.write('\r\x1B[K')
  }
}

/**
 * What to do about an npm that failed: its own words, shortened, and one sentence.
 * @param {NpmResult} result
 * @returns {string}
 */
export function explainNpmFailure({ code, output }) {
  const words = output.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim()).filter(Boolean)
  const said = words.filter((line) => !/complete log of this run|^code \w+$/.test(line)).slice(0, 6).join('\n    ')
  return `npm ended with exit code ${code}.\n    ${said || 'It gave no reason.'}\n  ${advice(output)}`
}

/** @param {string} output */
function advice(output) {
  if (/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/.test(output)) {
    return 'The npm registry cannot be reached: check the network and `npm config get registry`, then run the command again.'
  }
  const onDisk = diskAdvice(/\b(ENOSPC|EDQUOT|EACCES|EPERM|EROFS)\b/.exec(output)?.[1] ?? '')
  if (onDisk) return onDisk
  if (/\bEINTEGRITY\b/.test(output)) return 'What came is not what this project asks for: its checksum is another. Try another network or registry; if it stays so, tell whoever runs it.'
  if (/\bEUSAGE\b/.test(output)) return 'package.json and package-lock.json disagree: run `npm install` once and commit both.'
  return 'Put right what npm says above, then run the command again.'
}

/**
 * The npm that started us, run by the Node that runs it; else the one on the PATH. On Windows that one is a batch file,
 * which only a shell can start, so the script behind it is taken from where Node's installer puts it.
 */
function npmCommand() {
  const started = process.env.npm_execpath
  if (started && /npm-cli\.[cm]?js$/.test(started)) return [process.execPath, started]
  if (process.platform === 'win32') return [process.execPath, join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js')]
  return ['npm']
}
