import { expect, test } from 'vitest'
import { parseIntegration } from '../../../engine/asl/index.ts'

test.each([
  ['arn:aws:states:::sqs:sendMessage.waitForTaskToken', { kind: 'task', resourceType: 'sqs', resource: 'sendMessage.waitForTaskToken', service: 'sqs', action: 'sendMessage', pattern: 'waitForTaskToken', sdk: false }],
  ['arn:aws:states:::states:startExecution.sync:2', { kind: 'task', resourceType: 'states', resource: 'startExecution.sync:2', action: 'startExecution', pattern: 'sync:2' }],
  ['arn:aws:states:::aws-sdk:dynamodb:putItem', { kind: 'task', resourceType: 'aws-sdk:dynamodb', resource: 'putItem', service: 'dynamodb', pattern: 'request-response', sdk: true }],
  ['arn:aws-cn:states:::batch:submitJob.sync', { kind: 'task', service: 'batch', pattern: 'sync' }],
  ['arn:${AWS::Partition}:states:::http:invoke', { kind: 'task', service: 'http', action: 'invoke' }],
  ['arn:aws:lambda:us-east-1:111111111111:function:f', { kind: 'lambda', resource: 'arn:aws:lambda:us-east-1:111111111111:function:f' }],
  ['${FunctionArn}', { kind: 'lambda', resource: '${FunctionArn}' }],
  ['arn:aws:states:us-east-1:111111111111:activity:work', { kind: 'activity', action: 'work', pattern: 'waitForTaskToken' }],
])('%s', (arn, expected) => {
  expect(parseIntegration(arn)).toMatchObject({ ...expected, arn })
})

test.each(['', 'lambda', 'arn:aws:s3:::bucket'])('%j names nothing a Task can call', (text) => {
  expect(parseIntegration(text)).toBeUndefined()
})
