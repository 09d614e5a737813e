#!/usr/bin/env node
// @ts-check
// `npm run preview`: serves the built deck as a host would, with the headers a host is asked to send.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { deckServer } from './preview/server.mjs'

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: 'dist' },
    port: { type: 'string', default: '4173' },
    base: { type: 'string', default: '/' },
  },
})

const base = `/${values.base.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/')
if (!existsSync(join(values.dir, 'index.html'))) {
  console.error(`There is no built deck in ${values.dir}: run npm run build first.`)
  process.exit(1)
}
if (!/^\d{1,5}$/.test(values.port)) {
  console.error(`--port ${values.port} is not a port number.`)
  process.exit(2)
}
deckServer({ dir: values.dir, base })
  .on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    console.error(error.code === 'EADDRINUSE' ? `Port ${values.port} is taken: name another with -- --port NUMBER.` : error.message)
    process.exit(1)
  })
  .listen(Number(values.port), 'localhost', () => console.log(`The built deck is at http://localhost:${values.port}${base} (stop with Ctrl+C)`))
