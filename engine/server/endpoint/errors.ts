/** What Step Functions makes of an endpoint's refusals: names are those of the SDK for Java's exceptions. */

import type { TaskIntegration } from '../../asl/index.ts'
import { errorCause, errorName, ServiceError } from '../../simulation/account/services/service.ts'
import type { Refused } from './answered.ts'
import type { AwsService } from './services.ts'

/** Codes that the models of most services have no exception for: the SDK throws the service's general one. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/CommonErrors.html */
const UNMODELLED: ReadonlySet<string> = new Set([
  'AccessDenied', 'AccessDeniedException', 'ConditionalRequestConflict', 'EntityTooLarge', 'IncompleteSignature', 'InternalError', 'InternalFailure', 'InvalidAction', 'InvalidBucketName',
  'InvalidClientTokenId', 'InvalidParameterCombination', 'InvalidParameterValue', 'InvalidSignatureException', 'MissingAuthenticationToken', 'MissingParameter', 'NotAuthorized', 'NotImplemented',
  'OptInRequired', 'PreconditionFailed', 'RequestExpired', 'SerializationException', 'ServiceUnavailable', 'SignatureDoesNotMatch', 'SlowDown', 'Throttling', 'ThrottlingException',
  'UnknownOperationException', 'UnrecognizedClientException', 'ValidationError', 'ValidationException',
])

/** Codes on the wire that are no names. */
const NAMED: Readonly<Record<string, string>> = { ParameterValueInvalid: 'InvalidParameterValueException' }

/** Error and Cause of a task that a service has refused: `DynamoDB.ConditionalCheckFailedException`. */
export function refusalOf(integration: TaskIntegration, { models = [] }: AwsService, { code, told, message, status }: Refused): { Error: string, Cause: string } {
  const exception = code === undefined || (UNMODELLED.has(code) && !models.includes(code)) ? generalException(integration) : exceptionName(code)
  return { Error: errorName(integration, exception), Cause: errorCause(integration, new ServiceError(told ?? code ?? String(status), message, status)) }
}

/** What the SDK throws for what it has no exception for: `AmazonDynamoDBException`, of optimised integrations, and `DynamoDbException`. */
function generalException(integration: TaskIntegration): string {
  const service = errorName(integration, '').slice(0, -1)
  return `${integration.sdk ? '' : 'Amazon'}${service}Exception`
}

/** The name of an exception, which always says that it is one: QueueDoesNotExist becomes QueueDoesNotExistException. */
function exceptionName(code: string): string {
  if (Object.hasOwn(NAMED, code)) return NAMED[code]!
  return code.endsWith('Exception') ? code : `${code.replace(/Fault$/, '')}Exception`
}
