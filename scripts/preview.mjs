#!/usr/bin/env node
// @ts-check
// `npm run preview`: serves the built deck as a host would, with the headers a host is asked to send.
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CommandError, readBase, readOptions, readPort, runCommand, whyNotListening } from './preview/command-line.ts'
import { deckServer } from './preview/server.mjs'

const usage = `npm run preview [-- OPTIONS]: serves the built deck as a host would, for this machine.

  --dir FOLDER    the built deck; by default dist
  --port NUMBER   by default 4173; 0 for any that is free
  --base PATH     the folder it stands in, such as /talk/; by default /`

await runCommand(async () => {
  const { dir, port: portText, base: baseText } = readOptions(process.argv.slice(2), {
    dir: { type: 'string', default: 'dist' },
    port: { type: 'string', default: '4173' },
    base: { type: 'string', default: '/' },
  }, usage)
  const port = readPort(portText)
  const base = readBase(baseText)
  if (!existsSync(join(dir, 'index.html')))
    throw new CommandError(`There is no built deck in ${dir}: run npm run build first.`, 1)
  const server = deckServer({ dir, base }).listen(port, 'localhost')
  try {
    await once(server, 'listening')
  }
  catch (error) {
    throw whyNotListening(/** @type {NodeJS.ErrnoException} */ (error), port, 'localhost')
  }
  const address = /** @type {import('node:net').AddressInfo} */ (server.address())
  console.log(`The built deck is at http://localhost:${address.port}${base} (stop with Ctrl+C)`)
})
