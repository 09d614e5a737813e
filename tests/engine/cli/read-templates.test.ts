import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownFolder } from './folder.ts'
import { asl } from './terminal.ts'

const { path: folder, write } = ownFolder()
const short = (text: string): string => text.replaceAll(`${folder}/`, '')

/** The definition as a command reads it: what a Pass hands on is what stood there. */
async function outputOf(file: string, ...more: string[]): Promise<{ output: any, stderr: string, code: number }> {
  const { stdout, stderr, code } = await asl(['run', file, '--json', ...more])
  return { output: code === 0 ? JSON.parse(stdout).output : undefined, stderr: short(stderr), code }
}

const passing = (result: string): string => `{"StartAt":"A","States":{"A":{"Type":"Pass","Result":${result},"End":true}}}`

const EXPECTED = { table: 'orders-dev', region: 'us-east-1', tries: '3' }
const RESULT = '{"table":"${Table}","region":"${AWS::Region}","tries":"${Tries}"}'

const HEAD = `Parameters:
  Stage: { Type: String, Default: dev }
  Tries: { Type: Number, Default: 3 }
Mappings: { Names: { dev: { table: orders-dev } } }
Conditions: { IsDev: !Equals [!Ref Stage, dev] }
`

const FORMS: [string, string, string][] = [
  ['a Definition of SAM', 'sam.yaml', `Transform: AWS::Serverless-2016-10-31
${HEAD}Resources:
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions: { Table: !FindInMap [Names, !Ref Stage, table] }
      Definition:
        StartAt: A
        States:
          A:
            Type: Pass
            Result: { table: "\${Table}", region: !Ref AWS::Region, tries: !Ref Tries }
            End: true
`],
  ['a DefinitionUri of SAM', 'uri.yaml', `Transform: AWS::Serverless-2016-10-31
${HEAD}Resources:
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: machines/m.asl.json
      DefinitionSubstitutions: { Table: !Sub "orders-\${Stage}", Region: !Ref "AWS::Region", Tries: 3 }
`],
  ['a DefinitionString with Fn::Sub', 'sub.yaml', `${HEAD}Resources:
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString:
        Fn::Sub:
          - '${passing(RESULT)}'
          - Table: !If [IsDev, orders-dev, orders]
`],
  ['a DefinitionString with Fn::Join in JSON', 'join.json', JSON.stringify({ Resources: { M: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: {
    'Fn::Join': ['', ['{"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"table":"orders-dev","region":"', { Ref: 'AWS::Region' }, '","tries":"', { 'Fn::Select': [1, { 'Fn::Split': [',', '1,3'] }] }, '"},"End":true}}}']],
  } } } } }, null, 2)],
  ['what cdk synth has written', 'cdk.out/Shop.template.json', JSON.stringify({ Resources: { M0123ABCD: { Type: 'AWS::StepFunctions::StateMachine', Properties: {
    DefinitionS3Location: { Bucket: { 'Fn::Sub': 'assets-${AWS::Region}' }, Key: 'abc.json' }, DefinitionSubstitutions: { Table: 'orders-dev', Region: { Ref: 'AWS::Region' }, Tries: 3 },
  } } } })],
  ['serverless.yml', 'serverless.yml', `service: shop
provider: { name: aws }
custom: { stage: "\${opt:stage, 'dev'}", tries: "3" }
stepFunctions:
  stateMachines:
    M:
      definition:
        StartAt: A
        States: { A: { Type: Pass, Result: { table: "orders-\${self:custom.stage}", region: "\${aws:region}", tries: "\${self:custom.tries}" }, End: true } }
`],
  ['serverless.yml with a file', 'other/serverless.yml', `service: shop
provider: { name: aws }
stepFunctions: { stateMachines: { M: { definition: "\${file(../machines/m.asl.json)}", definitionSubstitutions: { Table: orders-dev, Region: us-east-1, Tries: 3 } } } }
`],
]

describe('a machine of a template', () => {
  write('machines/m.asl.json', passing('{"table":"${Table}","region":"${Region}","tries":"${Tries}"}'))
  write('cdk.out/manifest.json', '{"version": "48.0.0", "artifacts": {}}')
  write('cdk.out/asset.abc.json', passing('{"table":"${Table}","region":"${Region}","tries":"${Tries}"}'))
  write('cdk.out/Shop.assets.json', '{"files":{"abc":{"source":{"path":"asset.abc.json"},"destinations":{"here":{"objectKey":"abc.json"}}}}}')
  for (const [, name, text] of FORMS) write(name, text)

  test.each(FORMS)('%s is read with all that the template says', async (_, name) => {
    expect(await outputOf(join(folder, name))).toEqual({ output: EXPECTED, stderr: '', code: 0 })
  })

  test('is found in the folder of cdk synth, by its manifest, and by what the app calls it', async () => {
    for (const argv of [['cdk.out'], ['cdk.out/manifest.json'], ['cdk.out', '--at', 'M']]) expect((await outputOf(join(folder, argv[0]!), ...argv.slice(1))).output).toEqual(EXPECTED)
  })

  test('--substitute wins, over parameters and over substitutions', async () => {
    expect((await outputOf(join(folder, 'uri.yaml'), '--substitute', 'Table=mine')).output).toEqual({ ...EXPECTED, table: 'mine' })
    expect((await outputOf(join(folder, 'uri.yaml'), '--substitute', 'Stage=prod')).output).toEqual({ ...EXPECTED, table: 'orders-prod' })
    expect(await asl(['run', join(folder, 'uri.yaml'), '--substitute', 'Stagge=prod'])).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean Stage?') })
  })
})

