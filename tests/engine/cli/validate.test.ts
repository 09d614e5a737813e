import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { asGitHub } from '../../../engine/cli/report/github.ts'
import { asSarif } from '../../../engine/cli/report/sarif.ts'
import { ownFolder } from './folder.ts'
import { asl } from './terminal.ts'

const { path: folder, write } = ownFolder()

const CALLS = 'StartAt: A\nStates:\n  A: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: f }, Next: B }\n  B: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: f }, End: true }\n'
const good = write('flows/good.asl.yaml', CALLS)
const bad = write('flows/deep/bad.asl.json', '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}')
write('flows/by-content.json', '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}')
write('flows/mocks.json', '{"StateMachines":{},"MockedResponses":{}}')
write('flows/node_modules/p/x.asl.json', '{}')
write('flows/.hidden/x.asl.json', '{}')
write('empty/readme.md', 'nothing')

const short = (text: string): string => text.replaceAll(`${folder}/`, '')

describe('advice', () => {
  test('is counted by code and file, and the summary comes with the findings', async () => {
    const { code, stdout, stderr } = await asl(['validate', good, bad])
    expect([code, stderr]).toEqual([1, ''])
    expect(short(stdout)).toBe([
      'flows/good.asl.yaml: advice: TASK_WITHOUT_TIMEOUT, LAMBDA_WITHOUT_RETRY ×2 (--advice tells all)',
      "flows/deep/bad.asl.json:1:45: error MISSING_TRANSITION_TARGET: Missing 'Next' target: B (/States/A/Next)",
      'flows/deep/bad.asl.json:1:1: error MISSING_END_STATE: Workflow has no terminal state',
      '2 files: 2 errors, 0 warnings, 3 advice',
      '',
    ].join('\n'))
  })

  test('--advice tells all, --severity none', async () => {
    const all = (await asl(['validate', good, '--advice'])).stdout
    expect(all.match(/: advice LAMBDA_WITHOUT_RETRY: /g)).toHaveLength(2)
    expect((await asl(['validate', good, '--severity', 'warning'])).stdout).toBe('1 file: 0 errors, 0 warnings, 0 advice\n')
  })

  test('on what is read otherwise than it is meant is told in full', async () => {
    const file = write('no.yaml', 'StartAt: NO\nQuerylanguage: JSONata\nStates:\n  NO: { Type: Succeed }\n')
    expect(short((await asl(['validate', file])).stdout).split('\n')).toEqual([
      expect.stringMatching(/^no\.yaml:1:10: advice OLD_YAML_WORD: NO is text/),
      expect.stringMatching(/^no\.yaml:4:3: advice OLD_YAML_WORD/),
      expect.stringMatching(/^no\.yaml:2:1: advice QUERY_LANGUAGE_MISPLACED: The field is called QueryLanguage/),
      '1 file: 0 errors, 0 warnings, 3 advice',
      '',
    ])
  })

  test('an error name that the mock file throws is no unknown one', async () => {
    const file = write('caught.yaml', 'StartAt: A\nStates:\n  A: { Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", TimeoutSeconds: 9, Retry: [{ ErrorEquals: [States.Mine], JitterStrategy: FULL }], End: true }\n')
    const mocks = write('caught.json', '{"StateMachines":{},"MockedResponses":{"R":{"0":{"Throw":{"Error":"States.Mine","Cause":""}}}}}')
    expect((await asl(['validate', file])).stdout).toContain('UNKNOWN_ERROR_NAME')
    expect((await asl(['validate', file, '--mocks', mocks])).stdout).toBe('1 file: 0 errors, 0 warnings, 0 advice\n')
  })
})

describe('many files', () => {
  const filesOf = (stdout: string): string[] => (JSON.parse(stdout) as { file: string }[]).map(({ file }) => short(file))

  test('of a folder the definitions, by name or by what they hold', async () => {
    const { code, stdout } = await asl(['validate', join(folder, 'flows'), '--json'])
    expect(code).toBe(1)
    expect(filesOf(stdout)).toEqual(['flows/by-content.json', 'flows/deep/bad.asl.json', 'flows/good.asl.yaml'])
  })

  test('of a glob what matches, each once', async () => {
    expect(filesOf((await asl(['validate', join(folder, 'flows', '**', '*.asl.*'), good, '--json'])).stdout)).toEqual(['flows/deep/bad.asl.json', 'flows/good.asl.yaml'])
  })

  test('all are looked at, also when one is missing, and that could not be done', async () => {
    const { code, stdout, stderr } = await asl(['validate', join(folder, 'nope.json'), bad, good])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^asl: .*nope\.json can not be read: there is no such file\n$/)
    expect(stdout).toMatch(/error MISSING_TRANSITION_TARGET[\s\S]*3 files: 2 errors, 0 warnings, 3 advice; 1 not checked\n$/)
  })

  test('a value fills in the files that have its placeholder; one that no file has is told', async () => {
    const wait = write('wait.asl.yaml', 'StartAt: A\nStates:\n  A:\n    Type: Wait\n    Seconds: ${Pause}\n    End: true\n')
    expect((await asl(['validate', wait, good, '--substitute', 'Pause=7'])).code).toBe(0)
    expect((await asl(['validate', wait, good, '--substitute', 'Pause=soon'])).code).toBe(1)
    expect(await asl(['validate', wait, good, '--substitute', 'Pasue=7'])).toMatchObject({ code: 2, stderr: expect.stringMatching(/^asl: none of the files has a placeholder \$\{Pasue\}; did you mean Pause\?\n$/) })
  })

  test('what can not be read in a folder is told, too', async () => {
    symlinkSync(join(folder, 'nowhere'), join(folder, 'empty', 'gone.json'))
    expect(await asl(['validate', join(folder, 'empty')])).toMatchObject({ code: 2, stderr: expect.stringMatching(/gone\.json can not be read: there is no such file/) })
    rmSync(join(folder, 'empty', 'gone.json'))
  })

  test.each([
    ['a folder without definitions', () => join(folder, 'empty'), /empty holds no definition: no \*\.asl\.json/],
    ['a glob that matches nothing', () => join(folder, '*.asl.cson'), /^asl: no file matches .*\*\.asl\.cson\n$/],
  ])('%s is told', async (_, argument, message) => {
    expect(await asl(['validate', argument()])).toMatchObject({ code: 2, stderr: expect.stringMatching(message) })
  })
})

