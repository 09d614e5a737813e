import type { IncomingHttpHeaders } from 'node:http'
import process from 'node:process'

/** What another program has answered. */
export interface Got {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** A request, as it goes out. */
export interface Outgoing {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Path and query, escaped. */
  path: string
  headers: Record<string, string>
  body: string
}

export interface HttpClient {
  /** Sends a request; rejects where nobody answers, where the answer is cut off, too large or too late, and when `gone` says that nobody waits any more. */
  send: (request: Outgoing, gone?: AbortSignal) => Promise<Got>
  close: () => void
}

/** Lambda takes and answers 6 MB, and no other service more in one answer that a task could keep. */
const MOST_BYTES = 6 * 2 ** 20

/**
 * Asks one address over connections that are kept.
 *
 * @param endpoint `http://127.0.0.1:4566`, or with `https:`
 * @param options how it waits
 * @param options.milliseconds so long nothing may come on a connection; for ever by default
 */
export function httpClient(endpoint: string, { milliseconds = 0 }: { milliseconds?: number } = {}): HttpClient {
  // See serve.ts for why these are no imports.
  const http = endpoint.startsWith('https:') ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http')
  const agent = new http.Agent({ keepAlive: true })
  const send: HttpClient['send'] = (outgoing, gone) => new Promise((resolve, reject) => {
    const { method, path, headers, body } = outgoing
    const sent = { ...headers, 'Content-Length': String(Buffer.byteLength(body)) }
    const request = http.request(new URL(path, endpoint), { method, agent, headers: sent, timeout: milliseconds, ...(gone ? { signal: gone } : {}) }, (response) => {
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
    request.on('timeout', () => request.destroy(new Error(`there is no answer after ${milliseconds / 1000} seconds`)))
    request.on('error', reject)
    request.end(body)
  })
  return { send, close: () => agent.destroy() }
}
