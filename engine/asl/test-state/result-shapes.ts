/**
 * What services answer, for the integrations that workflows use most: the answers of all others are taken as they are.
 * Field names are in Step Functions' casing. From the services' API references on docs.aws.amazon.com, November 2026.
 */

import { any, arrayOf, between, boolean, filled, mapOf, number, object, oneOf, type Shape, text } from './result-shape.ts'

const itemCollectionMetrics = object({ ItemCollectionKey: mapOf(any), SizeEstimateRangeGB: arrayOf(number) })
const capacity = { CapacityUnits: number, ReadCapacityUnits: number, WriteCapacityUnits: number }
const consumedCapacity = object({
  TableName: text,
  ...capacity,
  Table: object(capacity),
  LocalSecondaryIndexes: mapOf(object(capacity)),
  GlobalSecondaryIndexes: mapOf(object(capacity)),
})
const dynamoWrite = object({ Attributes: mapOf(any), ConsumedCapacity: consumedCapacity, ItemCollectionMetrics: itemCollectionMetrics })
const dynamoRead = object({ Items: arrayOf(mapOf(any)), Count: number, ScannedCount: number, LastEvaluatedKey: mapOf(any), ConsumedCapacity: consumedCapacity })

const execution = {
  'ExecutionArn!': text,
  'StateMachineArn!': text,
  'Name': text,
  'Status!': oneOf('RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'),
  'StartDate!': any,
  'StopDate': any,
  'Input': any,
  'Output': any,
  'InputDetails': object({ Included: boolean }),
  'OutputDetails': object({ Included: boolean }),
  'TraceHeader': text,
  'MapRunArn': text,
  'Error': text,
  'Cause': text,
  'StateMachineVersionArn': text,
  'StateMachineAliasArn': text,
  'RedriveCount': number,
  'RedriveDate': any,
  'RedriveStatus': oneOf('REDRIVABLE', 'NOT_REDRIVABLE', 'REDRIVABLE_BY_MAP_RUN'),
  'RedriveStatusReason': text,
}

const functionConfiguration = object({
  FunctionName: text,
  FunctionArn: text,
  Runtime: text,
  Role: text,
  Handler: text,
  CodeSize: number,
  Description: text,
  Timeout: { type: 'number', min: 1 },
  MemorySize: between(128, 10240),
  LastModified: text,
  CodeSha256: text,
  Version: text,
  MasterArn: text,
  RevisionId: text,
  State: oneOf('Pending', 'Active', 'Inactive', 'Failed', 'Deactivating', 'Deactivated', 'ActiveNonInvocable', 'Deleting'),
  StateReason: text,
  LastUpdateStatus: oneOf('Successful', 'Failed', 'InProgress'),
  PackageType: oneOf('Zip', 'Image'),
  Architectures: arrayOf(oneOf('x86_64', 'arm64')),
  EphemeralStorage: object({ 'Size!': between(512, 10240) }),
  TracingConfig: object({ Mode: oneOf('Active', 'PassThrough') }),
  Environment: object({ Variables: mapOf(text), Error: object({ ErrorCode: text, Message: text }) }),
  VpcConfig: object({ SubnetIds: arrayOf(text), SecurityGroupIds: arrayOf(text), VpcId: text, Ipv6AllowedForDualStack: boolean }),
  Layers: arrayOf(object({ Arn: text, CodeSize: number, SigningProfileVersionArn: text, SigningJobArn: text })),
  SnapStart: object({ ApplyOn: oneOf('PublishedVersions', 'None'), OptimizationStatus: oneOf('On', 'Off') }),
})

