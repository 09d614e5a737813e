import type { AddressInfo } from 'node:net'
import type { TalkMessage } from '../../talk/messages.ts'
import type { TalkRecord } from '../../talk/record.ts'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { firstState } from '../../talk/record.ts'
import { stage, type StageOptions } from '../../scripts/stage/server.ts'

/** A stage with a small deck, and the machine from which it is visited. */
export class Visited {
  readonly folder = mkdtempSync(join(tmpdir(), 'stage-'))
  /** Whether what comes next comes from the stage's own machine. */
  here = true
  port = 0
  readonly #stage
  readonly #windows: Visitor[] = []

  constructor(options: Partial<StageOptions> = {}) {
    for (const [file, text] of Object.entries({
      'index.html': '<!doctype html><html lang="en"><head><title>Deck</title></head></html>',
      'notes.json': '{"1":"<p>Only the speaker reads this.</p>"}',
      'sw.js': '// keeps the deck',
      'presenter/index.html': 'presenter',
    })) {
      mkdirSync(join(this.folder, file, '..'), { recursive: true })
      writeFileSync(join(this.folder, file), text)
    }
    this.#stage = stage({ dir: this.folder, isLocal: () => this.here, ...options })
  }

  async open(): Promise<void> {
    const server = this.#stage.server().listen(0, '127.0.0.1')
    await once(server, 'listening')
    this.port = (server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    for (const { socket } of this.#windows)
      socket.terminate()
    await this.#stage.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  get host(): string {
    return `127.0.0.1:${this.port}`
  }

  /** Asks for a path, and tells what came back. */
  ask(path: string, { method = 'GET', headers = {} as Record<string, string> } = {}): Promise<{ status: number, body: string }> {
    return new Promise((resolve, reject) => {
      request({ port: this.port, host: '127.0.0.1', path, method, headers: { Host: this.host, ...headers } }, async (response) => {
        let body = ''
        for await (const chunk of response) body += String(chunk)
        resolve({ status: response.statusCode ?? 0, body })
      }).on('error', reject).end()
    })
  }

  /** Sends bytes, and tells the first line that comes back; empty where the server just hangs up. */
  async raw(bytes: string | Uint8Array): Promise<string> {
    const socket = connect(this.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(bytes)
    let said = ''
    socket.on('data', chunk => said += String(chunk))
    await Promise.race([once(socket, 'close'), once(socket, 'data')])
    socket.destroy()
    return said.split('\r\n')[0] ?? ''
  }

  /** A window of the talk, once it has been welcomed; or the status with which it was not let in. */
  visit({ key, origin = `http://${this.host}`, path = '/talk', host = this.host }: { key?: string, origin?: string, path?: string, host?: string } = {}): Promise<Visitor> {
    const socket = new WebSocket(`ws://${this.host}${path}${key === undefined ? '' : `?key=${encodeURIComponent(key)}`}`, { headers: { Host: host, ...origin ? { Origin: origin } : {} } })
    const visitor = new Visitor(socket)
    this.#windows.push(visitor)
    return new Promise((resolve, reject) => {
      socket.on('unexpected-response', (_, response) => reject(new Error(String(response.statusCode))))
      socket.on('error', reject)
      visitor.heard(({ type }) => type === 'welcome').then(() => resolve(visitor), reject)
    })
  }
}

/** One window of the talk. */
export class Visitor {
  readonly socket: WebSocket
  readonly messages: TalkMessage[] = []

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', data => this.messages.push(JSON.parse(String(data)) as TalkMessage))
  }

  get leads(): boolean {
    return this.messages.some(message => message.type === 'welcome' && message.leads)
  }

  get record(): TalkRecord | undefined {
    return this.messages.findLast(message => message.type === 'record')?.record
  }

  say(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  /** Waits until such a message has come. */
  async heard(wanted: (message: TalkMessage) => boolean): Promise<void> {
    while (!this.messages.some(wanted)) await once(this.socket, 'message')
  }

  /** Waits until all that was sent before has been dealt with: the server answers in order. */
  async settled(): Promise<void> {
    this.socket.ping()
    await once(this.socket, 'pong')
  }
}

export function record(revision: number, slide: number, { by = 'a', since = 1 } = {}): TalkRecord {
  return { revision, since, by, state: { ...firstState, slide } }
}
