import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownFolder } from './folder.ts'
import { asl } from './terminal.ts'

const { path: folder, write } = ownFolder()

const SAM = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Table: { Type: AWS::DynamoDB::Table, Properties: { TableName: !Sub "\${AWS::StackName}-t" } }
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Role: !GetAtt Role.Arn
      Definition:
        StartAt: A
        States: { A: { Type: Task, Resource: !Ref Fn, End: true } }
  Refunds:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: machines/refunds.asl.json }
`

const CLOUDFORMATION = `{"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {
  "DefinitionString": {"Fn::Join": ["", ["{\\"StartAt\\":", "\\"A\\"}"]]}}}}}`

const SERVERLESS = 'service: shop\nprovider: { name: aws }\nstepFunctions:\n  stateMachines:\n    order:\n      definition: ${file(order.asl.yaml)}\n'

const RECOGNISED: [string, string, string, RegExp][] = [
  ['SAM', 'template.yaml', SAM, /template\.yaml:9:7: error NOT_A_DEFINITION: this is a SAM template, not a definition; its state machine Orders is at Resources\.Orders\.Properties\.Definition, line 9, and Refunds is in .*machines\/refunds\.asl\.json/],
  ['CloudFormation', 'cfn.json', CLOUDFORMATION, /cfn\.json:2:3: error .* this is a CloudFormation template, not a definition; its state machine M is at Resources\.M\.Properties\.DefinitionString, line 2/],
  ['CloudFormation without a machine', 'bare.yaml', 'Resources:\n  T: { Type: AWS::SNS::Topic }\n', /this is a CloudFormation template without a state machine/],
  ['serverless', 'serverless.yml', SERVERLESS, /serverless\.yml:6:7: error .* this is a serverless file, not a definition; its state machine order is in .*order\.asl\.yaml: name that file/],
  ['a CDK app', 'cdk/cdk.json', '{"app": "npx ts-node bin/app.ts"}', /cdk\.json:1:1: error .* this is the configuration of a CDK app, not a definition; its state machines are in .*cdk\.out\/Shop\.template\.json \(M\)/],
  ['code of a CDK app', 'cdk/stack.ts', 'import * as sfn from \'aws-cdk-lib/aws-stepfunctions\'\n', /this is the code of a CDK app \(TypeScript\), not a definition; its state machines are in/],
  ['code of a CDK app that is not built', 'app/stack.py', 'from aws_cdk import Stack\n', /\(Python\), not a definition; run cdk synth/],
  ['what cdk synth writes', 'cdk/cdk.out/manifest.json', '{"version": "48.0.0", "artifacts": {}}', /the manifest of what cdk synth has written/],
  ['Terraform', 'main.tf', '\nresource "aws_sfn_state_machine" "order" {\n}\n', /main\.tf:2:1: error .* state machine order is the argument definition of aws_sfn_state_machine\.order, line 2/],
  ['describe-state-machine', 'described.json', '{"stateMachineArn": "arn", "definition": "{}"}', /this is what describe-state-machine prints/],
]

describe('a file that has a machine in it, and is no definition', () => {
  write('cdk/cdk.out/Shop.template.json', CLOUDFORMATION)
  write('far/template.yaml', 'Resources:\n  M: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: s3://bucket/m.asl.json } }\n')
  write('far/cdk.out/Shop.template.json', CLOUDFORMATION)
  for (const [, name, text] of RECOGNISED) write(name, text)

  test.each(RECOGNISED)('%s is not written in one form, and says where the machine is', async (_, name, _text, message) => {
    const { code, stderr } = await asl(['fmt', '--check', join(folder, name)])
    expect(stderr).toMatch(message)
    expect(code).toBe(2)
  })

  test.each(RECOGNISED.filter(([what]) => /code of|describe|Terraform|without/.test(what)))('%s is not read by other commands', async (_, name, _text, message) => {
    const { code, stderr } = await asl(['run', join(folder, name)])
    expect(stderr).toMatch(message)
    expect(stderr.split('\n')).toHaveLength(2)
    expect(code).toBe(2)
  })

  test('a folder that is looked through says beside that a definition is not to be had, and what cdk synth writes is left out', async () => {
    const { code, stdout } = await asl(['validate', join(folder, 'far')])
    expect(stdout).toContain('advice NOT_A_DEFINITION: this is a SAM template')
    expect(stdout).not.toContain('cdk.out')
    expect(code).toBe(0)
  })

  test.each([
    ['states called Resources', '{"StartAt":"Resources","States":{"Resources":{"Type":"Succeed"}}}'],
    ['a definition that has a service', 'service: x\nprovider: y\nStartAt: A\nStates: { A: { Type: Succeed } }\n'],
  ])('%s are a definition', async (_, text) => {
    expect((await asl(['run', '-'], { stdin: text })).code).toBe(0)
  })
})
