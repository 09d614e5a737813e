import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../engine/asl/index.ts'
import { checkRequest } from '../../../engine/service/model/check-request.ts'
import { shapeOf, TABLE } from '../../../engine/service/model/table.ts'
import { Refusal } from '../../../engine/service/refusal.ts'
import { BOTOCORE } from '../../../scripts/models/botocore.ts'
import { cutService, tableText } from '../../../scripts/models/service.ts'
import { checkAnswer } from './check-answer.ts'

const root = join(import.meta.dirname, '..', '..', '..')

describe('the table of the API', () => {
  it('is what the generator writes, of the version that the other models are of', () => {
    expect(tableText(TABLE)).toBe(readFileSync(join(root, 'engine', 'service', 'model', 'operations.json'), 'utf8'))
    expect(TABLE.source).toBe(`botocore ${BOTOCORE}`)
  })

  it('has the 37 operations of November 2026, and a shape for every name in it', () => {
    expect(Object.keys(TABLE.operations)).toHaveLength(37)
    const named = Object.values(TABLE.operations).flatMap(({ input, output }) => [input, output].filter(name => name !== null))
    const inside = Object.values(TABLE.shapes).flatMap(shape => shape.type === 'structure' ? Object.values(shape.members) : shape.type === 'list' ? [shape.member] : shape.type === 'map' ? [shape.value] : [])
    for (const name of [...named, ...inside]) expect(Object.hasOwn(TABLE.shapes, name) || /^(?:string|timestamp|boolean|integer|long|float)$/.test(name), name).toBe(true)
    expect(Object.entries(TABLE.operations).filter(([, { hostPrefix }]) => hostPrefix === 'sync-').map(([name]) => name)).toEqual(['StartSyncExecution', 'TestState'])
  })

  it('keeps patterns, and lists enumerations as the service was recorded to', () => {
    expect(shapeOf('ClientToken')).toEqual({ type: 'string', min: 1, max: 64, pattern: '[!-~]+' })
    expect(shapeOf('ExecutionStatus')).toMatchObject({ enum: ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'] })
  })

  it('is cut from a model with its errors and host prefixes', () => {
    const model = {
      metadata: { serviceId: 'Tea' },
      operations: { Pour: { input: { shape: 'Cup' }, errors: [{ shape: 'Spilt' }, { shape: 'Cold' }], endpoint: { hostPrefix: 'hot-' } } },
      shapes: { Cup: { type: 'structure', members: { leaf: { shape: 'Leaf' } } }, Leaf: { type: 'string', enum: ['GREEN', 'WHITE', 'BLACK'], pattern: '[A-Z]+' } },
    }
    expect(cutService(model, 'botocore 0', { Leaf: ['BLACK', 'GREEN'] })).toMatchObject({
      operations: { Pour: { input: 'Cup', output: null, errors: ['Cold', 'Spilt'], hostPrefix: 'hot-' } },
      shapes: { Cup: { members: { leaf: 'Leaf' } }, Leaf: { enum: ['BLACK', 'GREEN', 'WHITE'], pattern: '[A-Z]+' } },
    })
  })
})

function refusalOf(operation: string, request: Json): string {
  try {
    return JSON.stringify(checkRequest(operation, request))
  }
  catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    return `${thrown.name}: ${thrown.message}`
  }
}

const version = (number: number, weight: number) => ({ stateMachineVersionArn: `arn:v:${number}`, weight })

describe('a request', () => {
  it.each<[string, string, Json, string]>([
    ['keeps what the model has, and drops null and what nobody knows', 'StopExecution', { executionArn: 'arn', error: null, cause: '', colour: 'red', __proto__: 1 }, '{"executionArn":"arn","cause":""}'],
    ['that lacks members', 'CreateStateMachine', { definition: '{}' }, 'ValidationException: 2 validation errors detected: Value null at \'name\' failed to satisfy constraint: Member must not be null; Value null at \'roleArn\' failed to satisfy constraint: Member must not be null'],
    ['with a number too large (recorded)', 'ListStateMachines', { maxResults: 1001 }, 'ValidationException: 1 validation error detected: Value \'1001\' at \'maxResults\' failed to satisfy constraint: Member must have value less than or equal to 1000'],
    ['with a value of no enumeration (recorded)', 'ListExecutions', { stateMachineArn: 'arn', statusFilter: 'succeeded' }, 'ValidationException: 1 validation error detected: Value \'succeeded\' at \'statusFilter\' failed to satisfy constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]'],
    ['with a name that matches no pattern', 'CreateStateMachineAlias', { name: '123', routingConfiguration: [version(1, 100)] }, 'ValidationException: 1 validation error detected: Value \'123\' at \'name\' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$'],
    ['with a list too long', 'CreateStateMachineAlias', { name: 'live', routingConfiguration: [version(1, 40), version(2, 30), version(3, 30)] }, 'ValidationException: 1 validation error detected: Value \'[RoutingConfigurationListItem(stateMachineVersionArn=arn:v:1, weight=40), RoutingConfigurationListItem(stateMachineVersionArn=arn:v:2, weight=30), RoutingConfigurationListItem(stateMachineVersionArn=arn:v:3, weight=30)]\' at \'routingConfiguration\' failed to satisfy constraint: Member must have length less than or equal to 2'],
    ['with a number too large inside a list', 'CreateStateMachineAlias', { name: 'live', routingConfiguration: [version(1, 101)] }, 'ValidationException: 1 validation error detected: Value \'101\' at \'routingConfiguration.1.member.weight\' failed to satisfy constraint: Member must have value less than or equal to 100'],
    ['with a plain item too short', 'UntagResource', { resourceArn: 'arn', tagKeys: ['a', ''] }, 'ValidationException: 1 validation error detected: Value \'[a, ]\' at \'tagKeys\' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must not be null]'],
    ['with a secret too long, which is not repeated', 'SendTaskSuccess', { taskToken: 't', output: 'x'.repeat(262_145) }, 'ValidationException: 1 validation error detected: Value at \'output\' failed to satisfy constraint: Member must have length less than or equal to 262144'],
    ['with a text of whole characters', 'StopExecution', { executionArn: 'arn', error: '🍵'.repeat(256) }, JSON.stringify({ executionArn: 'arn', error: '🍵'.repeat(256) })],
    ['whose definition is empty is judged (recorded)', 'ValidateStateMachineDefinition', { definition: '' }, '{"definition":""}'],
    ['that is a list', 'ListActivities', [], 'SerializationException: Start of list found where not expected'],
    ['with a number for a text', 'DescribeExecution', { executionArn: 7 }, 'SerializationException: NUMBER_VALUE cannot be converted to String'],
    ['with a text for a number', 'ListActivities', { maxResults: '7' }, 'SerializationException: STRING_VALUE cannot be converted to Integer'],
    ['with a structure for a text', 'DescribeExecution', { executionArn: {} }, 'SerializationException: Start of structure or map found where not expected.'],
    ['with a trace header that is no ASCII', 'StartExecution', { stateMachineArn: 'arn', traceHeader: 'é' }, 'ValidationException: 1 validation error detected: Value \'é\' at \'traceHeader\' failed to satisfy constraint: Member must satisfy regular expression pattern: \\p{ASCII}*'],
  ])('%s', (_what, operation, request, answer) => {
    expect(refusalOf(operation, request)).toBe(answer)
  })
})

describe('an answer that is not as the model says is found out', () => {
  it.each<[string, string, Json, string[]]>([
    ['nothing wrong', 'StartExecution', { executionArn: 'arn', startDate: 1.5 }, []],
    ['a member missing', 'StartExecution', { startDate: 1.5 }, ['StartExecution lacks executionArn']],
    ['a date as text', 'StartExecution', { executionArn: 'arn', startDate: '2026' }, ['StartExecution.startDate is no time in seconds: "2026"']],
    ['a member too many', 'StopExecution', { stopDate: 1, colour: 'red' }, ['StopExecution has colour, which the model does not know']],
    ['an unknown value in a list', 'ListStateMachines', { stateMachines: [{ stateMachineArn: 'a', name: 'b', type: 'FAST', creationDate: 1 }] }, ['ListStateMachines.stateMachines[0].type is none of the enumeration: "FAST"']],
  ])('%s', (_what, operation, answer, wrong) => {
    expect(checkAnswer(operation, answer)).toEqual(wrong)
  })
})
