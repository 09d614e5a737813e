/** The API actions that the models file covers. */

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { operationOf } from '../../engine/asl/api-models/operation.ts'
import { isObject, parseDefinition, parseIntegration, type Json, type TaskIntegration } from '../../engine/asl/index.ts'

/** What recorded executions call, and people often, beside the snippets. */
const OTHERS: readonly string[] = [
  'athena:startQueryExecution', 'athena:startQueryExecution.sync', 'aws-sdk:dynamodb:deleteItem', 'aws-sdk:dynamodb:getItem',
  'aws-sdk:dynamodb:putItem', 'aws-sdk:dynamodb:query', 'aws-sdk:dynamodb:scan', 'aws-sdk:dynamodb:updateItem', 'aws-sdk:eventbridge:putEvents',
  'aws-sdk:kms:decrypt', 'aws-sdk:kms:encrypt', 'aws-sdk:lambda:getFunction', 'aws-sdk:lambda:invoke', 'aws-sdk:s3:getObject',
  'aws-sdk:s3:headObject', 'aws-sdk:s3:listBuckets', 'aws-sdk:s3:listObjects', 'aws-sdk:s3:listObjectsV2', 'aws-sdk:s3:putObject',
  'aws-sdk:secretsmanager:getSecretValue', 'aws-sdk:secretsmanager:listSecrets', 'aws-sdk:sfn:describeExecution', 'aws-sdk:sfn:sendTaskFailure',
  'aws-sdk:sfn:sendTaskHeartbeat', 'aws-sdk:sfn:sendTaskSuccess', 'aws-sdk:sfn:startExecution', 'aws-sdk:sfn:startSyncExecution',
  'aws-sdk:sns:publish', 'aws-sdk:sqs:sendMessage', 'aws-sdk:ssm:getParameter', 'aws-sdk:sts:getCallerIdentity', 'batch:submitJob',
  'batch:submitJob.sync', 'bedrock:invokeModel', 'codebuild:startBuild', 'codebuild:startBuild.sync', 'dynamodb:deleteItem', 'dynamodb:getItem',
  'dynamodb:putItem', 'dynamodb:updateItem', 'ecs:runTask', 'ecs:runTask.sync', 'events:putEvents', 'glue:startJobRun', 'glue:startJobRun.sync',
  'lambda:invoke', 'sns:publish', 'sqs:sendMessage', 'states:startExecution', 'states:startExecution.sync:2',
]

/**
 * Where the service was recorded to hold answers to another limit than the newest SDK has: its own models come after the SDK's.
 * A function of 10,241 MB is refused, though functions on managed instances may have 32,768.
 */
export const RECORDED_LIMITS = { 'lambda:MemorySize': { max: 10_240 } }

/** Every operation that the file has, by service and name. */
export function wantedOperations(root: string): string[] {
  const others = OTHERS.map(name => parseIntegration(`arn:aws:states:::${name}`)!)
  const operations = [...others, ...snippetIntegrations(root)].map(operationOf).filter(name => name !== undefined)
  return [...new Set(operations)].sort()
}

/** What the Task states of the snippets call. */
export function snippetIntegrations(root: string): TaskIntegration[] {
  const found = new Map<string, TaskIntegration>()
  for (const file of globSync('snippets/**/*.asl.{yaml,json}', { cwd: root })) {
    const { definition } = parseDefinition(readFileSync(join(root, file), 'utf8'), { file })
    for (const resource of taskResources(definition as unknown as Json)) {
      const integration = parseIntegration(resource)
      if (integration) found.set(resource, integration)
    }
  }
  return [...found.values()]
}

function taskResources(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(taskResources)
  if (value === undefined || !isObject(value)) return []
  const own = value.Type === 'Task' && typeof value.Resource === 'string' ? [value.Resource] : []
  return [...own, ...Object.values(value).flatMap(taskResources)]
}
