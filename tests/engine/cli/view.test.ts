import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pageSource } from '../../../engine/cli/commands/serve/page.ts'
import { call, serving } from '../server/serving.ts'
import { PASS, ROLE } from '../service/asking.ts'
import { asl } from './terminal.ts'

const root = join(import.meta.dirname, '..', '..', '..')

describe('what can not be looked at', () => {
  it.each<[string[], string]>([
    [[], '--endpoint is missing; it is an address such as http://localhost:4566'],
    [['--endpoint', 'localhost'], '--endpoint is localhost; it is an address such as http://localhost:4566'],
    [['--endpoint', 'file:///etc/passwd'], '--endpoint is file:///etc/passwd; it is an address such as http://localhost:4566'],
    [['--endpoint', 'https://states.eu-west-1.amazonaws.com'], '--endpoint is AWS, where requests have to be signed: asl view looks at local servers only'],
    [['--endpoint', 'http://localhost:1', '--port', 'x'], '--port is x; it can be from 0 to 65535'],
  ])('%j', async (argv, problem) => {
    expect(await asl(['view', ...argv])).toEqual({ code: 2, stdout: '', stderr: `asl: ${problem}\n` })
  })
})

describe('the page', () => {
  it('stands before another server until it is interrupted', { timeout: 120_000 }, async () => {
    const behind = await serving()
    await call(behind.port, 'CreateStateMachine', { name: 'a', definition: PASS, roleArn: ROLE })
    const child = spawn(process.execPath, [join(root, 'engine', 'cli', 'asl.mjs'), 'view', '--endpoint', behind.endpoint, '--port', '0'])
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => out += chunk.toString())
    const ended = new Promise(resolve => child.once('close', resolve))
    try {
      await expect.poll(() => out, { timeout: 60_000 }).toMatch(/^The executions of http:\/\/127\.0\.0\.1:\d+ on http:\/\/127\.0\.0\.1:\d+, to look at only\n$/)
      const port = Number(/:(\d+), to look/.exec(out)![1])
      expect((await call(port, 'ListStateMachines')).json.stateMachines).toMatchObject([{ name: 'a' }])
    }
    finally {
      child.kill('SIGINT')
    }
    expect(await ended).toBe(0)
  })

  it('is built when it is first asked for, and says so meanwhile', { timeout: 300_000 }, async () => {
    const said: string[] = []
    const source = pageSource(line => said.push(line))
    expect(source()).toEqual({ says: 'The page is being built, which takes some seconds …', again: true })
    await expect.poll(source, { timeout: 280_000, interval: 200 }).toEqual({ folder: expect.any(String) })
    const found = source()
    expect('folder' in found && existsSync(join(found.folder, 'index.html'))).toBe(true)
    expect(said).toEqual([])
  })
})
