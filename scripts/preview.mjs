#!/usr/bin/env node
// @ts-check
// `npm run preview`: serves the built deck as a host would, with the headers a host is asked to send.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { deckServer } from './preview/server.mjs'
import { givenTo } from './setup/given.mjs'

const { dir = 'dist', port = '4173', ...values } = givenTo('preview').values

const base = `/${(values.base ?? '/').replace(/^\/+|\/+$/g, '')}/`.replace('//', '/')
if (!existsSync(join(dir, 'index.html'))) {
  console.error(`There is no built deck in ${dir}: run npm run build first.`)
  process.exit(1)
}
deckServer({ dir, base })
  .on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    console.error(error.code === 'EADDRINUSE' ? `Port ${port} is taken: name another with -- --port NUMBER.` : error.message)
    process.exit(1)
  })
  .listen(Number(port), 'localhost', () => console.log(`The built deck is at http://localhost:${port}${base} (stop with Ctrl+C)`))
