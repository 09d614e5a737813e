import type { Transport } from './transport.ts'
import { readMessage } from '../../talk/messages.ts'

/**
 * Carries messages between the windows of one browser: how a hosted deck does it. It has no server that could be lost.
 *
 * @param name the channel's; another deck of the same origin has another
 */
export function broadcast(name: string): Transport {
  const channel = new BroadcastChannel(name)
  return {
    leads: true,
    send: message => channel.postMessage(message),
    onMessage: hear => channel.addEventListener('message', ({ data }) => {
      const message = readMessage(data)
      if (message)
        hear(message)
    }),
    onLost: () => {},
    onFound: found => queueMicrotask(found),
  }
}
