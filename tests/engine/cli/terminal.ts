import { PassThrough, Readable } from 'node:stream'
import { main } from '../../../engine/cli/main.ts'

export interface Outcome {
  code: number
  stdout: string
  stderr: string
}

/** Runs the command in this process, with text as standard input, and returns what it wrote. */
export async function asl(argv: string[], { stdin = '', isTTY = false, env = {} }: { stdin?: string, isTTY?: boolean, env?: Record<string, string> } = {}): Promise<Outcome> {
  const stdout = Object.assign(new PassThrough(), { isTTY })
  const stderr = new PassThrough()
  const written = { stdout: '', stderr: '' }
  stdout.on('data', (chunk) => (written.stdout += String(chunk)))
  stderr.on('data', (chunk) => (written.stderr += String(chunk)))
  const code = await main(argv, { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr, env })
  return { code, ...written }
}
