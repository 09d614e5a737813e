// @ts-check
import { createServer } from 'node:net'
import { SetupError } from './error.mjs'

const FIRST = 3030
const LAST = 4000

/**
 * Where `npm start` listens.
 * @param {{ port?: string | undefined, hosts: readonly string[], say: (line: string) => void }} wanted `port` is what
 *   the person named; all of `hosts` have to be free, since a browser takes any of them for `localhost`
 * @returns {Promise<number>} the port named; else 3030, or, said in a line, the next that is free
 * @throws {SetupError} when the port named can not be had, or none is free
 */
export async function choosePort({ port, hosts, say }) {
  if (port !== undefined) {
    const problem = await problemOf(Number(port), hosts)
    if (problem) throw new SetupError(`Port ${port} ${problem}: name another with -- --port NUMBER, or none for the first that is free.`)
    return Number(port)
  }
  for (let free = FIRST; free <= LAST; free++) {
    if (await problemOf(free, hosts)) continue
    if (free !== FIRST) say(`Port ${FIRST} is taken, perhaps by another npm start: this deck is at http://localhost:${free}.`)
    return free
  }
  throw new SetupError(`No port from ${FIRST} to ${LAST} is free: name another with -- --port NUMBER.`)
}

/** @param {number} port @param {readonly string[]} hosts @returns {Promise<string | undefined>} why it can not be had */
async function problemOf(port, hosts) {
  for (const host of hosts) {
    const code = await new Promise((resolve) => {
      const probe = createServer()
      probe.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code))
      probe.listen(port, host, () => probe.close(() => resolve(undefined)))
    })
    if (code === 'EADDRINUSE') return 'is taken'
    if (code === 'EACCES') return 'may be used by the system only'
  }
  return undefined
}
