#!/usr/bin/env node
// @ts-check
// `npm run preview`: serves the built deck as a host would, with the headers a host is asked to send.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listen } from './preview/listen.ts'
import { baseOf } from './preview/handler.ts'
import { deckServer } from './preview/server.mjs'
import { givenTo } from './setup/given.mjs'
import { SetupError } from './setup/error.mjs'

const { dir = 'dist', port = '4173', ...values } = givenTo('preview').values
const base = baseOf(values.base ?? '/')

try {
  if (!existsSync(join(dir, 'index.html')))
    throw new SetupError(`There is no built deck in ${dir}: run npm run build first.`)
  await listen(deckServer({ dir, base }), Number(port), 'localhost')
  console.log(`The built deck is at http://localhost:${port}${base} (stop with Ctrl+C)`)
}
catch (error) {
  if (!(error instanceof SetupError))
    throw error
  console.error(error.message)
  process.exitCode = 1
}
