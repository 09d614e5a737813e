import type { Json } from '../../asl/index.ts'
import type { IncomingHttpHeaders } from 'node:http'
import process from 'node:process'
import { type Functions, type Outcome, readPayload, thrown } from './outcome.ts'

/** See serve.ts for why it is no import. */
const http = process.getBuiltinModule('node:http')

interface Got {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** Lambda takes and answers 6 MB. */
const MOST_BYTES = 6 * 2 ** 20

/**
 * Functions that another program on this machine or elsewhere runs: `sam local start-lambda`, the runtime interface emulator, LocalStack, moto.
 *
 * @param endpoint `http://127.0.0.1:3001`
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function lambdaEndpoint(endpoint: string): Functions {
  const agent = new http.Agent({ keepAlive: true })
  /** The emulator of one function calls it so, whatever its name is. https://docs.aws.amazon.com/lambda/latest/dg/images-test.html */
  let isEmulator = false

  function post(name: string, body: string): Promise<Got> {
    return new Promise((resolve, reject) => {
      const url = new URL(`/2015-03-31/functions/${encodeURIComponent(name)}/invocations`, endpoint)
      const request = http.request(url, { method: 'POST', agent, headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), 'X-Amz-Invocation-Type': 'RequestResponse' } }, (response) => {
        const chunks: Buffer[] = []
        let bytes = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > MOST_BYTES) response.destroy(new Error(`the answer is larger than ${MOST_BYTES} bytes`))
          else chunks.push(chunk)
        })
        response.on('error', reject)
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString() }))
      })
      request.on('error', reject)
      request.end(body)
    })
  }

  return {
    by: () => endpoint,
    has: () => true,
    async invoke(name, payload) {
      const body = JSON.stringify(payload)
      try {
        let got = await post(isEmulator ? 'function' : name, body)
        // Who knows Lambda's errors says which one it is; the emulator knows no other address.
        if (got.status === 404 && errorOf(got) === undefined && !isEmulator) {
          got = await post('function', body)
          isEmulator = got.status !== 404
        }
        return outcomeOf(got)
      }
      catch (error) {
        return { refused: 'SdkClientException', message: `Unable to execute HTTP request to ${endpoint}: ${(error as Error).message}` }
      }
    },
    close: async () => agent.destroy(),
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
