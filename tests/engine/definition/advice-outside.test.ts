import { describe, expect, test } from 'vitest'
import type { StateMachineDefinition } from '../../../engine/asl/index.ts'
import { validate } from '../../../engine/asl/index.ts'

/** Advice on what a machine does outside: where it goes, how long it waits, and what it believes of a call that may have worked. */

function advice(code: string, machine: object, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): string[] {
  const { valid, diagnostics } = validate(JSON.parse(JSON.stringify({ StartAt: 'X', ...machine })) as StateMachineDefinition, { type })
  expect(valid).toBe(true)
  return diagnostics.filter((diagnostic) => diagnostic.code === code).map(({ message }) => message)
}

const jsonata = (States: object): object => ({ QueryLanguage: 'JSONata', States })
const send = (fields: object): object => ({ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true, ...fields })
const queue = (QueueUrl: string): object => ({ Arguments: { QueueUrl, MessageBody: 'x' } })
const pass = (fields: object): object => ({ Type: 'Pass', Next: 'Y', ...fields })

describe('an address is from the input', () => {
  const addresses = (machine: object): string[] => advice('ADDRESS_FROM_INPUT', machine)

  test.each<[string, object]>([
    ['read where the execution starts', { X: send(queue('{% $states.input.queue %}')) }],
    ['read from the context, wherever', { X: { Type: 'Pass', Output: {}, Next: 'Y' }, Y: send(queue('{% $states.context.Execution.Input.queue %}')) }],
    ['handed on by states that change nothing', { X: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'Y' }], Default: 'Y' }, Y: send(queue('{% $states.input.queue %}')) }],
    ['handed on by a task as its output', { X: send({ ...queue('q'), End: undefined, Output: '{% $states.input %}', Next: 'Y' }), Y: send(queue('{% $states.input.queue %}')) }],
    ['kept in a variable, and in another', { X: pass({ Assign: { q: '{% $states.input.queue %}' } }), Y: { Type: 'Pass', Assign: { r: '{% $q %}' }, Output: {}, Next: 'Z' }, Z: send(queue('{% $r %}')) }],
    ['read in a branch', { X: { Type: 'Parallel', End: true, Branches: [{ StartAt: 'Y', States: { Y: send(queue('{% $states.input.queue %}')) } }] } }],
    ['the beginning of an address', { X: send(queue("{% $states.input.host & '/orders' %}")) }],
    ['a connection inside', { X: send({ Resource: 'arn:aws:states:::http:invoke', Arguments: { ApiEndpoint: 'https://a.example', Method: 'GET', Authentication: { ConnectionArn: '{% $states.input.c %}' } } }) }],
    ['a role, even in part', { X: send({ ...queue('q'), Credentials: { RoleArn: "{% 'arn:aws:iam::' & $states.input.account & ':role/x' %}" } }) }],
  ])('%s', (_what, states) => {
    expect(addresses(jsonata(states))).toHaveLength(1)
  })

  test.each<[string, object]>([
    ['filled in by the deployment', { X: send(queue('${Queue}')) }],
    ['looked up among those that are meant', { X: send({ ...queue('q'), Credentials: { RoleArn: "{% $lookup({ 'a': 'arn:aws:iam::1:role/x' }, $states.input.depot) %}" } }) }],
    ['an answer of a task', { X: send({ ...queue('q'), End: undefined, Next: 'Y' }), Y: send(queue('{% $states.input.QueueUrl %}')) }],
    ['kept in a variable from an answer', { X: send({ ...queue('q'), End: undefined, Assign: { q: '{% $states.result.QueueUrl %}' }, Next: 'Y' }), Y: send(queue('{% $q %}')) }],
    ['an item of a list', { X: { Type: 'Map', End: true, Items: '{% $states.input %}', MaxConcurrency: 1, ItemProcessor: { StartAt: 'Y', States: { Y: send(queue('{% $states.input.queue %}')) } } } }],
    ['a path below a host of ours', { X: send({ Resource: 'arn:aws:states:::http:invoke', Arguments: { ApiEndpoint: "{% 'https://a.example/' & $states.input.id %}", Method: 'GET', Authentication: { ConnectionArn: '${C}' } } }) }],
    ['only data in a message', { X: send({ Arguments: { QueueUrl: 'q', MessageBody: { QueueUrl: '{% $states.input.queue %}' } } }) }],
    ['the machine itself', { X: send({ Resource: 'arn:aws:states:::states:startExecution', Arguments: { StateMachineArn: '{% $states.context.StateMachine.Id %}', Name: 'n' } }) }],
  ])('but not one that is %s', (_what, states) => {
    expect(addresses(jsonata(states))).toEqual([])
  })

  test('in JSONPath as well: what a ResultPath has put beside the input is an answer', () => {
    const task = (field: string, value: string) => send({ Parameters: { [field]: value } })
    expect(addresses({ States: { X: task('QueueUrl.$', '$.queue') } })).toHaveLength(1)
    expect(addresses({ States: { X: task('QueueUrl.$', '$$.Execution.Input.queue') } })).toHaveLength(1)
    expect(addresses({ States: { X: send({ End: undefined, ResultPath: '$.found', Next: 'Y' }), Y: task('QueueUrl.$', '$.queue') } })).toHaveLength(1)
    expect(addresses({ States: { X: send({ End: undefined, ResultPath: '$.found', Next: 'Y' }), Y: task('QueueUrl.$', '$.found.QueueUrl') } })).toEqual([])
    expect(addresses({ States: { X: send({ End: undefined, Next: 'Y' }), Y: task('QueueUrl.$', '$.queue') } })).toEqual([])
    expect(addresses({ States: { X: task('QueueUrl', '$.queue') } })).toEqual([])
    expect(addresses({ States: { X: pass({ Assign: { 'q.$': '$.queue' } }), Y: task('QueueUrl.$', '$q') } })).toHaveLength(1)
  })
})

