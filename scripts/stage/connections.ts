import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** Connections from other machines; a browser opens six, and one for each socket. */
const MOST = 1500
const MOST_FROM_ONE = 300
/** A request's head and body come within these, or not at all. */
export const PATIENCE = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 2000 }

/**
 * Keeps any one machine from taking all the connections there are. This machine's own always find one.
 *
 * @param server before it listens
 * @param isLocal whether an address is this machine's own
 */
export function limitConnections(server: Server, isLocal: (address: string) => boolean): void {
  const counts = new Map<string, number>()
  let total = 0
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    if (isLocal(address))
      return
    const count = counts.get(address) ?? 0
    if (total >= MOST || count >= MOST_FROM_ONE) {
      socket.destroy()
      return
    }
    total++
    counts.set(address, count + 1)
    socket.once('close', () => {
      total--
      const left = counts.get(address)! - 1
      if (left > 0)
        counts.set(address, left)
      else
        counts.delete(address)
    })
  })
}
