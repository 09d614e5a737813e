import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { SOURCE_DATE_EPOCH } from '../support/built-deck.ts'

const root = join(import.meta.dirname, '..', '..')

/**
 * Runs `npm run export` with arguments.
 *
 * @throws Error with all that it said where it ends with another code than 0
 */
export function runExport(...args: string[]): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(root, 'scripts', 'export.mjs'), ...args], { cwd: root, env: { ...process.env, SOURCE_DATE_EPOCH } })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.once('error', failed).once('close', (code) => (code === 0 ? done() : failed(new Error(`scripts/export.mjs ${args.join(' ')} ended with ${code}. It said:\n${said}`))))
  })
}
