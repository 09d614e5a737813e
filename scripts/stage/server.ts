import type { Buffer } from 'node:buffer'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { createServer, STATUS_CODES } from 'node:http'
import { WebSocketServer } from 'ws'
import { LONGEST_MESSAGE } from '../../talk/messages.ts'
import { deckHandler, say } from '../preview/handler.ts'
import { isLoopback, isOwnHost } from '../preview/own-host.ts'
import { Keys } from './keys.ts'
import { TalkRoom } from './room.ts'

export interface StageOptions {
  /** The built deck. */
  dir: string
  /** Where it stands, such as `/talk/`. */
  base?: string
  /** Who may lead from another machine; without one, whoever reaches the server leads. */
  password?: string
  /** What this machine is called besides its addresses. */
  names?: readonly string[]
  /** Whether an address is this machine's own. */
  isLocal?: (address: string) => boolean
}

export interface Stage {
  /** A server that takes part; not listening yet. Each serves the same talk at another address. */
  server: () => Server
  /** Ends the talk and all of its servers. */
  close: () => Promise<void>
}

/** Windows from other machines; this machine's own always find a place. */
const MOST_WINDOWS = 400
const MOST_FROM_ONE_ADDRESS = 60

/** What only the presenter reads, and what would keep the deck in the browser after the talk. */
const NOTES = 'notes.json'
const SERVICE_WORKER = 'sw.js'

/**
 * The built deck for a room: its files, and at `talk` beside them a WebSocket over which the windows of all browsers and devices are
 * one talk (talk/messages.ts). A POST to the same address says whether who asks may lead.
 */
export function stage({ dir, base = '/', password, names, isLocal = isLoopback }: StageOptions): Stage {
  const keys = password === undefined ? undefined : new Keys(password)
  const room = new TalkRoom()
  const windows = new Map<string, number>()
  const servers: Server[] = []
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE, perMessageDeflate: false, clientTracking: false })
  const deck = deckHandler({
    dir,
    base,
    names,
    change: (file, body) => file === 'index.html' ? withTalkServer(body) : body,
    mayRead: (request, file) => file !== SERVICE_WORKER && (file !== NOTES || rank(request, headerKey(request)) === 'leads'),
  })

  function rank(request: IncomingMessage, key: string | undefined): 'leads' | 'follows' | 'too many' {
    if (!keys || isHere(request))
      return 'leads'
    const verdict = key === undefined ? 'wrong' : keys.check(addressOf(request), key)
    return verdict === 'right' ? 'leads' : verdict === 'too many' ? verdict : 'follows'
  }

  /** Behind a tunnel or a proxy everybody comes from this machine. */
  function isHere(request: IncomingMessage): boolean {
    return isLocal(addressOf(request)) && !request.headers.forwarded && !request.headers['x-forwarded-for']
  }

  function isOurs(request: IncomingMessage): boolean {
    const { host, origin } = request.headers
    return isOwnHost(host, names) && URL.canParse(origin ?? '') && new URL(origin!).host === host?.toLowerCase().replace(/:80$/, '')
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'POST' || pathOf(request) !== `${base}talk`)
      return deck(request, response)
    request.resume()
    if (!isOurs(request))
      return say(response, 403, 'Only the deck itself may ask.')
    const found = rank(request, headerKey(request))
    if (found === 'leads')
      return void response.writeHead(204, { 'Cache-Control': 'no-store' }).end()
    say(response, found === 'follows' ? 403 : 429, found === 'follows' ? 'That is not the password.' : 'Too many wrong passwords: wait a minute.')
  }

  function join(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const address = addressOf(request)
    const refused = pathOf(request) !== `${base}talk`
      ? 404
      : !isOurs(request)
          ? 403
          : !isHere(request) && (room.size >= MOST_WINDOWS || (windows.get(address) ?? 0) >= MOST_FROM_ONE_ADDRESS) ? 503 : undefined
    if (refused)
      return void socket.end(`HTTP/1.1 ${refused} ${STATUS_CODES[refused]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    sockets.handleUpgrade(request, socket, head, (window) => {
      windows.set(address, (windows.get(address) ?? 0) + 1)
      window.on('close', () => {
        const left = windows.get(address)! - 1
        if (left > 0)
          windows.set(address, left)
        else
          windows.delete(address)
      })
      room.admit(window, rank(request, queryKey(request)) === 'leads')
    })
  }

  return {
    server() {
      const server = createServer(answer).on('upgrade', join)
      servers.push(server)
      return server
    },
    async close() {
      room.close()
      await Promise.all(servers.map(server => new Promise<void>((down) => {
        server.close(() => down())
        server.closeAllConnections()
      })))
    },
  }
}

/** Tells the page that there is a server to its talk; where it stands, seen from the page. */
function withTalkServer(page: Buffer): Buffer {
  return globalThis.Buffer.from(page.toString().replace(/<head[^>]*>/, head => `${head}\n  <meta name="talk-server" content="talk">`))
}

function addressOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? ''
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').replace(/\?.*$/s, '')
}

/** The password that a window's socket comes with. */
function queryKey(request: IncomingMessage): string | undefined {
  return new URLSearchParams((request.url ?? '').split('?')[1] ?? '').get('key') ?? undefined
}

/** The password that a request for a file comes with. */
function headerKey(request: IncomingMessage): string | undefined {
  const raw = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  try {
    return raw && decodeURIComponent(raw)
  }
  catch {}
}
