import { spawn, spawnSync } from 'node:child_process'

/** Why a client can not be tried on this machine; undefined where it can. */
export function lacking(client: 'boto3' | 'aws'): string | undefined {
  const { status, error } = client === 'aws' ? spawnSync('aws', ['--version'], { timeout: 60_000 }) : spawnSync('python3', ['-c', 'import boto3'], { timeout: 60_000 })
  return status === 0 ? undefined : `${client === 'aws' ? 'there is no aws' : 'python3 has no boto3'}${error ? ` (${error.message})` : ''}`
}

/** Runs a program to its end, with what is written to its input; rejects where it fails. */
export function run(command: string, args: readonly string[], { input = '', env = {} }: { input?: string, env?: Record<string, string> } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, AWS_EC2_METADATA_DISABLED: 'true', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_DEFAULT_REGION: 'us-east-1', ...env } })
    let out = ''
    let problem = ''
    child.stdout.on('data', (chunk: Buffer) => out += chunk.toString())
    child.stderr.on('data', (chunk: Buffer) => problem += chunk.toString())
    child.on('error', reject)
    child.on('close', code => code === 0 ? resolve(out) : reject(new Error(`${command} ended with ${code}: ${problem}`)))
    child.stdin.end(input)
  })
}
