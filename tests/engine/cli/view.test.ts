import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { TABLE } from '../../../engine/service/model/table.ts'
import { pageSource } from '../../../engine/cli/commands/serve/page.ts'
import { peer } from '../server/peer.ts'
import { call, send, serving } from '../server/serving.ts'
import { PASS, ROLE } from '../service/asking.ts'
import { asl } from './terminal.ts'

const root = join(import.meta.dirname, '..', '..', '..')

describe('what can not be looked at', () => {
  it.each<[string[], string]>([
    [[], 'this would ask AWS for lists, descriptions and histories (List*, Describe*, GetExecutionHistory), signed with your credentials, every 2 to 30 seconds while the page is open, and change nothing; --allow-aws lets it, and --endpoint http://localhost:4566 looks at another server'],
    [['--endpoint', 'localhost'], '--endpoint is localhost; it is an address such as http://localhost:4566'],
    [['--endpoint', 'file:///etc/passwd'], '--endpoint is file:///etc/passwd; it is an address such as http://localhost:4566'],
    [['--endpoint', 'https://states.eu-west-1.amazonaws.com'], expect.stringMatching(/^this would ask states\.eu-west-1\.amazonaws\.com for lists.*; --allow-aws lets it/)],
    [['--allow-aws', '--allow-changes'], 'a real account is only looked at: --allow-changes is for other servers'],
    [['--allow-aws', '--endpoint', 'http://localhost:1'], '--allow-aws is for AWS, and localhost:1 is not'],
    [['--endpoint', 'http://localhost:1', '--port', 'x'], '--port is x; it can be from 0 to 65535'],
  ])('%j', async (argv, problem) => {
    const { code, stdout, stderr } = await asl(['view', ...argv])
    expect({ code, stdout, stderr: stderr.replace(/^asl: |\n$/g, '') }).toEqual({ code: 2, stdout: '', stderr: problem })
  })
})

describe('the page', () => {
  /** Runs the command until the work is done, and interrupts it. */
  async function viewing(argv: string[], env: Record<string, string>, work: (port: number) => Promise<void>): Promise<void> {
    const child = spawn(process.execPath, [join(root, 'engine', 'cli', 'asl.mjs'), 'view', ...argv, '--port', '0'], { env: { ...process.env, ...env } })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => out += chunk.toString())
    const ended = new Promise(resolve => child.once('close', resolve))
    try {
      await expect.poll(() => out, { timeout: 60_000 }).toMatch(/^The executions of http:\/\/127\.0\.0\.1:\d+ on http:\/\/127\.0\.0\.1:\d+, to look at only\n$/)
      await work(Number(/:(\d+), to look/.exec(out)![1]))
    }
    finally {
      child.kill('SIGINT')
    }
    expect(await ended).toBe(0)
  }

  it('stands before another server until it is interrupted', { timeout: 120_000 }, async () => {
    const behind = await serving()
    await call(behind.port, 'CreateStateMachine', { name: 'a', definition: PASS, roleArn: ROLE })
    await viewing(['--endpoint', behind.endpoint], {}, async (port) => {
      expect((await call(port, 'ListStateMachines')).json.stateMachines).toMatchObject([{ name: 'a' }])
    })
  })

  it('asks a real account for what it looks at, signed, and for nothing that changes something', { timeout: 120_000 }, async () => {
    // In the account's place: what comes in is written down, and answered by a server of ours.
    const behind = await serving()
    const { stateMachineArn } = (await call(behind.port, 'CreateStateMachine', { name: 'a', definition: PASS, roleArn: ROLE })).json
    const { executionArn } = (await call(behind.port, 'StartExecution', { stateMachineArn, name: 'one' })).json
    const came: [operation: string, authorization: string][] = []
    const account = await peer((request, response) => {
      const { authorization, 'x-amz-target': target } = request.headers
      came.push([String(target).split('.')[1]!, authorization ?? ''])
      void text(request).then(body => call(behind.port, String(target).split('.')[1]!, JSON.parse(body) as object)).then(({ status, body }) => {
        response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' }).end(body)
      })
    })
    const env = { AWS_ENDPOINT_URL_SFN: account, AWS_ACCESS_KEY_ID: 'AKIDOFNOBODY', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: '', AWS_PROFILE: '', AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' }
    await viewing(['--allow-aws', '--region', 'us-east-1'], env, async (port) => {
      for (const [operation, request] of [['ListStateMachines', {}], ['DescribeExecution', { executionArn }], ['GetExecutionHistory', { executionArn, reverseOrder: true }], ['DescribeExecution', { executionArn: 'x' }], ['DescribeExecution', { executionArn: `${executionArn}x` }]] as const) {
        const [there, here] = [await call(behind.port, operation, request), await call(port, operation, request)]
        expect([here.status, here.json]).toEqual([there.status, there.json])
      }
      expect(came.map(([operation]) => operation)).toEqual(['ListStateMachines', 'DescribeExecution', 'GetExecutionHistory', 'DescribeExecution', 'DescribeExecution'])
      for (const [, authorization] of came) expect(authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDOFNOBODY\/\d{8}\/us-east-1\/states\/aws4_request, SignedHeaders=[\w;-]*host[\w;-]*, Signature=[\da-f]{64}$/)
      for (const operation of [...Object.keys(TABLE.operations).filter(name => !/^(?:List|Describe)|^GetExecutionHistory$/.test(name)), 'DescribeNothing']) {
        const refused = await call(port, operation, { executionArn, stateMachineArn })
        expect([operation, refused.status]).not.toEqual([operation, 200])
        expect(refused.json).toMatchObject({ __type: expect.stringMatching(/#\w+$/), message: expect.any(String) })
      }
      expect(JSON.parse((await send(port, { method: 'GET', path: '/_asl/about' })).body)).toMatchObject({ readOnly: true, hasClock: false })
      expect(came).toHaveLength(5)
    })
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
