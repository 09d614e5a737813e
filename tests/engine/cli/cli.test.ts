import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asl } from './terminal.ts'

const ORDER = `Comment: an order
StartAt: Reserve
States:
  Reserve:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: { FunctionName: reserve }
    Retry: [{ ErrorEquals: [Busy], IntervalSeconds: 60, MaxAttempts: 2, JitterStrategy: NONE }]
    Catch: [{ ErrorEquals: [Gone], ResultPath: $.error, Next: Sorry }]
    ResultPath: $.reserved
    Next: Pause
  Pause: { Type: Wait, Seconds: 7200, End: true }
  Sorry: { Type: Fail, Error: SoldOut, Cause: nothing left }
`

const MOCKS = {
  StateMachines: { Order: { TestCases: { Fine: { Reserve: 'Second' }, Gone: { Reserve: 'Gone' } } } },
  MockedResponses: {
    Second: { 0: { Throw: { Error: 'Busy', Cause: 'later' } }, 1: { Return: { Payload: 1 } } },
    Gone: { 0: { Throw: { Error: 'Gone', Cause: 'sold' } } },
  },
}

let folder: string
let order: string
let mocks: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asl-cli-'))
  order = write('order.asl.yaml', ORDER)
  mocks = write('mocks.json', JSON.stringify(MOCKS))
})
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

