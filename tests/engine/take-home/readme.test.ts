import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isSweep } from '../../support/sweep.ts'
import { lacking } from '../server/programs.ts'
import { serving } from '../server/serving.ts'
import { slugs, writeFolder } from './taken.ts'

const noAws = lacking('aws')

/** The commands of a README's section. */
function commandsOf(text: string, section: string): string[] {
  const part = new RegExp(`^## ${section}\\n([^]*?)(?=^## |(?![^]))`, 'm').exec(text)![1]!
  return [...part.matchAll(/^```sh\n([^]*?)^```/gm)].flatMap(([, lines]) => lines!.trimEnd().split('\n'))
}

function shell(lines: readonly string[], cwd: string, env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-e', '-c', lines.join('\n')], { cwd, env: { ...process.env, ...env } })
    let out = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => out += chunk.toString())
    child.on('error', reject)
    child.on('close', () => resolve(out))
  })
}

test.skipIf(noAws !== undefined).each(isSweep ? slugs : ['saga'])(`%s: the commands of the README work against asl serve${noAws ? `, left out: ${noAws}` : ''}`, { timeout: 600_000 }, async (slug) => {
  const folder = await writeFolder(slug, 'cfn')
  try {
    const text = readFileSync(join(folder, 'README.md'), 'utf8')
    const { endpoint } = await serving({ mocks: JSON.parse(readFileSync(join(folder, 'mocks.json'), 'utf8')) })
    const env = { AWS_ENDPOINT_URL_SFN: endpoint, AWS_DISABLE_HOST_PREFIX_INJECTION: 'true', AWS_EC2_METADATA_DISABLED: 'true', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_DEFAULT_REGION: 'us-east-1', STACK: slug }
    // The server is this test's own; `begin` needs the actor.
    const local = commandsOf(text, 'Without an account').filter(line => !line.includes('asl serve') && !line.startsWith('MOCK='))
    const run = commandsOf(text, 'Run a case').filter(line => /^(?:ARN|EXECUTION)=|describe-execution/.test(line))
    const differs = /so that these end otherwise: (.*)\.$/m.exec(text)![1]!.split(', ')
    const cases = [...text.matchAll(/^\| ([\w-]+) \| (\w+) \| [A-Z_]+/gm)].map(([, name, machine]) => ({ name: name!, machine: machine! })).filter(({ name }) => !differs.includes(name))
    const standard = cases.filter(({ machine }) => new RegExp(`--name ${machine} --type STANDARD`).test(text))
    // A pattern whose cases are Express, or all of many executions, has nothing to ask a history of; there are such, and few.
    if (isSweep && standard.length === 0) return
    expect(standard).not.toEqual([])
    const told = await shell([...local, ...(isSweep ? standard : standard.slice(0, 1)).flatMap(({ name, machine }) => [`CASE=${name} MACHINE=${machine}`, 'MOCK="#$CASE"', ...run, ...commandsOf(text, 'Compare')])], folder, env)
    for (const { name } of isSweep ? standard : standard.slice(0, 1)) expect(told).toContain(`${name}: as on the slide`)
  }
  finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
