import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { asl } from './terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'asl-automock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const task = (Resource: string, more: object): object => ({ Type: 'Task', Resource, Parameters: {}, ...more })

test('--automock says once of which actions it knows nothing, and answers the others from their models', async () => {
  const file = join(folder, 'machine.asl.json')
  const States = {
    List: task('arn:aws:states:::aws-sdk:sfn:listExecutions', { ResultPath: '$.list', Next: 'Look' }),
    Look: task('arn:aws:states:::aws-sdk:ec2:describeInstances', { ResultPath: '$.look', Next: 'Again' }),
    Again: task('arn:aws:states:::aws-sdk:ec2:describeInstances', { ResultPath: '$.again', Next: 'Ask' }),
    Ask: task('arn:aws:states:::aws-sdk:ec2:runInstances.waitForTaskToken', { Parameters: { 'ClientToken.$': '$$.Task.Token' }, ResultPath: '$.asked', Next: 'Call' }),
    Call: task('arn:aws:lambda:us-east-1:123456789012:function:f', { ResultPath: '$.called', End: true }),
  }
  writeFileSync(file, JSON.stringify({ StartAt: 'List', States }))
  const { code, stdout, stderr } = await asl(['run', file, '--automock', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout).output).toEqual({ list: { Executions: [] }, look: {}, again: {}, asked: {}, called: {} })
  expect(stderr).toBe('--automock does not know what arn:aws:states:::aws-sdk:ec2:describeInstances answers: Look got {}; a mock file can say it, with --mocks FILE --case NAME\n')
})
