/** Logging, tracing and encryption of a state machine: nothing comes of them here, and they are told as they were set. */

import type { JsonObject } from '../../asl/index.ts'
import { Refusal } from '../refusal.ts'

export interface LoggingConfiguration {
  level?: string
  includeExecutionData?: boolean
  destinations?: JsonObject[]
}

/**
 * With its defaults.
 *
 * @throws Refusal InvalidLoggingConfiguration
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_LoggingConfiguration.html
 */
export function loggingOf(given: LoggingConfiguration = {}): JsonObject {
  const { level = 'OFF', includeExecutionData = false, destinations } = given
  if ((destinations?.length ?? 0) > 1 || (level !== 'OFF' && (destinations?.length ?? 0) === 0)) {
    throw new Refusal('InvalidLoggingConfiguration', 'Invalid Logging Configuration: Must specify exactly one Log Destination.')
  }
  return { level, includeExecutionData, ...(destinations === undefined ? {} : { destinations }) }
}

export function tracingOf({ enabled = false }: { enabled?: boolean } = {}): JsonObject {
  return { enabled }
}

export interface EncryptionConfiguration {
  type: string
  kmsKeyId?: string
  kmsDataKeyReusePeriodSeconds?: number
}

/** Data keys of a customer's key are used for so long unless somebody says otherwise. */
const REUSE_SECONDS = 300

/**
 * @throws Refusal InvalidEncryptionConfiguration where the key and its type do not fit each other
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_EncryptionConfiguration.html
 */
export function encryptionOf({ type, kmsKeyId, kmsDataKeyReusePeriodSeconds }: EncryptionConfiguration = { type: 'AWS_OWNED_KEY' }): JsonObject {
  const refuse = (message: string): never => {
    throw new Refusal('InvalidEncryptionConfiguration', `Invalid Encryption Configuration: '${message}'`)
  }
  if (type === 'AWS_OWNED_KEY') {
    if (kmsKeyId !== undefined || kmsDataKeyReusePeriodSeconds !== undefined) refuse('kmsKeyId and kmsDataKeyReusePeriodSeconds must not be set when type is AWS_OWNED_KEY')
    return { type }
  }
  if (kmsKeyId === undefined) return refuse('kmsKeyId must be set when type is CUSTOMER_MANAGED_KMS_KEY')
  return { type, kmsKeyId, kmsDataKeyReusePeriodSeconds: kmsDataKeyReusePeriodSeconds ?? REUSE_SECONDS }
}
