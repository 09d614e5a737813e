/** The services that are asked at another endpoint, and how each is spoken to: cut out of the API models that the SDKs are made from (botocore 1.43). */

import type { TaskIntegration } from '../../asl/index.ts'

/** One service on the wire. */
export interface AwsService {
  /** As it signs. */
  name: string
  /** What it speaks: a JSON body with the operation in a header, a form that is answered with XML, or S3's own way. */
  protocol: { kind: 'json', version: '1.0' | '1.1', target: string } | { kind: 'query', version: string } | { kind: 's3' }
  /** Codes that its model has an error for, although most services have none for them. */
  models?: readonly string[]
  /** Parameters that Step Functions takes as JSON, and the service as text, wherever they stand. */
  texts?: readonly string[]
}

const DYNAMODB: AwsService = { name: 'dynamodb', protocol: { kind: 'json', version: '1.0', target: 'DynamoDB_20120810' }, models: ['ThrottlingException'] }
const EVENTS: AwsService = { name: 'events', protocol: { kind: 'json', version: '1.1', target: 'AWSEvents' }, models: ['AccessDeniedException', 'ThrottlingException'], texts: ['Detail'] }
const S3: AwsService = { name: 's3', protocol: { kind: 's3' } }
const SECRETS: AwsService = { name: 'secretsmanager', protocol: { kind: 'json', version: '1.1', target: 'secretsmanager' } }
const SNS: AwsService = { name: 'sns', protocol: { kind: 'query', version: '2010-03-31' }, models: ['InternalError', 'ValidationException'], texts: ['Message'] }
const SQS: AwsService = { name: 'sqs', protocol: { kind: 'json', version: '1.0', target: 'AmazonSQS' }, texts: ['MessageBody'] }
const SSM: AwsService = { name: 'ssm', protocol: { kind: 'json', version: '1.1', target: 'AmazonSSM' }, models: ['AccessDeniedException', 'ThrottlingException', 'ValidationException'] }
const STS: AwsService = { name: 'sts', protocol: { kind: 'query', version: '2011-06-15' } }

/** By the names that Resource has for them, of optimised integrations and of the SDK's. */
const SERVICES: ReadonlyMap<string, AwsService> = new Map([
  ['dynamodb', DYNAMODB], ['events', EVENTS], ['eventbridge', EVENTS], ['s3', S3], ['secretsmanager', SECRETS], ['sns', SNS], ['sqs', SQS], ['ssm', SSM], ['sts', STS],
])

/** Who answers a task's service; undefined for one that is not spoken to. */
export function serviceOf({ service }: TaskIntegration): AwsService | undefined {
  return SERVICES.get(service)
}

/** All that are spoken to, Lambda among them, for a sentence. */
export const SPOKEN = 'DynamoDB, EventBridge, Lambda, S3, Secrets Manager, SNS, SQS, SSM and STS'
