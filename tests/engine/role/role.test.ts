import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'yaml'
import { App, Stack } from 'aws-cdk-lib'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { describe, expect, test } from 'vitest'
import { DEPLOYED, roleOf, toCdk, toCloudFormation, toPolicy, type Permission } from '../../../engine/asl/role/index.ts'
import { serviceReference } from '../../../engine/cli/service-reference.ts'

const PLACE = { partition: 'aws', region: 'eu-west-1', account: '111122223333', machine: 'Orders' }
const at = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:111122223333:${rest}`
const rule = (name: string) => ({ actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'], resources: [at('events', `rule/${name}`)] })

const task = (Resource: string, Arguments?: unknown, more: object = {}) => ({ Type: 'Task', Resource: Resource.startsWith('arn:') ? Resource : `arn:aws:states:::${Resource}`, ...Arguments === undefined ? {} : { Arguments }, ...more, End: true })
const machineOf = (state: object) => ({ QueryLanguage: 'JSONata', StartAt: 'Do', States: { Do: state } }) as any
const brief = (permissions: readonly Permission[]) => permissions.map(({ actions, resources, condition }) => ({ actions, resources, ...condition ? { condition } : {} }))

describe('what a state needs', () => {
  const rows: [string, object, object[]][] = [
    ['a function by name', task('lambda:invoke', { FunctionName: 'charge' }), [{ actions: ['lambda:InvokeFunction'], resources: [at('lambda', 'function:charge')] }]],
    ['a function by ARN and version', task('lambda:invoke', { FunctionName: at('lambda', 'function:charge:3') }), [{ actions: ['lambda:InvokeFunction'], resources: [at('lambda', 'function:charge:3')] }]],
    ['a function as Resource', task(at('lambda', 'function:charge')), [{ actions: ['lambda:InvokeFunction'], resources: [at('lambda', 'function:charge')] }]],
    ['a function whose name is computed', task('lambda:invoke', { FunctionName: '{% $name %}' }), [{ actions: ['lambda:InvokeFunction'], resources: [at('lambda', 'function:*')] }]],
    ['a function in JSONPath', { Type: 'Task', QueryLanguage: 'JSONPath', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { 'FunctionName.$': '$.name' }, End: true }, [{ actions: ['lambda:InvokeFunction'], resources: [at('lambda', 'function:*')] }]],
    ['a function that a deployment names', task('lambda:invoke', { FunctionName: '${ChargeArn}' }), [{ actions: ['lambda:InvokeFunction'], resources: ['${ChargeArn}'] }]],
    ['an index of a table', task('aws-sdk:dynamodb:query', { TableName: 'orders', IndexName: 'byDay' }), [{ actions: ['dynamodb:Query'], resources: [at('dynamodb', 'table/orders/index/byDay'), at('dynamodb', 'table/orders')] }]],
    ['a queue by its address', task('sqs:sendMessage', { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/999988887777/q' }), [{ actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:us-east-1:999988887777:q'] }]],
    ['a queue that a deployment names', task('sqs:sendMessage', { QueueUrl: '${Pickups}' }), [{ actions: ['sqs:SendMessage'], resources: ['${PickupsArn}'] }]],
    ['events on two buses', task('events:putEvents', { Entries: [{ EventBusName: 'orders' }, {}] }), [{ actions: ['events:PutEvents'], resources: [at('events', 'event-bus/orders'), at('events', 'event-bus/default')] }]],
    ['what AWS allows only on everything', task('aws-sdk:sfn:sendTaskSuccess', { TaskToken: '{% $t %}' }), [{ actions: ['states:SendTaskSuccess'], resources: ['*'] }]],
    ['S3 by another name', task('aws-sdk:s3:listObjectsV2', { Bucket: 'b' }), [{ actions: ['s3:ListBucket'], resources: ['arn:aws:s3:::b'] }]],
    ['the machine itself', task('states:startExecution', { StateMachineArn: '{% $states.context.StateMachine.Id %}' }), [{ actions: ['states:StartExecution'], resources: [at('states', 'stateMachine:Orders')] }]],
    ['a nested machine, waited for', task('states:startExecution.sync:2', { StateMachineArn: at('states', 'stateMachine:Child') }), [
      { actions: ['states:StartExecution'], resources: [at('states', 'stateMachine:Child')] },
      { actions: ['states:DescribeExecution', 'states:StopExecution'], resources: [at('states', 'execution:Child:*')] },
      rule('StepFunctionsGetEventsForStepFunctionsExecutionRule'),
    ]],
    ['a Glue job, which is polled', task('glue:startJobRun.sync', { JobName: 'nightly' }), [{ actions: ['glue:StartJobRun', 'glue:GetJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun'], resources: [at('glue', 'job/nightly')] }]],
    ['a container', task('ecs:runTask.sync', { Cluster: 'c', TaskDefinition: 'plan' }), [
      { actions: ['ecs:RunTask'], resources: [at('ecs', 'task-definition/plan:*')] },
      { actions: ['ecs:StopTask', 'ecs:DescribeTasks'], resources: ['*'] },
      rule('StepFunctionsGetEventsForECSTaskRule'),
      { actions: ['iam:PassRole'], resources: ['*'], condition: { StringEquals: { 'iam:PassedToService': ['ecs-tasks.amazonaws.com'] } } },
    ]],
    ['a build', task('codebuild:startBuild.sync', { ProjectName: 'p' }), [{ actions: ['codebuild:StartBuild', 'codebuild:StopBuild', 'codebuild:BatchGetBuilds'], resources: [at('codebuild', 'project/p')] }, rule('StepFunctionsGetEventForCodeBuildStartBuildRule')]],
    ['another account', task('lambda:invoke', { FunctionName: 'f' }, { Credentials: { RoleArn: 'arn:aws:iam::999988887777:role/theirs' } }), [{ actions: ['sts:AssumeRole'], resources: ['arn:aws:iam::999988887777:role/theirs'] }]],
    ['an activity', task(at('states', 'activity:pack')), []],
    ['nothing', { Type: 'Pass', End: true }, []],
  ]
  test.each(rows)('%s', async (_, state, expected) => {
    const { permissions, notes } = await roleOf(machineOf(state), PLACE, serviceReference)
    expect(brief(permissions)).toEqual(expected)
    expect(notes.every(note => note.includes('Credentials'))).toBe(true)
    expect(permissions.every(({ states, reasons }) => states[0] === 'Do' && reasons.length > 0)).toBe(true)
  })

  test('a Distributed Map with reader and writer; an inline one needs nothing of its own', async () => {
    const map = (Mode: string) => machineOf({
      Type: 'Map',
      Label: 'rows',
      ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Arguments: { Bucket: 'in', Prefix: 'day/' } },
      ItemProcessor: { ProcessorConfig: { Mode }, StartAt: 'Keep', States: { Keep: { ...task('dynamodb:putItem', { TableName: 't' }) } } },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: 'out', Prefix: 'results' } },
      End: true,
    })
    const put = { actions: ['dynamodb:PutItem'], resources: [at('dynamodb', 'table/t')] }
    expect(brief((await roleOf(map('DISTRIBUTED'), PLACE, serviceReference)).permissions)).toEqual([
      { actions: ['states:StartExecution'], resources: [at('states', 'stateMachine:Orders')] },
      { actions: ['states:DescribeExecution', 'states:StopExecution'], resources: [at('states', 'execution:Orders:*')] },
      { actions: ['states:RedriveExecution'], resources: [at('states', 'execution:Orders/rows:*')] },
      { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::in/day/*'] },
      { actions: ['s3:ListBucket'], resources: ['arn:aws:s3:::in'] },
      { actions: ['s3:PutObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'], resources: ['arn:aws:s3:::out/results/*'] },
      put,
    ])
    expect(brief((await roleOf(map('INLINE'), PLACE, serviceReference)).permissions)).toEqual([put])
  })

  test('what it does not know it says, and leaves out', async () => {
    for (const [resource, note] of [
      ['aws-sdk:nosuchservice:doIt', 'Do: no action nosuchservice:DoIt of IAM is known here; its permission is left out.'],
      ['mediaconvert:createJob.sync', 'Do: what .sync of mediaconvert:createJob needs besides the call is not known here; AWS\'s page about IAM policies for the service has it.'],
    ] as const)
      expect((await roleOf(machineOf(task(resource, {})), PLACE, serviceReference)).notes).toEqual([note])
  })
})

describe('how it is written', async () => {
  const States = {
    Ask: { ...task('sqs:sendMessage.waitForTaskToken', { QueueUrl: '${Pickups}' }), End: undefined, Next: 'Call' },
    Call: task('http:invoke', { ApiEndpoint: 'https://api.example/x', Method: 'POST', Authentication: { ConnectionArn: '${Courier}' } }),
  }
  const { permissions } = await roleOf({ QueryLanguage: 'JSONata', StartAt: 'Ask', States } as any, { ...DEPLOYED, machine: 'Orders' }, serviceReference)

  test('a policy names each statement once', () => {
    const { Statement } = JSON.parse(toPolicy([...permissions, permissions[0]!]))
    expect(Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual(['SendMessageForAsk', 'InvokeHTTPEndpointForCall', 'RetrieveConnectionCredentialsForCall', 'GetSecretValueForCall', 'SendMessageForAsk2'])
  })

  test('a template takes what the definition leaves open as parameters, and says why in comments', () => {
    const text = toCloudFormation(permissions)
    const sub = { tag: '!Sub', resolve: (value: string) => ({ Sub: value }) }
    const template = parse(text, { customTags: [sub, ...['!Ref', '!GetAtt'].map(tag => ({ tag, resolve: (value: string) => value }))] })
    expect(Object.keys(template.Parameters)).toEqual(['PickupsArn', 'Courier'])
    const { Statement } = template.Resources.StateMachineRole.Properties.Policies[0].PolicyDocument
    expect(Statement.map(({ Resource }: any) => Resource)).toEqual([[{ Sub: '${PickupsArn}' }], ['*'], [{ Sub: '${Courier}' }], [{ Sub: 'arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:events!connection/*' }]])
    expect(text).toContain('# Ask calls it\n')
  })

  test('the function for a CDK app gives a role the same statements', async () => {
    const cache = join(import.meta.dirname, '../../../.cache')
    mkdirSync(cache, { recursive: true })
    const folder = mkdtempSync(join(cache, 'role-'))
    try {
      writeFileSync(join(folder, 'allow.ts'), toCdk(permissions))
      const { allowCalls } = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'allow.ts')).href)
      const app = new App({ outdir: join(folder, 'cdk.out') })
      const stack = new Stack(app, 'S')
      allowCalls(new Role(stack, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') }), { PickupsArn: 'arn:aws:sqs:eu-west-1:111122223333:q', Courier: 'arn:aws:events:eu-west-1:111122223333:connection/c/1' })
      const policies = Object.values<any>(app.synth().getStackByName('S').template.Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy')
      const { Statement } = policies[0].Properties.PolicyDocument
      expect(Statement.map(({ Action }: any) => [Action].flat())).toEqual(permissions.map(({ actions }) => actions))
      expect(Statement[1].Condition).toEqual(permissions[1]!.condition)
    }
    finally {
      rmSync(folder, { recursive: true })
    }
  })
})
