import { request as httpRequest } from 'node:http'
import { afterEach } from 'vitest'
import { serve, type ServedStepFunctions, type ServeOptions } from '../../../engine/server/index.ts'

const open: ServedStepFunctions[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

/** A server on a free port, closed when the test is over. */
export async function serving(options: ServeOptions = {}): Promise<ServedStepFunctions> {
  const server = await serve({ port: 0, start: Date.UTC(2026, 10, 1, 9), clock: 'fast', pollMilliseconds: 50, ...options })
  open.push(server)
  return server
}

export interface Got {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** One request, just as it is written. */
export function send(port: number, { method = 'POST', path = '/', host = '127.0.0.1', headers = {}, body = '' }: { method?: string, path?: string, host?: string, headers?: Record<string, string>, body?: string }): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString() }))
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** A call as an SDK makes it. */
export async function call(port: number, operation: string, request: object = {}, more: Record<string, string> = {}): Promise<Got & { json: any }> {
  const got = await send(port, { headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': `AWSStepFunctions.${operation}`, ...more }, body: JSON.stringify(request) })
  return { ...got, json: JSON.parse(got.body) }
}
