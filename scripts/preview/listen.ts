import type { Server } from 'node:http'
import { once } from 'node:events'
import { SetupError } from '../setup/error.mjs'

/**
 * Lets a server listen.
 *
 * @throws SetupError with a sentence when it can not: the port is taken, is the system's, or the address is not this machine's
 */
export async function listen(server: Server, port: number, address: string): Promise<void> {
  try {
    await once(server.listen(port, address), 'listening')
  }
  catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new SetupError(`Port ${port} is taken: name another with -- --port NUMBER.`)
    if (code === 'EACCES')
      throw new SetupError(`Port ${port} may be used by the system only: name one above 1023 with -- --port NUMBER.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
      throw new SetupError(`${address} is no address of this machine.`)
    throw new SetupError(`The server can not listen at ${address}, port ${port}: ${message}.`)
  }
}
