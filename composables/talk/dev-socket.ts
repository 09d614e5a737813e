import type { ViteHotContext } from 'vite/types/hot.js'
import type { Transport } from './transport.ts'
import { readMessage } from '../../talk/messages.ts'
import { TALK_EVENT } from '../../talk/messages.ts'

/**
 * Carries messages over the socket that Vite's server has with every window for its own use. Lost, Vite looks for the server and loads the
 * page again when it is back.
 */
export function devSocket(hot: ViteHotContext): Transport {
  return {
    leads: undefined,
    send: message => hot.send(TALK_EVENT, message),
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
