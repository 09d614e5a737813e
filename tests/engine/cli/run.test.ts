import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownFolder } from './folder.ts'
import { asl } from './terminal.ts'

const { path: folder, write } = ownFolder()

const NAMES = write('names.json', JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'A',
  States: { A: { Type: 'Pass', Output: { execution: '{% $states.context.Execution.Name %}', id: '{% $states.context.Execution.Id %}', machine: '{% $states.context.StateMachine.Name %}' }, End: true } },
}))

async function outputOf(...argv: string[]): Promise<any> {
  const { code, stdout, stderr } = await asl(['run', ...argv, '--json'])
  return { code, stderr, output: stdout === '' ? undefined : JSON.parse(stdout).output }
}

describe('names', () => {
  test('--name is the execution’s, --machine the state machine’s', async () => {
    const { output } = await outputOf(NAMES, '--name', 'monday-1', '--machine', 'Orders')
    expect(output).toEqual({ execution: 'monday-1', machine: 'Orders', id: expect.stringMatching(/:execution:Orders:monday-1$/) })
  })

  test.each([
    ['', /--name is ; .* is not empty/],
    ['a'.repeat(81), /at most 80 characters, and this one has 81/],
    ['monday 1', /may not have white space in it/],
    ['a/b', /may not have \/ in it/],
    ['a:b', /may not have : in it/],
    ['a\u0007', /the character U\+0007/],
  ])('“%s” is refused as StartExecution refuses it', async (name, message) => {
    expect(await asl(['run', NAMES, '--name', name])).toMatchObject({ code: 2, stderr: expect.stringMatching(message), stdout: '' })
  })

  test.each(['a'.repeat(80), 'monday_1-é', 'a.b@c+d=(e)!'])('“%s” is taken', async (name) => {
    expect((await outputOf(NAMES, '--name', name)).output.execution).toBe(name)
  })
})

describe('--substitute', () => {
  const json = write('t.asl.json', '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"n":${Tries},"text":"${Tries}","on":${On},"queue":"q/${Queue}"},"End":true}}}')
  const yaml = write('t.asl.yaml', 'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Result:\n      n: ${Tries}\n      text: "${Tries}"\n      on: ${On}\n      queue: q/${Queue}\n    End: true\n')

  test.each([['JSON', json], ['YAML', yaml]])('in %s a value is JSON where the placeholder has no quotes, and text in them', async (_, file) => {
    const { code, stderr, output } = await outputOf(file, '--substitute', 'Tries=3', '--substitute', 'On=true', '--substitute', 'Queue=a=b')
    expect({ code, stderr, output }).toEqual({ code: 0, stderr: '', output: { n: 3, text: '3', on: true, queue: 'q/a=b' } })
  })

  test('what has no value is said with its place, and taken as it stands', async () => {
    const { code, stderr, output } = await outputOf(yaml, '--substitute', 'Tries=3')
    expect(code).toBe(0)
    expect(output).toMatchObject({ n: 3, on: '${On}', queue: 'q/${Queue}' })
    expect(stderr.replaceAll(`${folder}/`, '')).toBe([
      't.asl.yaml:8:7: warning PLACEHOLDER: ${On} has no value and is taken as it stands; --substitute On=VALUE gives it one',
      't.asl.yaml:9:7: warning PLACEHOLDER: ${Queue} has no value and is taken as it stands; --substitute Queue=VALUE gives it one',
      '',
    ].join('\n'))
  })

  test('a filled in machine is checked, drawn and tested as such', async () => {
    const wait = write('wait.asl.yaml', 'StartAt: A\nStates:\n  A: { Type: Wait, Seconds: "${S}", End: true }\n')
    const plain = write('plain.asl.yaml', 'StartAt: A\nStates:\n  A:\n    Type: Wait\n    Seconds: ${S}\n    End: true\n')
    expect(await asl(['validate', wait, '--substitute', 'S=soon'])).toMatchObject({ code: 1, stdout: expect.stringMatching(/wait\.asl\.yaml:3:\d+: error SCHEMA_VALIDATION_FAILED: Value must be an integer/) })
    expect(await asl(['validate', plain, '--substitute', 'S=7'])).toMatchObject({ code: 0 })
    expect((await asl(['diagram', plain, '--substitute', 'S=7'])).stdout).toContain('7')
    expect(JSON.parse((await asl(['test-state', json, 'A', '--substitute', 'Tries=3'])).stdout).output).toMatchObject({ n: 3 })
  })

  test.each([
    ['Tris=3', /has no placeholder \$\{Tris\}; did you mean Tries\?/],
    ['Tries', /it takes NAME=VALUE, as in --substitute Tries=3/],
  ])('%s is told', async (pair, message) => {
    expect(await asl(['run', json, '--substitute', pair])).toMatchObject({ code: 2, stderr: expect.stringMatching(message) })
  })
})

