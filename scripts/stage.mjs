#!/usr/bin/env node
// @ts-check
// `npm run stage`: the built deck for a room. It is built when its sources have changed, and served so that all windows are one talk.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keptBuild } from './deck/kept-build.ts'
import { listen } from './preview/listen.ts'
import { isLoopback } from './preview/own-host.ts'
import { SetupError } from './setup/error.mjs'
import { givenTo } from './setup/given.mjs'
import { choosePort } from './setup/port.mjs'
import { announcement, networkAddress, webAddress } from './stage/announce.ts'
import { madeUpPassword } from './stage/keys.ts'
import { stage } from './stage/server.ts'

const SHORTEST_PASSWORD = 6

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const { values } = givenTo('stage')

/** @returns {string | undefined} who has it leads from another machine; nothing where the deck stays on this one */
function passwordOf() {
  if (values.remote === undefined) {
    if (values.bind === undefined || isLoopback(values.bind)) return undefined
    throw new SetupError('--bind opens the deck to a network: that takes --remote, or --remote=PASSWORD.')
  }
  if (values.remote && values.remote.length < SHORTEST_PASSWORD)
    throw new SetupError(`The password is short enough to be guessed: take ${SHORTEST_PASSWORD} letters or more, or --remote alone, which makes one up.`)
  return values.remote || madeUpPassword()
}

/** @returns {Promise<string>} the folder of the deck to serve */
async function deckFolder() {
  if (!values['no-build']) {
    return keptBuild(root, {
      home: 'stage-deck',
      args: ['--no-pdf', ...values.talk ? ['--talk'] : []],
      say: why => console.log(`${why}: building it now, which takes a minute or two …`),
    })
  }
  if (values.talk) throw new SetupError('--talk chooses what is built, and --no-build builds nothing: leave one of them out.')
  if (!existsSync(join(root, 'dist', 'index.html'))) throw new SetupError('There is no built deck in dist: run npm run build first, or leave --no-build out.')
  return join(root, 'dist')
}

async function main() {
  const password = passwordOf()
  const say = (/** @type {string} */ line) => console.log(line)
  const port = Number(await choosePort({ port: values.port, hosts: ['localhost', '127.0.0.1', '::1'], say }))
  const everywhere = values.bind === undefined || /^(?:0\.0\.0\.0|::)$/.test(values.bind)
  const remote = password === undefined ? undefined : { host: everywhere ? networkAddress() : values.bind, password }
  const workshop = values.workshop ? { address: remote?.host && webAddress(remote.host, port) } : undefined
  const { server } = stage({ dir: await deckFolder(), password, names: values.bind ? [values.bind.toLowerCase()] : [], ...workshop ? { workshop } : {} })
  if (password !== undefined && everywhere) {
    await listen(server(), port, values.bind ?? '::').catch(error => values.bind ? Promise.reject(error) : listen(server(), port, '0.0.0.0'))
  }
  else {
    await listen(server(), port, 'localhost')
    if (values.bind && !isLoopback(values.bind)) await listen(server(), port, values.bind)
  }
  console.log(announcement(port, remote, values.workshop))
}

try {
  await main()
}
catch (error) {
  console.error(error instanceof Error ? error.message : error)
  // What has begun to listen would keep the process alive.
  process.exit(error instanceof SetupError ? 2 : 1)
}
