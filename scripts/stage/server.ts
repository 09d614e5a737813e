import type { Buffer } from 'node:buffer'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { createServer, STATUS_CODES } from 'node:http'
import { LONGEST_MESSAGE } from '../../talk/messages.ts'
import { LONGEST_POST, LONGEST_WORD } from '../../workshop/messages.ts'
import { deckHandler, say } from '../preview/handler.ts'
import { isLoopback, isOwnHost } from '../preview/own-host.ts'
import { limitConnections, PATIENCE } from './connections.ts'
import { Door } from './door.ts'
import { Keys } from './keys.ts'
import { TalkRoom } from './room.ts'
import { readPost } from './workshop/read-post.ts'
import { WorkshopRoom } from './workshop/workshop-room.ts'

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
  /** Makes it a workshop's room: participants hand in tickets and vote. `address` is where they find it, ending with a slash. */
  workshop?: { address?: string | undefined }
}

export interface Stage {
  /** A server that takes part; not listening yet. Each serves the same talk at another address. */
  server: () => Server
  /** The workshop's room, where it is one. */
  workshop?: WorkshopRoom
  /** Ends the talk and all of its servers. */
  close: () => Promise<void>
}

/** What has the notes in it, which only the presenter reads, and what would keep the deck in the browser after the talk. */
const isForPresenter = (file: string) => file === 'notes.json' || /^read(?:\/|\.|$)/.test(file)
const SERVICE_WORKER = 'sw.js'

/**
 * The built deck for a room: its files, and at `talk` beside them a WebSocket over which the windows of all browsers and devices are
 * one talk (talk/messages.ts). A POST to the same address says whether who asks may lead.
 */
export function stage({ dir, base = '/', password, names, isLocal = isLoopback, workshop }: StageOptions): Stage {
  const keys = password === undefined ? undefined : new Keys(password)
  const room = new TalkRoom()
  const workshopRoom = workshop && new WorkshopRoom()
  const servers: Server[] = []
  const doors: Record<string, Door> = {
    [`${base}talk`]: new Door(room, LONGEST_MESSAGE),
    ...workshopRoom ? { [`${base}workshop`]: new Door(workshopRoom, LONGEST_WORD) } : {},
  }
  const deck = deckHandler({
    dir,
    base,
    names,
    change: (file, body) => file === 'index.html' ? withServers(body, workshop) : body,
    mayRead: (request, file) => file !== SERVICE_WORKER && (!isForPresenter(file) || rank(request, headerKey(request)) === 'leads'),
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
    const [, posted] = request.method === 'POST' && workshopRoom ? /^workshop\/(ticket|vote)$/.exec(pathOf(request).slice(base.length)) ?? [] : []
    if (posted && pathOf(request).startsWith(base))
      return void takePost(workshopRoom!, posted as 'ticket' | 'vote', request, response)
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

  async function takePost(workshopRoom: WorkshopRoom, what: 'ticket' | 'vote', request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = addressOf(request)
    const read = !isOurs(request) ? { status: 403 } : !workshopRoom.mayPost(address) ? { status: 429 } : await readPost(request, LONGEST_POST)
    const status = 'body' in read ? workshopRoom.post(what, read.body, address) : read.status
    // Of who is not listened to nothing more is read.
    const headers = { 'Cache-Control': 'no-store', ...'body' in read ? {} : { Connection: 'close' } }
    response.writeHead(status, headers).end(() => 'body' in read || request.destroy())
  }

  function join(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const path = pathOf(request)
    const door = Object.hasOwn(doors, path) ? doors[path] : undefined
    const refused = !door ? 404 : !isOurs(request) ? 403 : isHere(request) || door.hasRoomFor(addressOf(request)) ? undefined : 503
    if (refused)
      return void socket.end(`HTTP/1.1 ${refused} ${STATUS_CODES[refused]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    door!.open(request, socket, head, addressOf(request), () => rank(request, queryKey(request)) === 'leads')
  }

  return {
    ...workshopRoom ? { workshop: workshopRoom } : {},
    server() {
      const server = createServer(PATIENCE, answer).on('upgrade', join)
      limitConnections(server, isLocal)
      servers.push(server)
      return server
    },
    async close() {
      room.close()
      workshopRoom?.close()
      await Promise.all(servers.map(server => new Promise<void>((down) => {
        server.close(() => down())
        server.closeAllConnections()
      })))
    },
  }
}

/** Tells the page which servers there are; where they stand, seen from the page. */
function withServers(page: Buffer, workshop: StageOptions['workshop']): Buffer {
  const address = workshop?.address?.replace(/[^\w.:/[\]%-]/g, '') ?? ''
  const metas = `\n  <meta name="talk-server" content="talk">${workshop ? `\n  <meta name="room-server" content="workshop" data-address="${address}">` : ''}`
  return globalThis.Buffer.from(page.toString().replace(/<head[^>]*>/, head => head + metas))
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
