import type { HandedIn, Poll, RoomWish } from '../../workshop/messages.ts'
import { readNews } from '../../workshop/messages.ts'
import { KEY, stored } from '../talk/storage.ts'
import { roomServer } from './room-server.ts'

const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 8000

/** What a window wants to hear of. */
export interface RoomEars {
  welcome?: (leads: boolean) => void
  poll?: (poll: Poll | undefined) => void
  /** @param all whether these are all there are */
  tickets?: (tickets: HandedIn[], all: boolean) => void
  /** The room is out of reach; it is looked for again. */
  lost?: () => void
}

export interface RoomSocket {
  /** What a window that leads asks of the server; of others nothing is heard. */
  wish: (wish: RoomWish) => void
  leave: () => void
}

/**
 * Takes part in the room that this page was served in, and finds it again: soon, then less often, at once when the window is looked at or
 * the network is back. The password that the window has stored goes along.
 */
export function joinRoom(ears: RoomEars): RoomSocket {
  const url = new URL(roomServer()!.server)
  url.protocol = url.protocol.replace('http', 'ws')
  const key = stored(KEY)
  if (key)
    url.searchParams.set('key', key)
  let socket: WebSocket | undefined
  let wait = FIRST_RETRY_MS
  let retry: ReturnType<typeof setTimeout> | undefined
  let left = false

  function connect(): void {
    clearTimeout(retry)
    const mine = socket = new WebSocket(url)
    mine.addEventListener('open', () => wait = FIRST_RETRY_MS)
    mine.addEventListener('message', ({ data }) => hear(data))
    mine.addEventListener('close', () => {
      if (left || mine !== socket)
        return
      ears.lost?.()
      retry = setTimeout(connect, wait * (0.75 + Math.random() / 2))
      wait = Math.min(LONGEST_RETRY_MS, wait * 2)
    })
  }

  function hear(data: unknown): void {
    let news
    try {
      news = readNews(JSON.parse(String(data)))
    }
    catch {}
    if (news?.type === 'welcome')
      ears.welcome?.(news.leads)
    else if (news?.type === 'poll')
      ears.poll?.(news.poll)
    else if (news?.type === 'tickets')
      ears.tickets?.(news.tickets, news.all === true)
  }

  const look = () => document.visibilityState === 'visible' && socket?.readyState === WebSocket.CLOSED && connect()
  document.addEventListener('visibilitychange', look)
  addEventListener('online', look)
  addEventListener('pageshow', look)
  connect()

  return {
    wish: (wish) => {
      if (socket?.readyState === WebSocket.OPEN)
        socket.send(JSON.stringify(wish))
    },
    leave: () => {
      left = true
      clearTimeout(retry)
      document.removeEventListener('visibilitychange', look)
      removeEventListener('online', look)
      removeEventListener('pageshow', look)
      socket?.close()
    },
  }
}