const s3Object = object({
  Body: any,
  DeleteMarker: boolean,
  AcceptRanges: text,
  Expiration: text,
  Restore: text,
  LastModified: text,
  ContentLength: number,
  ETag: text,
  MissingMeta: number,
  VersionId: text,
  CacheControl: text,
  ContentDisposition: text,
  ContentEncoding: text,
  ContentLanguage: text,
  ContentRange: text,
  ContentType: text,
  WebsiteRedirectLocation: text,
  ServerSideEncryption: oneOf('AES256', 'aws:fsx', 'aws:kms', 'aws:kms:dsse'),
  Metadata: mapOf(text),
  SSECustomerAlgorithm: text,
  SSEKMSKeyId: text,
  BucketKeyEnabled: boolean,
  StorageClass: oneOf('STANDARD', 'REDUCED_REDUNDANCY', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER', 'DEEP_ARCHIVE', 'OUTPOSTS', 'GLACIER_IR', 'SNOW', 'EXPRESS_ONEZONE', 'FSX_OPENZFS'),
  RequestCharged: oneOf('requester'),
  ReplicationStatus: oneOf('COMPLETE', 'PENDING', 'FAILED', 'REPLICA', 'COMPLETED'),
  PartsCount: number,
  TagCount: number,
  ObjectLockMode: oneOf('GOVERNANCE', 'COMPLIANCE'),
  ObjectLockLegalHoldStatus: oneOf('ON', 'OFF'),
})

const encryption = oneOf('SYMMETRIC_DEFAULT', 'RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256', 'SM2PKE')

/** By service and action as Resource names them, in lower case; `.sync` by the call that polls the job. */
export const resultShapes: Readonly<Record<string, Shape>> = {
  'lambda:invoke': object({ StatusCode: number, FunctionError: text, LogResult: text, Payload: any, ExecutedVersion: text }),
  'lambda:getfunction': object({
    Configuration: functionConfiguration,
    Code: object({ RepositoryType: text, Location: text, ImageUri: text, ResolvedImageUri: text, SourceKMSKeyArn: text }),
    Tags: mapOf(text),
    Concurrency: object({ ReservedConcurrentExecutions: { type: 'number', min: 0 } }),
  }),
  'dynamodb:putitem': dynamoWrite,
  'dynamodb:updateitem': dynamoWrite,
  'dynamodb:deleteitem': dynamoWrite,
  'dynamodb:getitem': object({ Item: mapOf(any), ConsumedCapacity: consumedCapacity }),
  'dynamodb:query': dynamoRead,
  'dynamodb:scan': dynamoRead,
  'events:putevents': object({ FailedEntryCount: number, Entries: arrayOf(object({ EventId: text, ErrorCode: text, ErrorMessage: text })) }),
  'eventbridge:putevents': object({ FailedEntryCount: number, Entries: arrayOf(object({ EventId: text, ErrorCode: text, ErrorMessage: text })) }),
  'sqs:sendmessage': object({ MessageId: text, MD5OfMessageBody: text, MD5OfMessageAttributes: text, MD5OfMessageSystemAttributes: text, SequenceNumber: text }),
  'sns:publish': object({ MessageId: text, SequenceNumber: text }),
  'kms:encrypt': object({ CiphertextBlob: filled, KeyId: filled, EncryptionAlgorithm: encryption }),
  'kms:decrypt': object({ KeyId: filled, Plaintext: filled, EncryptionAlgorithm: encryption, CiphertextForRecipient: filled, KeyMaterialId: text }),
  's3:getobject': s3Object,
  's3:putobject': object({ Expiration: text, ETag: text, ServerSideEncryption: oneOf('AES256', 'aws:fsx', 'aws:kms', 'aws:kms:dsse'), VersionId: text, SSEKMSKeyId: text, BucketKeyEnabled: boolean, RequestCharged: oneOf('requester'), Size: number }),
  'states:startexecution': object({ 'ExecutionArn!': text, 'StartDate!': text }),
  'sfn:startexecution': object({ 'ExecutionArn!': text, 'StartDate!': text }),
  'states:startexecution.sync': object(execution),
  'sfn:describeexecution': object(execution),
}