describe('run', () => {
  test('tells the run state by state, and what came of it', async () => {
    const { code, stdout, stderr } = await asl(['run', order, '--mocks', mocks, '--case', 'Fine', '--input', '{"id": 7}'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      '         0 s  ✓ Reserve  Task, 60 s, 2 attempts',
      '        60 s  ✓ Pause    Wait, 2 h',
      'SUCCEEDED after 2 h 1 min: 3 transitions, 12 events, $0.000075',
    ])
    expect(JSON.parse(stdout.slice(stdout.indexOf('{')))).toEqual({ id: 7, reserved: { Payload: 1 } })
  })

  test('warns of numbers and keys of the input and of the mocks that are not kept as they are written', async () => {
    const lossy = write('lossy.json', JSON.stringify(MOCKS).replace('"Payload":1', '"Payload":9007199254740993'))
    const { code, stdout, stderr } = await asl(['run', order, '--mocks', lossy, '--case', 'Fine', '--input', '{"id": 1, "id": 7}'])
    expect(code).toBe(0)
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/lossy\.json:1:\d+: warning NUMBER_ROUNDED: The number 9007199254740993 .* became 9007199254740992 \(\/MockedResponses\/Second\/1\/Return\/Payload\)$/),
      '--input:1:11: warning REPEATED_KEY: The key "id" is given more than once, and only its last value counts (/id)',
      '',
    ])
    expect(stdout).not.toContain('warning')
  })

  test('an execution that fails is exit code 1, with its error', async () => {
    const { code, stdout } = await asl(['run', order, '--mocks', mocks, '--case', 'Gone'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/↷ Reserve {2}Task, caught Gone\n.*✗ Sorry +Fail\nFAILED after 0 s.*\nSoldOut: nothing left\n/)
  })

  test('names that would move the cursor, or turn the direction of text, do neither', async () => {
    const turned = { StartAt: 'Pay\u202Edrac', States: { 'Pay\u202Edrac': { Type: 'Fail', Error: 'No\u001B[2J\u2066' } } }
    const { stdout } = await asl(['run', write('turned.json', JSON.stringify(turned))])
    expect(stdout).toContain('Pay�drac')
    expect(stdout).toContain('No�[2J�')
    expect(stdout).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
  })

  test('--json prints status, output, error, cause and the events of the service', async () => {
    const { stdout } = await asl(['run', order, '--mocks', mocks, '--case', 'Gone', '--json'])
    const { events, ...rest } = JSON.parse(stdout)
    expect(rest).toEqual({ status: 'FAILED', output: null, error: 'SoldOut', cause: 'nothing left' })
    expect(events[1]).toMatchObject({ id: 2, previousEventId: 0, type: 'TaskStateEntered', stateEnteredEventDetails: { name: 'Reserve', input: '{}' } })
  })

  test('--history lists the events', async () => {
    const { stdout } = await asl(['run', order, '--automock', '--history'])
    const types = stdout.split('\n').filter((line) => / ← /.test(line)).map((line) => /[A-Z]\w+/.exec(line)![0])
    expect(types).toEqual([
      'ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited', 'WaitStateEntered', 'WaitStateExited', 'ExecutionSucceeded',
    ])
    expect(stdout).toMatch(/\n +2 ← 0 +0 s {2}TaskStateEntered {2}Reserve\n/)
  })

  test('definition and input from standard input and from files, JSON or YAML', async () => {
    const pass = '{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}'
    const input = write('input.yaml', 'a: [1, 2]\n')
    const { stdout } = await asl(['run', '-', '--input', `@${input}`, '--json'], { stdin: pass })
    expect(JSON.parse(stdout).output).toEqual({ a: [1, 2] })
  })

  test('a task that nobody answers says how to answer it', async () => {
    const { code, stdout } = await asl(['run', order])
    expect(code).toBe(1)
    expect(stdout).toMatch(/Nothing answers the task 'Reserve'[\s\S]*--mocks FILE --case NAME.*--automock/)
  })

  test('a run that is still waiting says for what', async () => {
    const wait = write('wait.yaml', "StartAt: Ask\nStates:\n  Ask: {Type: Task, Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', TimeoutSeconds: 90, Parameters: {t.$: $$.Task.Token}, End: true}\n")
    const silent = write('silent.json', JSON.stringify({ StateMachines: { M: { TestCases: { C: { Ask: 'R' } } } }, MockedResponses: { R: { 0: { Return: 1 } } } }))
    expect((await asl(['run', wait, '--mocks', silent])).code).toBe(0)
    const { code, stdout } = await asl(['run', order, '--automock', '--until', '1h'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/… Pause[\s\S]*RUNNING after 1 h/)
  })

  test('a failed branch stops the others, and what was stopped is not called failed', async () => {
    const both = write('both.yaml', `StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - { StartAt: Long, States: { Long: { Type: Wait, Seconds: 90, End: true } } }
      - { StartAt: Bang, States: { Bang: { Type: Fail, Error: Bang } } }
    Catch: [{ ErrorEquals: [Bang], Next: Rest }]
    Next: Rest
  Rest: { Type: Wait, Seconds: 60, End: true }
`)
    const { stdout } = await asl(['run', both, '--until', '30'])
    expect(stdout.split('\n').slice(0, 5)).toEqual([
      '         0 s  ↷ Both    Parallel, caught a failed branch',
      '         0 s  ⊘   Long  Wait, stopped',
      '         0 s  ✗   Bang  Fail',
      '         0 s  … Rest    Wait, still in it',
      'RUNNING after 30 s: 4 transitions, 9 events, $0.0001',
    ])
  })

  test('colours on a terminal and nowhere else', async () => {
    const args = ['run', order, '--automock']
    expect((await asl(args, { isTTY: true })).stdout).toMatch(/\u001B\[32m✓/)
    expect((await asl(args, { isTTY: true, env: { NO_COLOR: '1' } })).stdout).not.toMatch(/\u001B/)
    expect((await asl(args)).stdout).not.toMatch(/\u001B/)
  })
})

describe('validate', () => {
  test('places, severities, a summary, and exit code 1 when there is an error', async () => {
    const bad = write('bad.asl.yaml', 'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Parameters: {x: $.y}\n    Next: B\n')
    const { code, stdout, stderr } = await asl(['validate', bad])
    expect([code, stderr]).toEqual([1, ''])
    expect(stdout.split('\n').slice(0, 4).map((line) => line.replace(folder, ''))).toEqual([
      "/bad.asl.yaml:6:5: error MISSING_TRANSITION_TARGET: Missing 'Next' target: B (/States/A/Next)",
      '/bad.asl.yaml:1:1: error MISSING_END_STATE: Workflow has no terminal state',
      expect.stringMatching(/^\/bad.asl.yaml:5:5: warning NO_DOLLAR: /),
      '1 file: 2 errors, 1 warning, 0 advice',
    ])
  })

  test('several files, --severity and --json', async () => {
    const { code, stdout } = await asl(['validate', order, '-', '--severity', 'error', '--json'], { stdin: '{"StartAt":"P","States":{"P":{"Type":"Nap"}}}' })
    expect(code).toBe(1)
    const [first, second] = JSON.parse(stdout)
    expect(first).toEqual({ file: order, result: 'OK', diagnostics: [] })
    expect(second).toMatchObject({ file: '-', result: 'FAIL', diagnostics: [{ code: 'SCHEMA_VALIDATION_FAILED', location: '/States/P/Type', file: '<stdin>' }, { code: 'MISSING_END_STATE' }] })
  })

  test('--type EXPRESS', async () => {
    const callback = write('callback.yaml', "StartAt: A\nStates:\n  A: {Type: Task, Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true}\n")
    expect((await asl(['validate', callback])).code).toBe(0)
    expect((await asl(['validate', callback, '--type', 'express'])).code).toBe(1)
  })
})

test('diagram prints Mermaid source', async () => {
  const { code, stdout } = await asl(['diagram', order, '--direction', 'lr'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^flowchart LR\n[\s\S]*s_Reserve\["Reserve<br\/>retry ×2"\][\s\S]*s_Reserve e\d+@-\.->\|"Gone"\| s_Sorry/)
})

describe('test', () => {
  const cases = (status: string): string => `title: An order\nmachine: Order\nadvice: [LAMBDA_WITHOUT_RETRY, RETRY_WITHOUT_JITTER, TASK_WITHOUT_TIMEOUT]\ncases:\n  fine:\n    title: fine\n    mocks: Fine\n    beats: [{ on: ExecutionSucceeded, say: Done. }]\n    expect: { status: ${status}, transitions: 3, elapsed: 7260 }\n`

  function pattern(status: string): string {
    const root = join(folder, `patterns-${status}`)
    mkdirSync(join(root, 'order'), { recursive: true })
    writeFileSync(join(root, 'order', 'workflow.asl.yaml'), ORDER)
    writeFileSync(join(root, 'order', 'mocks.json'), JSON.stringify(MOCKS))
    writeFileSync(join(root, 'order', 'cases.yaml'), cases(status))
    return root
  }

  test('runs the cases', async () => {
    expect(await asl(['test', '--folder', pattern('SUCCEEDED')])).toEqual({ code: 0, stdout: '✓ order: fine\n1 passed, 0 failed\n', stderr: '' })
  })

  test('says what differs', async () => {
    const root = pattern('FAILED')
    const { code, stdout } = await asl(['test', 'order', '--folder', root])
    expect(code).toBe(1)
    expect(stdout).toBe(`✗ order: fine\n    ${join(root, 'order', 'cases.yaml')}:9:23: error EXPECT: fine: status: expected FAILED, got SUCCEEDED\n0 passed, 1 failed\n`)
  })

  test('writes the same for CI, and what was gone through', async () => {
    const root = pattern('FAILED')
    const file = join(root, 'order', 'workflow.asl.yaml')
    const reports = join(folder, 'reports')
    const { code, stdout } = await asl(['test', '--folder', root, '--junit', join(reports, 'asl.xml'), '--coverage', join(reports, 'asl')])
    expect(code).toBe(1)
    expect(stdout).toContain(`${join(reports, 'asl', 'index.html')}: `)
    expect(readFileSync(join(reports, 'asl.xml'), 'utf8')).toMatch(/<testcase name="fine" classname="order">\s*<failure message="[^"]*expected FAILED, got SUCCEEDED">/)
    const [covered] = JSON.parse(readFileSync(join(reports, 'asl', 'coverage.json'), 'utf8'))
    expect(covered).toMatchObject({ file, runs: 1, states: [{ name: 'Reserve', visits: 1 }, { visits: 1 }, { name: 'Sorry', visits: 0 }] })
    expect(readFileSync(join(reports, 'asl', 'lcov.info'), 'utf8')).toContain(`SF:${file}\n`)
    expect(await asl(['test', '--folder', root, '--junit', join(file, 'asl.xml')])).toMatchObject({ code: 2, stderr: expect.stringMatching(/asl\.xml can not be written: /) })
  })
})

describe('batch', () => {
  const pass = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }
  const call = { StartAt: 'T', States: { T: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true } } }
  const lines = [
    { id: 'run', definition: pass, input: [1] },
    { id: 'mocked', definition: call, mocks: { T: [{ throw: { error: 'E', cause: 'c' } }] } },
    { id: 'auto', definition: call, automock: true },
    { id: 'check', kind: 'validation', definition: {} },
    { id: 'state', kind: 'test_state', definition: { Type: 'Pass', End: true }, request: { input: '{"a":1}' } },
    { id: 'broken', definition: { StartAt: 'X' } },
    { id: 'text', definition: null, definitionText: 'no definition' },
    { id: 'what', kind: 'poem', definition: pass },
    { id: 'mocks', definition: call, mocks: { T: [null] } },
  ].map((item) => JSON.stringify(item))

  test('a line for a line, whatever happens', async () => {
    const { code, stdout, stderr } = await asl(['batch'], { stdin: [...lines, '{oops', '', '7', 'null'].join('\n') })
    expect([code, stderr]).toEqual([0, ''])
    const results = stdout.trimEnd().split('\n').map((line) => JSON.parse(line))
    expect(results.map(({ id }) => id)).toEqual(['run', 'mocked', 'auto', 'check', 'state', 'broken', 'text', 'what', 'mocks', null, null, null])
    expect(results[0]).toMatchObject({ status: 'SUCCEEDED', output: [1] })
    expect(results[0].events.map(({ id, prev, type }: { id: number, prev: number, type: string }) => [id, prev, type])).toEqual([
      [1, 0, 'ExecutionStarted'], [2, 0, 'PassStateEntered'], [3, 2, 'PassStateExited'], [4, 3, 'ExecutionSucceeded'],
    ])
    expect(results[1]).toMatchObject({ status: 'FAILED', error: 'E', cause: 'c' })
    expect(results[2]).toMatchObject({ status: 'SUCCEEDED', output: { MessageId: expect.any(String) } })
    expect(results[3]).toMatchObject({ valid: false, diagnostics: [{ message: 'These fields are required: [States, StartAt]', location: '/' }] })
    expect(results[4]).toMatchObject({ status: 'SUCCEEDED', output: { a: 1 } })
    expect(results[5]).toMatchObject({ status: 'FAILED', error: 'InvalidDefinition' })
    expect(results[6]).toMatchObject({ status: 'FAILED', error: 'InvalidDefinition', cause: expect.stringMatching(/INVALID_JSON_DESCRIPTION/) })
    for (const result of results.slice(7)) expect(result.unsupported).toEqual(expect.any(String))
  })

  test('warnings about what of a line is not kept stand beside the answers, with the line', async () => {
    const lossy = JSON.stringify({ id: 'big', definition: pass, input: 'N' }).replace('"N"', '9007199254740993')
    const { stdout, stderr } = await asl(['batch'], { stdin: `${lines[0]}\n${lossy}\n` })
    expect(stdout.trimEnd().split('\n')).toHaveLength(2)
    expect(stderr).toMatch(/^<stdin>:2:\d+: warning NUMBER_ROUNDED: .* became 9007199254740992 \(\/input\)\n$/)
  })

  test('a line that is too much work says so, what it came to and where', async () => {
    const busy = { StartAt: 'Lap', States: { 'Lap': { Type: 'Pass', Parameters: { 'text.$': `States.Format('{}.', $.text)` }, Next: 'Again?' }, 'Again?': { Type: 'Choice', Choices: [{ Variable: '$.never', IsPresent: true, Next: 'Over' }], Default: 'Lap' }, 'Over': { Type: 'Succeed' } } }
    const input = { text: 'x'.repeat(200_000) }
    const { code, stdout } = await asl(['batch'], { stdin: [busy, pass].map((definition, id) => JSON.stringify({ id, definition, input })).join('\n') })
    expect(code).toBe(0)
    const [cut, next] = stdout.trimEnd().split('\n').map((line) => JSON.parse(line))
    expect(cut.unsupported).toMatch(/^The run was ended after 200,000,000 bytes in its history, still going round Lap → Again\? → Lap \(\d+ times\)\.$/)
    expect(cut).toMatchObject({ done: { events: expect.any(Number), transitions: expect.any(Number) }, whereabouts: [{ kind: 'round', states: ['Lap', 'Again?'] }] })
    expect(next.status).toBe('SUCCEEDED')
    const file = write('busy.asl.json', JSON.stringify(busy))
    expect(await asl(['run', file, '--input', JSON.stringify(input)])).toMatchObject({ code: 1, stdout: expect.stringMatching(/ABORTED after .*\nWorkLimitReached: The run was ended after 200,000,000 bytes in its history, still going round Lap → Again\? → Lap/) })
  })

  test.each<unknown[]>([['standard'], ['Express'], ['X'], [''], [5], [{}], [{ toString: 1 }]])('a machine type that is none is not run: %j', async (machineType) => {
    const loop = { StartAt: 'P', States: { P: { Type: 'Pass', Next: 'P' } } }
    const distributed = { StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: machineType }, ...loop }, End: true } } }
    const cases = [{ id: 'run', machineType, definition: loop }, { id: 'check', kind: 'validation', machineType, definition: pass }, { id: 'children', definition: distributed, input: [1] }, { id: 'none', machineType: null, definition: pass }]
    const { stdout } = await asl(['batch'], { stdin: cases.map((item) => JSON.stringify(item)).join('\n') })
    const [run, check, children, none] = stdout.trimEnd().split('\n').map((line) => JSON.parse(line))
    for (const { unsupported } of [run, check]) expect(unsupported).toMatch(/^machineType: A machine type is STANDARD or EXPRESS, not '/)
    expect(children).toMatchObject({ status: 'FAILED', error: 'InvalidDefinition', cause: expect.stringMatching(/ExecutionType: A machine type is STANDARD or EXPRESS/) })
    expect(none).toMatchObject({ status: 'SUCCEEDED' })
  })

  test('only a line feed ends a line, and a byte-order mark belongs to none', async () => {
    const texts = ['a\u2028b', 'a\u2029b', 'a\u0085b', 'ä\u{1F600}']
    const stdin = texts.map((text, id) => JSON.stringify({ id, definition: pass, input: text })).join('\r\n')
    const { stdout } = await asl(['batch'], { stdin: `\uFEFF${stdin}` })
    expect(stdout.trimEnd().split('\n').map((line) => JSON.parse(line)).map(({ id, output }) => [id, output])).toEqual([...texts.entries()])
  })

  test('a clock that is no date is said to be', async () => {
    const cases = ['tomorrow', 5, { toString: 1 }].map((clock) => JSON.stringify({ id: 1, definition: pass, clock }))
    const { stdout } = await asl(['batch'], { stdin: cases.join('\n') })
    for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line).unsupported).toMatch(/^clock: '.*' is no date such as /)
  })

  test('answers come while the cases are still arriving', async () => {
    const { PassThrough } = await import('node:stream')
    const { main } = await import('../../../engine/cli/main.ts')
    const stdin = new PassThrough()
    const stdout = new PassThrough()
    const done = main(['batch'], { stdin, stdout, stderr: new PassThrough(), env: {} })
    for (const line of lines.slice(0, 3)) {
      stdin.write(`${line}\n`)
      const [chunk] = await new Promise<Buffer[]>((resolve) => stdout.once('data', (...args) => resolve(args)))
      expect(JSON.parse(String(chunk)).id).toBe(JSON.parse(line).id)
    }
    stdin.end()
    expect(await done).toBe(0)
  })
})