describe('--format', () => {
  /** What the schema of SARIF 2.1.0 requires, and the values that it allows where we write any. */
  function checkSarif(log: any): void {
    expect(log).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: expect.any(String) } } }] })
    for (const { tool, columnKind, invocations, results } of log.runs) {
      expect(columnKind).toBe('utf16CodeUnits')
      for (const rule of tool.driver.rules) expect(rule).toMatchObject({ id: expect.any(String) })
      for (const { executionSuccessful, toolExecutionNotifications = [] } of invocations) {
        expect(executionSuccessful).toBe(toolExecutionNotifications.length === 0)
        for (const { message } of toolExecutionNotifications) expect(message.text).toEqual(expect.any(String))
      }
      for (const { ruleId, ruleIndex, level, message, locations } of results) {
        expect(tool.driver.rules[ruleIndex].id).toBe(ruleId)
        expect(['none', 'note', 'warning', 'error']).toContain(level)
        expect(message.text).toEqual(expect.any(String))
        for (const { physicalLocation: { artifactLocation, region } } of locations) {
          expect(() => new URL(artifactLocation.uri, 'file:///repository/')).not.toThrow()
          for (const number of Object.values(region)) expect(number).toBeGreaterThanOrEqual(1)
          expect(region.endLine).toBeGreaterThanOrEqual(region.startLine)
        }
      }
    }
  }

  test('sarif has what the schema requires, of every file', async () => {
    const { code, stdout } = await asl(['validate', good, bad, join(folder, 'nope.json'), '--format', 'sarif'])
    expect(code).toBe(2)
    const log = JSON.parse(stdout)
    checkSarif(log)
    const [{ results, invocations }] = log.runs
    expect(results.map(({ ruleId, level }: { ruleId: string, level: string }) => `${level} ${ruleId}`).sort()).toEqual([
      'error MISSING_END_STATE', 'error MISSING_TRANSITION_TARGET', 'note LAMBDA_WITHOUT_RETRY', 'note LAMBDA_WITHOUT_RETRY', 'note TASK_WITHOUT_TIMEOUT',
    ])
    expect(invocations).toMatchObject([{ executionSuccessful: false, toolExecutionNotifications: [{ message: { text: expect.stringContaining('nope.json') } }] }])
  })

  test('sarif names files as addresses, relative to the folder it is started in', () => {
    const range = { start: { line: 1, column: 2 }, end: { line: 1, column: 5 } }
    const log = JSON.parse(asSarif([{ file: 'a b/ü#1.json', result: 'FAIL', diagnostics: [{ severity: 'ERROR', code: 'X', message: 'm', location: '/A', range, hint: 'h' }] }]))
    checkSarif(log)
    expect(log.runs[0].results[0]).toMatchObject({
      message: { text: 'm; h' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b/%C3%BC%231.json' }, region: { startLine: 1, startColumn: 2, endLine: 1, endColumn: 5 } }, logicalLocations: [{ fullyQualifiedName: '/A' }] }],
    })
  })

  test('github writes workflow commands, escaped as they ask for', () => {
    const range = { start: { line: 3, column: 5 }, end: { line: 3, column: 9 } }
    const text = asGitHub({
      file: 'a,b:c%.json',
      result: 'FAIL',
      diagnostics: [
        { severity: 'ERROR', code: 'X', message: '100 %:\nno, really', location: '/A', range },
        { severity: 'WARNING', code: 'Y', message: 'm', range: { ...range, end: { line: 4, column: 1 } } },
        { severity: 'ADVICE', code: 'POLL_LOOP', message: 'm', range },
        { severity: 'ADVICE', code: 'POLL_LOOP', message: 'n', range },
      ],
    }, false)
    expect(text.split('\n')).toEqual([
      '::error file=a%2Cb%3Ac%25.json,line=3,col=5,endLine=3,endColumn=9,title=X::100 %25:%0Ano, really (/A)',
      '::warning file=a%2Cb%3Ac%25.json,line=3,col=5,endLine=4,title=Y::m',
      '::notice file=a%2Cb%3Ac%25.json,title=advice::POLL_LOOP ×2',
      '',
    ])
  })

  test('github also says what was not checked', async () => {
    const { code, stdout } = await asl(['validate', join(folder, 'nope.json'), '--format', 'github'])
    expect(code).toBe(2)
    expect(stdout).toMatch(/^::error::.*nope\.json can not be read: there is no such file\n1 file: .*; 1 not checked\n$/)
  })
})
