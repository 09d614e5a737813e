/** What the simulated services have in common: how they are called, and how they refuse. */

import type { Json, JsonObject, TaskCall, TaskIntegration } from '../../../asl/index.ts'

/** A call that a service refuses. `code` is the service's own name for it: `ConditionalCheckFailedException`. */
export class ServiceError extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.name = 'ServiceError'
    this.code = code
    this.status = status
  }
}

/**
 * One simulated service. It answers at once by returning, refuses by throwing ServiceError, and answers later by calling methods of
 * `call` itself and returning undefined.
 */
export type Service = (action: string, parameters: JsonObject, call: TaskCall) => Json | undefined

/** What Step Functions calls a service in error names: by its own name for optimized integrations, by the SDK's for `aws-sdk:` ones. */
const OPTIMIZED_NAMES: Record<string, string> = {
  apigateway: 'ApiGateway',
  athena: 'Athena',
  batch: 'Batch',
  bedrock: 'Bedrock',
  bedrockagentcore: 'BedrockAgentCore',
  codebuild: 'CodeBuild',
  dynamodb: 'DynamoDB',
  ecs: 'ECS',
  eks: 'EKS',
  elasticmapreduce: 'ElasticMapReduce',
  events: 'EventBridge',
  glue: 'Glue',
  lambda: 'Lambda',
  s3: 'S3',
  sagemaker: 'SageMaker',
  sns: 'SNS',
  sqs: 'SQS',
  states: 'StepFunctions',
}
const SDK_NAMES: Record<string, string> = { dynamodb: 'DynamoDb', emr: 'Emr', eventbridge: 'EventBridge', sagemaker: 'SageMaker', codebuild: 'CodeBuild', secretsmanager: 'SecretsManager' }

/** The name under which Retry and Catch know an error of a service: `DynamoDB.ConditionalCheckFailedException`. */
export function errorName({ service, sdk }: TaskIntegration, code: string): string {
  const name = sdk ? SDK_NAMES[service] ?? capitalized(service) : OPTIMIZED_NAMES[service] ?? capitalized(service)
  return `${name}.${code}`
}

/** The cause that goes with it. */
export function errorCause({ service, sdk }: TaskIntegration, { message, code, status }: ServiceError): string {
  return sdk
    ? `${message} (Service: ${SDK_NAMES[service] ?? capitalized(service)}, Status Code: ${status})`
    : `${message} (Service: ${OPTIMIZED_NAMES[service] ?? service}; Status Code: ${status}; Error Code: ${code})`
}

/** A required text parameter. Throws ValidationException without it. */
export function requiredText(parameters: JsonObject, name: string): string {
  const value = parameters[name]
  if (typeof value === 'string' && value !== '') return value
  throw new ServiceError('ValidationException', `The parameter ${name} is required and must be text.`)
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