describe('what the caller can put right is one line on standard error', () => {
  const noFile = join(tmpdir(), 'no-such-file.yaml')
  test.each<[string, () => string[], number, RegExp]>([
    ['no command', () => [], 2, /^$/],
    ['an unknown command', () => ['walk'], 2, /^asl: there is no command "walk"; there is run, validate/],
    ['an unknown option', () => ['run', order, '--fast'], 2, /^asl: Unknown option '--fast'.*usage: asl run/],
    ['no file', () => ['diagram'], 2, /^asl: no file is named \(usage: /],
    ['a file that is not there', () => ['run', noFile], 2, /^asl: .*no-such-file\.yaml can not be read: there is no such file\n/],
    ['a folder', () => ['run', folder], 2, /can not be read: it is a folder/],
    ['input that is no JSON', () => ['run', order, '--input', '{a'], 2, /^asl: --input is no JSON: .*--input @FILE/],
    ['an input file that is no JSON', () => ['run', order, '--input', `@${write('bad.json', '{"a": 1')}`], 2, /^asl: .*bad\.json:1:8: error INVALID_JSON_DESCRIPTION/],
    ['a definition that is no YAML', () => ['diagram', write('bad.yaml', 'a: [')], 1, /^asl: .*bad\.yaml:1:\d+: error INVALID_YAML/],
    ['an invalid definition to run', () => ['run', write('next.yaml', 'StartAt: A\nStates:\n  A: {Type: Pass, Next: B}\n')], 1, /^asl: .*next\.yaml:3:\d+: error MISSING_TRANSITION_TARGET.*asl validate lists all/],
    ['a case that is not in the mock file', () => ['run', order, '--mocks', mocks, '--case', 'Nope'], 2, /TestCases of Order has no "Nope"; it has Fine, Gone/],
    ['a case that is not chosen', () => ['run', order, '--mocks', mocks], 2, /has Fine, Gone: choose one with --case/],
    ['a case without a mock file', () => ['run', order, '--case', 'Fine'], 2, /add --mocks FILE/],
    ['a pattern that is not there', () => ['test', 'nope', '--folder', join(folder, 'patterns-SUCCEEDED')], 2, /has no pattern "nope"; it has order/],
    ['a file for batch', () => ['batch', order], 2, /^asl: cases come from standard input/],
    ['a wrong word', () => ['run', order, '--type', 'FAST'], 2, /--type is FAST; it can be STANDARD or EXPRESS/],
    ['a seed that is none', () => ['run', order, '--seed', 'x'], 2, /--seed is x; it takes a whole number/],
    ['a duration that is none', () => ['run', order, '--until', 'soon'], 2, /--until is soon; it takes seconds/],
  ])('%s', async (_, argv, code, message) => {
    const outcome = await asl(argv())
    expect(outcome.code).toBe(code)
    expect(outcome.stderr).toMatch(message)
    expect(outcome.stderr.split('\n').length).toBeLessThanOrEqual(2)
  })

  test('help is no error, and says what exit codes mean', async () => {
    expect(await asl(['--help'])).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^usage: asl COMMAND[\s\S]*asl batch[\s\S]*Exit code:\n {2}0 {2}yes.*\n {2}1 {2}the answer is no.*\n {2}2 {2}it could not be done/) })
  })

  test.each(['run', 'validate', 'fmt', 'diagram', 'test', 'test-state', 'batch', 'lab'])('asl %s --help has its options and an example', async (name) => {
    const { code, stdout, stderr } = await asl([name, '--help'])
    expect([code, stderr]).toEqual([0, ''])
    expect((await asl(['help', name])).stdout).toBe(stdout)
    expect(stdout).toMatch(new RegExp(`^usage: asl ${name}\\b.*\\n[\\s\\S]*\\nExamples?:\\n  .*asl ${name}\\b`))
  })
})

