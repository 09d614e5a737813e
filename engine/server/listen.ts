import type { Server } from 'node:http'

/** Why the server does not listen, in a sentence. */
export class ListenError extends Error {}

/**
 * Listens on this machine only, by IPv4 and, where there is one, by IPv6: `localhost` is ::1 for some clients, 127.0.0.1 for others.
 *
 * @param make makes a server; each address takes one
 * @param port 0 for any that is free
 * @returns the port, and the servers that listen
 * @throws ListenError where the port is taken
 */
export async function listenLocally(make: () => Server, port: number): Promise<{ port: number, servers: Server[] }> {
  for (let attempt = 0; ; attempt++) {
    const first = make()
    const found = await listen(first, port, '127.0.0.1')
    const second = make()
    try {
      await listen(second, found, '::1')
      return { port: found, servers: [first, second] }
    }
    catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return { port: found, servers: [first] }
      first.close()
      // A port that was free by IPv4 only: another one may be free by both.
      if (port !== 0 || attempt === 20) throw thrown
    }
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' && port !== 0 ? new ListenError(`port ${port} is taken on ${host}`) : error)
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