const TWO = write('two.yaml', `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineType: EXPRESS
      Definition:
        StartAt: A
        States:
          A:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
            Parameters: { QueueUrl: !GetAtt Queue.Url }
            End: true
  Refunds:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: |
        {"StartAt": "A", "States": {
          "A": {"Type": "Pass", "Next": "B"}}}
`)

describe('what is told of a template', () => {
  test('diagnostics stand at its lines, the type is the template\'s, and text is told at its field', async () => {
    const { code, stdout, stderr } = await asl(['validate', TWO])
    expect(code).toBe(1)
    expect(short(stdout)).toMatch(/two\.yaml:11:13: error \w+: .*waitForTaskToken/)
    expect(short(stdout)).toMatch(/two\.yaml:17:7: error MISSING_TRANSITION_TARGET: Missing 'Next' target: B \(\/States\/A\/Next\); this is in the text of DefinitionString/)
    expect(short(stderr)).toBe('two.yaml: taken as it stands: ${QueueUrl} (Fn::GetAtt Queue.Url); --substitute NAME=VALUE gives a value\n')
    expect(stdout).toContain('1 file: ')
  })

  test('--type wins over the template\'s, and --at picks', async () => {
    expect(await asl(['validate', TWO, '--at', 'Orders', '--type', 'STANDARD'])).toMatchObject({ code: 0 })
    expect((await asl(['diagram', TWO, '--at', 'Orders', '--substitute', 'QueueUrl=https://q'])).stderr).toBe('')
    expect((await asl(['test-state', TWO, 'A', '--at', 'Refunds'])).code).toBe(1)
  })

  const properties = (fields: string, type = 'StepFunctions'): string => `Resources:\n  M:\n    Type: AWS::${type}::StateMachine\n    Properties:\n      ${fields}\n`
  test.each([
    ['several, and none is picked', 'two.yaml', undefined, [], /^asl: two\.yaml:6:7: error STATE_MACHINE: there are several state machines in it: Orders \(line 6\), Refunds \(line 17\); --at NAME picks one$/],
    ['no such machine', 'two.yaml', undefined, ['--at', 'Order'], /^asl: two\.yaml:6:7: .*there is no state machine Order; did you mean Orders\?$/],
    ['a definition in S3', 's3.yaml', properties('DefinitionUri: { Bucket: b, Key: k }', 'Serverless'), [], /^asl: s3\.yaml:5:7: .*the definition of M is in S3, and nothing is fetched from there/],
    ['a definition that is imported', 'import.yaml', properties('DefinitionString: !ImportValue Other'), [], /^asl: import\.yaml:5:7: .*the definition of M is Fn::ImportValue of Other, which only a deployment knows$/],
    ['a definition that is included', 'include.yaml', properties('Definition: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://x } } }'), [], /^asl: include\.yaml:5:7: .*which only a deployment/],
    ['a file that is not there', 'gone.yaml', properties('DefinitionUri: gone.asl.json', 'Serverless'), [], /^asl: gone\.yaml:5:7: .*gone\.asl\.json can not be read: there is no such file$/],
    ['no definition', 'none.yaml', properties('RoleArn: r'), [], /^asl: none\.yaml:2:3: .*M has no definition/],
    ['broken YAML', 'broken.yaml', properties('Definition: { StartAt: A'), [], /^asl: broken\.yaml:\d+:\d+: error INVALID_YAML/],
    ['text that is no JSON', 'text.yaml', properties('DefinitionString: "{]"'), [], /^asl: text\.yaml:5:7: error INVALID_JSON_DESCRIPTION: .*this is at line 1, column 2 of the text of DefinitionString$/],
    ['--at for a definition', 'machines/m.asl.json', undefined, ['--at', 'M'], /--at picks a state machine of a template, and machines\/m\.asl\.json is a definition$/],
    ['a condition that is its own', 'loop.yaml', `Conditions: { C: !Not [!Condition C] }\n${properties('DefinitionString: !If [C, a, b]')}`, [], /the definition of M is Fn::If of C, which only a deployment knows$/],
  ])('%s is one sentence with its line', async (_, name, text, more, message) => {
    const file = text === undefined ? join(folder, name) : write(name, text)
    const { code, stderr } = await asl(['run', file, ...more])
    expect(short(stderr).trimEnd()).toMatch(message)
    expect(stderr.trimEnd()).not.toContain('\n')
    expect(code).toBeGreaterThan(0)
  })

  test('a folder\'s templates are validated, and a file that one names once, with its substitutions', async () => {
    write('shop/template.yaml', 'Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties: { Type: EXPRESS, DefinitionUri: m.asl.json, DefinitionSubstitutions: { Next: B } }\n')
    write('shop/m.asl.json', '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"${Next}"}}}')
    const { stdout, code } = await asl(['validate', join(folder, 'shop')])
    expect(short(stdout)).toMatch(/^shop\/m\.asl\.json:1:\d+: error MISSING_TRANSITION_TARGET: Missing 'Next' target: B/)
    expect(stdout).toContain('1 file: ')
    expect(code).toBe(1)
  })
})
