import type { Transport } from './transport.ts'
import { LONGEST_MESSAGE, readMessage } from '../../talk/messages.ts'
import { KEY, stored } from './storage.ts'

const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 8000

/**
 * Carries messages over the stage server's WebSocket, and looks for it again when it is gone: soon, then less often, at once when the
 * window is looked at or the network is back.
 *
 * @param address the server's, with http or https
 */
export function stageSocket(address: URL): Transport {
  let hear: (data: unknown) => void = () => {}
  let found = () => {}
  let lost = () => {}
  let socket: WebSocket | undefined
  let wait = FIRST_RETRY_MS
  let retry: ReturnType<typeof setTimeout> | undefined

  function connect(): void {
    clearTimeout(retry)
    const url = new URL(address)
    url.protocol = url.protocol.replace('http', 'ws')
    const key = stored(KEY)
    if (key)
      url.searchParams.set('key', key)
    const mine = socket = new WebSocket(url)
    mine.addEventListener('open', () => {
      wait = FIRST_RETRY_MS
      found()
    })
    mine.addEventListener('message', ({ data }) => hear(data))
    mine.addEventListener('close', () => {
      if (mine !== socket)
        return
      lost()
      retry = setTimeout(connect, wait * (0.75 + Math.random() / 2))
      wait = Math.min(LONGEST_RETRY_MS, wait * 2)
    })
  }

  function look(): void {
    if (document.visibilityState === 'visible' && socket?.readyState === WebSocket.CLOSED)
      connect()
  }
  document.addEventListener('visibilitychange', look)
  addEventListener('online', look)
  addEventListener('pageshow', look)
  // Not before the others are listened to.
  queueMicrotask(connect)

  return {
    leads: undefined,
    send: (message) => {
      if (socket?.readyState === WebSocket.OPEN)
        socket.send(JSON.stringify(message))
    },
    onMessage: (listener) => {
      hear = (data) => {
        const message = typeof data === 'string' && data.length <= LONGEST_MESSAGE ? readMessage(parsed(data)) : undefined
        if (message)
          listener(message)
      }
    },
    onLost: listener => void (lost = listener),
    onFound: listener => void (found = listener),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch {}
}