describe('as a program', () => {
  const program = fileURLToPath(new URL('../../../engine/cli/asl.mjs', import.meta.url))

  test('takes standard input, writes standard output, and passes the exit code on', () => {
    const good = spawnSync(process.execPath, [program, 'run', '-', '--json'], { input: '{"StartAt":"P","States":{"P":{"Type":"Succeed"}}}', encoding: 'utf8' })
    expect([good.status, good.stderr, JSON.parse(good.stdout).status]).toEqual([0, '', 'SUCCEEDED'])
    const bad = spawnSync(process.execPath, [program, 'validate', '-'], { input: '{}', encoding: 'utf8' })
    expect(bad.status).toBe(1)
  })

  test('an answer keeps its exit code when nobody reads it, and a full disk is a sentence', () => {
    const fails = '{"StartAt":"F","States":{"F":{"Type":"Fail"}}}'
    const shell = `"$0" "$1" run - | true; echo "\${PIPESTATUS[0]}"; ${existsSync('/dev/full') ? '"$0" "$1" run - <<< "$2" > /dev/full; echo "$?"' : 'echo 2'}`
    const { stderr, stdout } = spawnSync('bash', ['-c', shell, process.execPath, program, fails], { input: fails, encoding: 'utf8' })
    expect(stdout).toBe('1\n2\n')
    expect(stderr).toMatch(/^(?:asl: the output can not be written: the disk is full\n)?$/)
  })

  test('ends quietly when nobody reads on', () => {
    const many = Array.from({ length: 2000 }, (_, id) => JSON.stringify({ id, definition: { StartAt: 'P', States: { P: { Type: 'Succeed' } } } })).join('\n')
    const { stderr, stdout } = spawnSync('sh', ['-c', '"$0" "$1" batch | head -n 1', process.execPath, program], { input: many, encoding: 'utf8' })
    expect(stdout.split('\n').length).toBe(2)
    expect(stderr).toBe('')
  })
})