describe('--s3', () => {
  const machine = (config: object, key: string): string => JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: config, Arguments: { Bucket: 'b', Key: key } },
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
        End: true,
      },
    },
  })
  const items = [{ id: '1', name: 'a' }, { id: '2', name: 'b' }]

  test.each([
    ['CSV', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, 'day=1/x.csv', 'id,name\n1,a\n2,b\n'],
    ['JSON', { InputType: 'JSON' }, 'x.json', JSON.stringify(items)],
    ['JSONL', { InputType: 'JSONL' }, 'x.jsonl', items.map((item) => `${JSON.stringify(item)}\n`).join('')],
  ])('a reader reads %s from it', async (kind, config, key, text) => {
    const file = write(`data=${kind}.txt`, text)
    const { code, output } = await outputOf(write(`${kind}.asl.json`, machine(config, key)), '--s3', `b/${key}=${file}`)
    expect({ code, output }).toEqual({ code: 0, output: items })
  })

  test('a folder is all its files', async () => {
    write('data/day=1/x.csv', 'id,name\n1,a\n2,b\n')
    const csv = write('csv.asl.json', machine({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, 'day=1/x.csv'))
    expect((await outputOf(csv, '--s3', `s3://b=${join(folder, 'data')}`)).output).toEqual(items)
  })

  test('S3 tasks see it, beside plausible answers', async () => {
    const task = (resource: string, args: object, rest: object): object => ({ Type: 'Task', Resource: resource, Arguments: args, Assign: { got: '{% $states.result %}' }, ...rest })
    const both = write('both.asl.json', JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Tell',
      States: {
        Tell: task('arn:aws:states:::sns:publish', { TopicArn: 't', Message: 'm' }, { Next: 'Get' }),
        Get: task('arn:aws:states:::aws-sdk:s3:getObject', { Bucket: 'b', Key: 'k' }, { End: true }),
      },
    }))
    const file = write('k.txt', 'hello')
    expect((await outputOf(both, '--automock', '--s3', `b/k=${file}`)).output).toMatchObject({ Body: 'hello', ContentLength: 5 })
    expect((await asl(['run', both, '--s3', `b/k=${file}`])).stdout).toContain('Nothing answers the task')
  })

  test('a reader without it says how to give it one', async () => {
    const { code, stdout } = await asl(['run', write('none.asl.json', machine({ InputType: 'JSON' }, 'x.json'))])
    expect(code).toBe(1)
    expect(stdout).toContain('Give it objects with --s3 BUCKET/KEY=FILE.')
  })

  test.each([
    ['b/day', /it takes BUCKET\/KEY=FILE/],
    ['b=names.json', /names no key|can not be read/],
    ['b/k=nope.csv', /nope\.csv can not be read: there is no such file/],
  ])('%s is told', async (pair, message) => {
    expect(await asl(['run', NAMES, '--s3', pair])).toMatchObject({ code: 2, stderr: expect.stringMatching(message) })
  })
})

test('a mock case that answers a state which is not there is told by its place, with the near name', async () => {
  const machine = write('pay.asl.yaml', 'StartAt: Pay\nStates:\n  Pay: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: pay }, End: true }\n')
  const mocks = write('pay.json', '{"StateMachines": {"M": {"TestCases": {"C": {\n  "Pay": "R",\n  "Pya": "R"}}}},\n "MockedResponses": {"R": {"0": {"Return": {"Payload": 1}}}}}')
  const { code, stderr } = await asl(['run', machine, '--mocks', mocks])
  expect(code).toBe(0)
  expect(stderr).toBe(`${mocks}:3:3: warning MOCK_WITHOUT_STATE: test case “C” answers the state “Pya”, which the machine does not have; did you mean Pay?\n`)
})

describe('--otlp', () => {
  const file = join(folder, 'trace.json')
  const spansOf = (text: string) => JSON.parse(text).resourceSpans[0].scopeSpans[0].spans.map(({ name }: { name: string }) => name)

  test('writes the run as a trace beside what is told', async () => {
    const { code, stdout } = await asl(['run', NAMES, '--machine', 'Orders', '--otlp', file])
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('SUCCEEDED') })
    expect(spansOf(readFileSync(file, 'utf8'))).toEqual(['Orders', 'A'])
  })

  test('- writes the trace alone, of a run that fails, too', async () => {
    const failing = write('failing.json', '{"StartAt":"No","States":{"No":{"Type":"Fail","Error":"Never"}}}')
    const { code, stdout } = await asl(['run', failing, '--otlp', '-'])
    expect({ code, spans: spansOf(stdout) }).toEqual({ code: 1, spans: ['StateMachine', 'No'] })
    expect(stdout).toContain('{"key":"exception.type","value":{"stringValue":"Never"}}')
  })

  test.each([
    [['--otlp', '-', '--json'], /leave out --json/],
    [['--otlp', join(folder, 'nowhere', 'trace.json')], /trace\.json can not be written: /],
  ])('%j can not be done', async (options, message) => {
    expect(await asl(['run', NAMES, ...options])).toMatchObject({ code: 2, stderr: expect.stringMatching(message), stdout: '' })
  })
})
