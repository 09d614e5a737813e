import { Agent, request as httpRequest } from 'node:http'

/** What a client knows of a call: the answer, or nothing, since it cut its own line. */
export type Told = { answered: true, status: number, json: any } | { answered: false }

/** Where a line is cut: in the middle of the request, after it, or when the answer begins. */
const MOMENTS = ['in the request', 'after the request', 'in the answer'] as const

/** Milliseconds after the request at which a line is cut at the latest. */
const LATEST = 4

/** A client with a connection of its own, which it now and then destroys. */
export class CuttingClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 })
  private readonly port: number
  private readonly random: () => number
  /** The share of calls whose line is cut. */
  private readonly share: number

  constructor(port: number, random: () => number, share: number) {
    this.port = port
    this.random = random
    this.share = share
  }

  /**
   * Makes a call.
   *
   * @throws Error for a line that somebody else has cut
   */
  call(operation: string, members: object): Promise<Told> {
    const cut = this.random() < this.share ? MOMENTS[Math.floor(this.random() * MOMENTS.length)] : undefined
    const body = JSON.stringify(members)
    return new Promise((resolve, reject) => {
      const headers = { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': `AWSStepFunctions.${operation}`, 'Content-Length': Buffer.byteLength(body) }
      const request = httpRequest({ port: this.port, host: '127.0.0.1', method: 'POST', agent: this.agent, headers }, (response) => {
        if (cut === 'in the answer') return void request.destroy()
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => resolve({ answered: true, status: response.statusCode!, json: JSON.parse(Buffer.concat(chunks).toString()) }))
      })
      request.on('error', error => cut ? resolve({ answered: false }) : reject(error))
      request.on('close', () => cut && resolve({ answered: false }))
      if (cut === 'in the request') request.write(body.slice(0, body.length / 2), () => request.destroy())
      else request.end(body, () => cut === 'after the request' && setTimeout(() => request.destroy(), this.random() * LATEST))
    })
  }

  close(): void {
    this.agent.destroy()
  }
}
