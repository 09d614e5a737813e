import type { Json } from '../../asl/index.ts'
import { type Got, httpClient, type Outgoing } from '../http-client.ts'
import { type Functions, type Invocation, type Outcome, readPayload, thrown } from './outcome.ts'

/**
 * Functions that another program on this machine or elsewhere runs: `sam local start-lambda`, the runtime interface emulator, LocalStack, moto.
 *
 * @param endpoint `http://127.0.0.1:3001`
 * @param signed puts a signature to a request, for who wants one
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function lambdaEndpoint(endpoint: string, signed: (request: Outgoing, invocation: Invocation) => Outgoing = request => request): Functions {
  const client = httpClient(endpoint)
  /** The emulator of one function calls it so, whatever its name is. https://docs.aws.amazon.com/lambda/latest/dg/images-test.html */
  let isEmulator = false

  const post = (name: string, body: string, invocation: Invocation): Promise<Got> => client.send(signed({
    method: 'POST',
    path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations${invocation.qualifier === undefined ? '' : `?Qualifier=${encodeURIComponent(invocation.qualifier)}`}`,
    headers: { 'Content-Type': 'application/json', 'X-Amz-Invocation-Type': 'RequestResponse' },
    body,
  }, invocation))

  return {
    by: () => endpoint,
    has: () => true,
    async invoke(name, payload, invocation = {}) {
      const body = JSON.stringify(payload)
      try {
        let got = await post(isEmulator ? 'function' : name, body, invocation)
        // Who knows Lambda's errors says which one it is; the emulator knows no other address.
        if (got.status === 404 && errorOf(got) === undefined && !isEmulator) {
          got = await post('function', body, invocation)
          isEmulator = got.status !== 404
        }
        // The SAM CLI knows functions only, and takes no query.
        if (invocation.qualifier !== undefined && errorOf(got)?.startsWith('InvalidRequestContent')) {
          const { qualifier: _, ...plain } = invocation
          got = await post(name, body, plain)
        }
        return outcomeOf(got)
      }
      catch (error) {
        return { refused: 'SdkClientException', message: `Unable to execute HTTP request to ${endpoint}: ${(error as Error).message}` }
      }
    },
    close: async () => client.close(),
  }
}

function outcomeOf(got: Got): Outcome {
  const payload = readPayload(got.body)
  if (got.status >= 300) return { refused: errorOf(got) ?? 'ServiceException', message: messageOf(payload) ?? `The endpoint answers with the status ${got.status}.` }
  // The emulator says so in the body alone.
  const failed = got.headers['x-amz-function-error'] !== undefined || (isRecord(payload) && typeof payload.errorType === 'string' && typeof payload.errorMessage === 'string')
  return failed ? thrown(payload) : { result: payload }
}

/** Lambda's name for what is wrong: `ResourceNotFoundException`. */
function errorOf({ headers, body }: Got): string | undefined {
  const payload = readPayload(body)
  const named = headers['x-amzn-errortype'] ?? (isRecord(payload) ? payload.__type ?? payload.Code : undefined)
  return typeof named === 'string' ? named.replace(/^.*#/, '').replace(/:.*$/, '') : undefined
}

function messageOf(payload: Json): string | undefined {
  const message = isRecord(payload) ? payload.Message ?? payload.message : undefined
  return typeof message === 'string' ? message : undefined
}

function isRecord(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
