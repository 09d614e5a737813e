import { ACCOUNT, type Json, type JsonObject, type TaskCall } from '../../asl/index.ts'
import { isObject } from '../../asl/index.ts'
import { httpClient, type Outgoing } from '../http-client.ts'
import { addressProblem } from './address.ts'
import type { Answered } from './answered.ts'
import { jsonAnswer, jsonRequest } from './json-protocol.ts'
import { queryAnswer, queryRequest } from './query-protocol.ts'
import { s3Answer, s3Request } from './s3-protocol.ts'
import { type AwsService, serviceOf, SPOKEN } from './services.ts'
import { signatureHeaders } from './signature.ts'

/** Another program that answers as AWS does: LocalStack, moto, DynamoDB Local. */
export interface AwsEndpoint {
  /** Its address. */
  endpoint: string
  /**
   * Asks it what a task asks. It never rejects.
   *
   * @param gone when nobody waits for the answer any more
   */
  ask: (call: TaskCall, gone: AbortSignal) => Promise<EndpointAnswer>
  /** The headers that a request of Lambda's goes out with, for who reads the service from them. */
  signed: (request: Outgoing, service: string, executionArn: string) => Outgoing
  close: () => void
}

/** What came back; why nothing did; or what is not spoken here. */
export type EndpointAnswer = { service: AwsService, answer: Answered } | { unreachable: string } | { unspoken: string }

/** What `asl serve --env` gives to clients: the same tables and queues are theirs where an endpoint tells them apart by the key. */
const KEY = 'local'

/** Connections on which nothing comes for so long are given up: ReceiveMessage waits for 20 seconds at most. */
const MILLISECONDS = 60_000

/**
 * Speaks to another AWS-compatible endpoint. Requests are signed with a key of no account; where an execution is of another account than the usual, its number is the key, as
 * LocalStack takes it.
 *
 * @param endpoint `http://127.0.0.1:4566`
 * @param options how it waits
 * @param options.milliseconds so long nothing may come on a connection
 * @throws RangeError for an address that is none, or AWS's own
 */
export function awsEndpoint(endpoint: string, { milliseconds = MILLISECONDS }: { milliseconds?: number } = {}): AwsEndpoint {
  const problem = addressProblem(endpoint)
  if (problem !== undefined) throw new RangeError(`${endpoint} can not be asked: ${problem}`)
  const client = httpClient(endpoint, { milliseconds })
  const host = new URL(endpoint).host

  const signed = (request: Outgoing, service: string, executionArn: string): Outgoing => {
    const [, , , region = '', account = ''] = executionArn.split(':')
    const key = account === ACCOUNT ? KEY : account
    const headers = { ...request.headers, Host: host }
    return { ...request, headers: { ...headers, ...signatureHeaders({ ...request, headers }, { accessKey: key, secretKey: KEY, region, service, now: Date.now() }) } }
  }

  return {
    endpoint,
    signed,
    async ask({ integration, parameters, executionArn }, gone) {
      const service = serviceOf(integration)
      if (!service) return { unspoken: `the service ${integration.service}: of AWS's services there are ${SPOKEN}` }
      const operation = `${integration.action.charAt(0).toUpperCase()}${integration.action.slice(1)}`
      const request = requestOf(service, operation, isObject(parameters) ? parameters : {})
      if (typeof request === 'string') return { unspoken: request }
      try {
        const got = await client.send(signed(request, service.name, executionArn), gone)
        const { kind } = service.protocol
        const answer = kind === 'json' ? jsonAnswer(got) : kind === 'query' ? queryAnswer(operation, got) : s3Answer(operation, got)
        return { service, answer: 'result' in answer && integration.sdk ? { result: sdkNames(answer.result) } : answer }
      }
      catch (error) {
        return { unreachable: `Unable to execute HTTP request to ${endpoint}: ${(error as Error).message}` }
      }
    },
    close: client.close,
  }
}

function requestOf({ protocol, texts = [] }: AwsService, operation: string, parameters: JsonObject): Outgoing | string {
  const asked = withTexts(parameters, texts) as JsonObject
  if (protocol.kind === 's3') return s3Request(operation, asked)
  return protocol.kind === 'json' ? jsonRequest(protocol, operation, asked) : queryRequest(protocol.version, operation, asked)
}

/** JSON where the service takes text: https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html */
function withTexts(value: Json, texts: readonly string[]): Json {
  if (Array.isArray(value)) return value.map(item => withTexts(item, texts))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, texts.includes(key) && typeof inner !== 'string' ? JSON.stringify(inner) : withTexts(inner!, texts)]))
}

/** The SDK for Java calls the digests of SQS otherwise than the service. */
function sdkNames(result: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(result).map(([name, value]) => [name.replace(/^MD5Of/, 'Md5Of'), name === 'Messages' && Array.isArray(value) ? value.map(message => isObject(message) ? sdkNames(message) : message) : value]))
}