describe('a Task has an end', () => {
  const endless = (machine: object, type?: 'EXPRESS'): string[] => advice('TASK_WITHOUT_TIMEOUT', machine, type)
  const chain = (...tasks: object[]): object => ({ States: Object.fromEntries(tasks.map((fields, index) => [index === 0 ? 'X' : `Y${index}`, send(index < tasks.length - 1 ? { End: undefined, Next: `Y${index + 1}`, ...fields } : fields)])) })

  test('one remark names all that have none', () => {
    expect(endless(chain({}, { TimeoutSeconds: 9 }, {}, {}, {}))).toEqual([expect.stringMatching(/X, Y2, Y3 and 1 more\./)])
  })

  test('the machine’s own, a path, a heartbeat and an Express workflow’s five minutes are ends', () => {
    expect(endless({ ...chain({}), TimeoutSeconds: 60 })).toEqual([])
    expect(endless(chain({ TimeoutSecondsPath: '$.limit' }, { HeartbeatSeconds: 9 }))).toEqual([])
    expect(endless(chain({}), 'EXPRESS')).toEqual([])
  })

  test('a job and a token are told by themselves', () => {
    const job = chain({ Resource: 'arn:aws:states:::batch:submitJob.sync' })
    expect(endless(job)).toEqual([])
    expect(advice('CALLBACK_WITHOUT_TIMEOUT', job)).toHaveLength(1)
  })
})

describe('a call that may have worked', () => {
  const call = (Resource: string, Arguments: object, fields: object): object => jsonata({ X: { Type: 'Task', Resource: `arn:aws:states:::${Resource}`, Arguments, End: true, ...fields } })
  const retried = (resource: string, request: object, error = 'States.ALL'): string[] => advice('RETRY_AFTER_DOUBT', call(resource, request, { Retry: [{ ErrorEquals: [error] }] }))
  const key = { Headers: { 'Idempotency-Key': '{% $states.input.id %}' } }
  const add = { UpdateExpression: 'ADD packed :one SET seen = :now', ExpressionAttributeValues: { ':one': { N: '1' }, ':now': { N: '5' } } }

  test.each<[string, string, object]>([
    ['a POST', 'http:invoke', { Method: 'POST' }],
    ['a start without a name', 'states:startExecution', { StateMachineArn: 'a' }],
    ['a start by the SDK', 'aws-sdk:sfn:startExecution', { StateMachineArn: 'a' }],
    ['a counter', 'dynamodb:updateItem', add],
    ['a sum', 'aws-sdk:dynamodb:updateItem', { UpdateExpression: 'SET boxes = boxes - :n', ExpressionAttributeValues: { ':n': { N: '{% $states.input.n %}' } } }],
    ['a function that cannot know the call again', 'lambda:invoke', { FunctionName: 'charge', Payload: { amount: '{% $states.input.amount %}' } }],
  ])('%s is not retried on everything', (_what, resource, request) => {
    expect(retried(resource, request)).toHaveLength(1)
    expect(retried(resource, request, 'Payment.Throttled')).toEqual([])
    expect(advice('RETRY_AFTER_DOUBT', call(resource, request, { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 0 }] }))).toEqual([])
  })

  test.each<[string, string, object]>([
    ['a POST with a key', 'http:invoke', { Method: 'POST', ...key }],
    ['a GET', 'http:invoke', { Method: 'GET' }],
    ['a start by name', 'states:startExecution', { StateMachineArn: 'a', Name: 'order-42' }],
    ['a job', 'states:startExecution.sync:2', { StateMachineArn: 'a' }],
    ['a counter with a condition', 'dynamodb:updateItem', { ...add, ConditionExpression: 'NOT contains(boxes, :box)' }],
    ['a name in a set', 'dynamodb:updateItem', { UpdateExpression: 'ADD boxes :box', ExpressionAttributeValues: { ':box': { SS: ['1'] } } }],
    ['a value that is set', 'dynamodb:updateItem', { UpdateExpression: 'SET n = :n', ExpressionAttributeValues: { ':n': { N: '1' } } }],
    ['a function that gets the order', 'lambda:invoke', { FunctionName: 'charge', Payload: '{% $states.input %}' }],
    ['a function that gets a key', 'lambda:invoke', { FunctionName: 'charge', Payload: { orderId: '{% $states.input.orderId %}', amount: 1 } }],
    ['a function that gets an item whole', 'lambda:invoke', { FunctionName: 'weigh', Payload: { box: '{% $box %}' } }],
    ['a message', 'sns:publish', { TopicArn: 't', Message: 'm' }],
  ])('%s is', (_what, resource, request) => {
    expect(retried(resource, request)).toEqual([])
  })

  test('is not caught together with a refusal, unless the run fails there', () => {
    const caught = (Catch: object[], target: object): string[] => advice('CATCH_IN_DOUBT', jsonata({ X: { Type: 'Task', Resource: 'arn:aws:states:::http:invoke', Arguments: { Method: 'POST' }, End: true, Catch }, Undo: target }))
    const all = { ErrorEquals: ['States.ALL'], Next: 'Undo' }
    expect(caught([all], send({}))).toHaveLength(1)
    expect(caught([all], { Type: 'Fail' })).toEqual([])
    expect(caught([{ ...all, ErrorEquals: ['Courier.Refused'] }, all], send({}))).toEqual([])
    expect(caught([{ ...all, ErrorEquals: ['Courier.Refused'] }], send({}))).toEqual([])
  })
})
