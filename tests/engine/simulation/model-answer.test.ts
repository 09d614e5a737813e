import { describe, expect, it } from 'vitest'
import { loadApiModels } from '../../../engine/asl/api-models/index.ts'
import { parseIntegration, testState, type TaskIntegration } from '../../../engine/asl/index.ts'
import { answerOf } from '../../../engine/simulation/mocks/model-answer.ts'

const models = await loadApiModels()
const calling = (name: string): TaskIntegration => parseIntegration(`arn:aws:states:::${name}`)!

describe('an answer from the models', () => {
  it.each<[string, object | undefined]>([
    ['aws-sdk:sfn:startSyncExecution', { ExecutionArn: 'arn:aws:sfn:us-east-1:123456789012:text', StartDate: '2026-01-01T00:00:00Z', StopDate: '2026-01-01T00:00:00Z', Status: 'SUCCEEDED' }],
    ['aws-sdk:sfn:listExecutions', { Executions: [] }],
    ['aws-sdk:sfn:sendTaskSuccess', {}],
    ['aws-sdk:ecs:describeTasks', { Tasks: [], Failures: [] }],
    ['aws-sdk:sqs:receiveMessage', { Messages: [] }],
    ['aws-sdk:sqs:deleteMessage', {}],
    ['aws-sdk:ec2:describeInstances', undefined],
    ['http:invoke', undefined],
  ])('%s', (name, answer) => {
    expect(answerOf(models, calling(name))).toEqual(answer)
  })

  it.each(Object.keys(models.outputs))('of %s is one that STRICT validation takes', async (operation) => {
    const [service, action = ''] = operation.split(':')
    const Resource = `arn:aws:states:::aws-sdk:${service}:${action.charAt(0).toLowerCase()}${action.slice(1)}`
    const result = JSON.stringify(answerOf(models, parseIntegration(Resource)!))
    expect(await testState({ definition: { Type: 'Task', Resource, End: true } as never, mock: { result } })).toMatchObject({ status: 'SUCCEEDED' })
  })
})
