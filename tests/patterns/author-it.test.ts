import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseDefinition } from '../../engine/asl/index.ts'
import { chargeOrder } from '../../snippets/author-it/stack.ts'

const folder = join(import.meta.dirname, '..', '..', 'snippets', 'author-it')
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const definitionOf = (text: string) => parseDefinition(text).definition as any
const machine = definitionOf(read('workflow.asl.yaml'))

/** CloudFormation's joined text, with what it would put there. */
function joined(value: any): string {
  if (typeof value === 'string')
    return value
  if (value.Ref === 'AWS::Partition')
    return 'aws'
  return value['Fn::Join'][1].map(joined).join(value['Fn::Join'][0])
}

describe('one machine, many ways to write it', () => {
  test('JSON says the same as YAML', () => {
    expect(definitionOf(read('workflow.asl.json'))).toEqual(machine)
  })

  test('the SAM template points at the file itself, and lets it call what it calls', () => {
    const { Properties } = parse(read('template.yaml')).Resources.ChargeOrder
    expect(definitionOf(read(Properties.DefinitionUri))).toEqual(machine)
    expect(Properties.Policies).toEqual([
      { LambdaInvokePolicy: { FunctionName: machine.States.ChargeCard.Arguments.FunctionName } },
      { DynamoDBWritePolicy: { TableName: machine.States.StoreReceipt.Arguments.TableName } },
    ])
  })

  test('the CDK app, synthesised, is the same machine; CDK names the function by its ARN', () => {
    const stack = new Stack(new App(), 'Orders', { env: { account: '111111111111', region: 'eu-west-1' } })
    chargeOrder(stack)
    const [resource] = Object.values(Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine'))
    const synthesised = JSON.parse(joined(resource!.Properties.DefinitionString))
    const { Arguments } = synthesised.States.ChargeCard
    expect(Arguments.FunctionName).toBe(`arn:aws:lambda:eu-west-1:111111111111:function:${machine.States.ChargeCard.Arguments.FunctionName}`)
    Arguments.FunctionName = machine.States.ChargeCard.Arguments.FunctionName
    expect(synthesised).toEqual(machine)
  })

  test('the ACK manifest holds the same machine as text', () => {
    const manifest = parse(read('ack.yaml'))
    expect(manifest).toMatchObject({ apiVersion: 'sfn.services.k8s.aws/v1alpha1', kind: 'StateMachine' })
    expect(JSON.parse(manifest.spec.definition)).toEqual(machine)
  })

  test('the durable function takes the machine’s steps by name, in order, with the same retrier', () => {
    const calls = callsIn('durable.ts')
    const steps = calls.filter(call => call.expression.getText() === 'context.step').map(call => (call.arguments[0] as ts.StringLiteral).text)
    expect(steps).toEqual(Object.keys(machine.States))
    const strategy = calls.find(call => call.expression.getText() === 'createRetryStrategy')!.arguments[0]!.getText()
    const [retrier] = machine.States.ChargeCard.Retry
    expect(strategy).toContain(`initialDelay: { seconds: ${retrier.IntervalSeconds} }`)
    expect(strategy).toContain(`maxDelay: { seconds: ${retrier.MaxDelaySeconds} }`)
    expect(strategy).toContain(`JitterStrategy.${retrier.JitterStrategy}`)
    // Step Functions counts retries, durable functions count attempts.
    expect(strategy).toContain(`maxAttempts: ${retrier.MaxAttempts + 1}`)
  })

  test('the Functionless closure calls the same two services in order', () => {
    const names = callsIn('functionless.ts').map(call => call.expression.getText())
    expect(names).toEqual(['chargeCard', '$AWS.DynamoDB.PutItem'])
  })
})

/** All calls of a file in the order of its text. */
function callsIn(name: string): ts.CallExpression[] {
  const source = ts.createSourceFile(name, read(name), ts.ScriptTarget.Latest, true)
  const calls: ts.CallExpression[] = []
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node))
      calls.push(node)
    node.forEachChild(visit)
  }
  visit(source)
  return calls.sort((a, b) => a.expression.getStart() - b.expression.getStart())
}
