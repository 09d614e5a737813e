import { execFileSync, spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { copyAs } from '../../viewer/requests/copy-as.ts'

const target = { endpoint: 'http://127.0.0.1:8083', region: 'eu-west-1' }

/** Texts that a shell, Python or JSON may read otherwise. */
const HOSTILE = [`it's`, '"quoted"', '$(touch /tmp/owned)', '`id`', 'a\nb', '\\n', '-rf', '--help', '@/etc/passwd', '', 'é 😀', '!!', '; rm x', '%s', '{"a": "b\'c"}', 'a\tb']

describe('a call as somebody would write it', () => {
  it('is a line for the AWS CLI', () => {
    expect(copyAs('CLI', 'StartExecution', { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:a', input: '{"a":1}', name: 'n' }, target))
      .toBe(`aws stepfunctions start-execution --state-machine-arn arn:aws:states:us-east-1:123456789012:stateMachine:a --input '{"a":1}' --name n --region eu-west-1 --endpoint-url http://127.0.0.1:8083`)
    expect(copyAs('CLI', 'GetExecutionHistory', { executionArn: 'x', reverseOrder: true, includeExecutionData: false, maxResults: 5, nextToken: null }, target))
      .toBe('aws stepfunctions get-execution-history --execution-arn x --reverse-order --no-include-execution-data --max-results 5 --region eu-west-1 --endpoint-url http://127.0.0.1:8083')
    expect(copyAs('CLI', 'TagResource', { resourceArn: 'x', tags: [{ key: 'a', value: 'b c' }] }, target)).toContain(`--tags '[{"key":"a","value":"b c"}]'`)
    expect(copyAs('CLI', 'UpdateMapRun', { mapRunArn: 'x', toleratedFailureCount: 3 }, target)).toContain('update-map-run --map-run-arn x --tolerated-failure-count 3')
  })

  it('is Python for boto3', () => {
    expect(copyAs('boto3', 'CreateStateMachineAlias', { name: 'live', routingConfiguration: [{ weight: 100 }], publish: true, description: null }, target)).toBe([
      'import boto3',
      '',
      'sfn = boto3.client("stepfunctions", endpoint_url="http://127.0.0.1:8083", region_name="eu-west-1")',
      'sfn.create_state_machine_alias(',
      '    name="live",',
      '    routingConfiguration=[{"weight": 100}],',
      '    publish=True,',
      ')',
      '',
    ].join('\n'))
    expect(copyAs('boto3', 'ListStateMachines', {}, target)).toContain('sfn.list_state_machines()\n')
  })

  it('is a request for curl', () => {
    expect(copyAs('curl', 'ListActivities', { maxResults: 1 }, target))
      .toBe(`curl http://127.0.0.1:8083/ -H 'Content-Type: application/x-amz-json-1.0' -H 'X-Amz-Target: AWSStepFunctions.ListActivities' --data-raw '{"maxResults":1}'`)
  })

  it.each(HOSTILE)('a shell reads %j as it is', (text) => {
    const words = (line: string) => execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' }).split('\0')
    const cli = words(copyAs('CLI', 'StartExecution', { input: text }, target))
    expect(cli[cli.indexOf('--input') + 1]).toBe(text)
    const curl = words(copyAs('curl', 'StartExecution', { input: text }, target))
    expect(JSON.parse(curl[curl.indexOf('--data-raw') + 1]!)).toEqual({ input: text })
  })

  it.skipIf(spawnSync('python3', ['--version']).status !== 0)('Python reads all of them as they are (skipped where there is no python3)', () => {
    const code = copyAs('boto3', 'StartExecution', { texts: HOSTILE, nested: { a: [null, true, false, 1.5, 'x'] } }, target)
    const script = `import ast, json, sys\ncall = [node for node in ast.walk(ast.parse(sys.stdin.read())) if isinstance(node, ast.Call)][-1]\nprint(json.dumps({word.arg: ast.literal_eval(word.value) for word in call.keywords}))`
    expect(JSON.parse(execFileSync('python3', ['-c', script], { input: code, encoding: 'utf8' }))).toEqual({ texts: HOSTILE, nested: { a: [null, true, false, 1.5, 'x'] } })
  })
})
