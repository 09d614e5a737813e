import { describe, expect, test } from 'vitest'
import type { Json, StateMachineDefinition } from '../../../engine/asl/index.ts'
import { runCase } from '../../../engine/simulation/run/recorded-case.ts'

const run = (states: Record<string, Json>, more: Record<string, Json> = {}) =>
  runCase({ definition: { StartAt: Object.keys(states)[0]!, States: states, ...more } as unknown as StateMachineDefinition, automock: true })
const sdk = (action: string): string => `arn:aws:states:::aws-sdk:${action}`

describe('automatic answers hold what the definition reads from them', () => {
  test('through ResultPath, wherever it is read later', async () => {
    const result = await run({
      Open: { Type: 'Task', Resource: sdk('ec2:describeInstances'), ResultPath: '$.found', Next: 'Rest' },
      Rest: { Type: 'Pass', Next: 'Shut' },
      Shut: { Type: 'Task', Resource: sdk('ec2:stopInstances'), Parameters: { 'Id.$': '$.found.Reservations[0].Instances[0].InstanceId' }, ResultPath: null, End: true },
    })
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { found: { Reservations: [{ Instances: [{ InstanceId: 'text' }] }] } } })
  })

  test('by ResultSelector: text that is parsed is JSON, and a number in DynamoDB is one', async () => {
    const result = await run({
      Stock: {
        Type: 'Task',
        Resource: 'arn:aws:states:::dynamodb:getItem',
        ResultSelector: { 'left.$': 'States.StringToJson($.Item.left.N)', 'tags.$': 'States.StringToJson($.Item.tags.S)' },
        End: true,
      },
    })
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { left: 1, tags: {} } })
  })

  test('a job that is polled has finished', async () => {
    const result = await run({
      Pause: { Type: 'Wait', Seconds: 5, Next: 'Look' },
      Look: { Type: 'Task', Resource: sdk('glue:getCrawler'), Next: 'Ready' },
      Ready: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.Crawler.State', StringEquals: 'RUNNING', Next: 'Pause' },
          { Variable: '$.Crawler.State', StringEquals: 'READY', Next: 'Done' },
        ],
        Default: 'Pause',
      },
      Done: { Type: 'Succeed' },
    })
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { Crawler: { State: 'READY' } } })
  })

  test('in JSONata, by Output, by Assign and by the condition of the state behind', async () => {
    const result = await run({
      Start: { Type: 'Task', Resource: sdk('bedrock:createEvaluationJob'), Arguments: {}, Assign: { job: '{% $states.result.JobArn %}' }, Next: 'Look' },
      Look: { Type: 'Task', Resource: sdk('bedrock:getEvaluationJob'), Arguments: { id: '{% $job %}' }, Next: 'Ready' },
      Ready: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.Status = "Completed" %}', Next: 'Report' }], Default: 'Look' },
      Report: { Type: 'Task', Resource: sdk('bedrockruntime:converse'), Arguments: {}, Output: '{% $states.result.Output.Content[0].Text %}', End: true },
    }, { QueryLanguage: 'JSONata' })
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: 'text' })
  })

  test('a page token that may be missing is missing, so that reading pages ends', async () => {
    const result = await run({
      Page: { Type: 'Task', Resource: sdk('sfn:listExecutions'), ResultPath: '$.page', Next: 'More' },
      More: { Type: 'Choice', Choices: [{ Variable: '$.page.NextToken', IsPresent: true, Next: 'Again' }], Default: 'Done' },
      Again: { Type: 'Task', Resource: sdk('sfn:listExecutions'), Parameters: { 'NextToken.$': '$.page.NextToken' }, ResultPath: '$.page', Next: 'More' },
      Done: { Type: 'Succeed' },
    })
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { page: {} } })
  })

  test('what the service is known to answer stays as it is, and lists to go through are empty', async () => {
    const result = await run({
      Ask: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, ResultPath: '$.answer', Next: 'Each' },
      Each: {
        Type: 'Map',
        ItemsPath: '$.answer.Payload.rows',
        ItemProcessor: { StartAt: 'Keep', States: { Keep: { Type: 'Pass', End: true } } },
        ResultPath: null,
        Next: 'Tell',
      },
      Tell: { Type: 'Pass', Parameters: { 'code.$': '$.answer.StatusCode', 'rows.$': '$.answer.Payload.rows' }, End: true },
    })
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { code: 200, rows: [] } })
  })
})
