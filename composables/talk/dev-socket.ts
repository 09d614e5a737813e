import type { ViteHotContext } from 'vite/types/hot.js'
import type { Transport } from './transport.ts'
import { readMessage, TALK_EVENT } from '../../talk/messages.ts'

/**
 * Carries messages over the socket that Vite's server has with every window for its own use. Lost, Vite looks for the server and loads the
 * page again when it is back.
 */
export function devSocket(hot: ViteHotContext): Transport {
  let reachable = true
  hot.on('vite:ws:disconnect', () => reachable = false)
  hot.on('vite:ws:connect', () => reachable = true)
  return {
    leads: undefined,
    send: (message) => {
      if (reachable)
        hot.send(TALK_EVENT, message)
    },
    onMessage: hear => hot.on(TALK_EVENT, (data: unknown) => {
      const message = readMessage(data)
      if (message)
        hear(message)
    }),
    onLost: lost => hot.on('vite:ws:disconnect', lost),
    onFound: (found) => {
      queueMicrotask(found)
      hot.on('vite:ws:connect', found)
    },
  }
}
