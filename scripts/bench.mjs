#!/usr/bin/env node
// @ts-check
// `npm run bench [-- engine | deck | export]`: figures of the engine, the deck and its PDF, each beside others measured in the same run.
import { givenTo } from './setup/given.mjs'

const parts = { engine: './bench/engine.ts', deck: './bench/deck.mjs', export: './bench/export.mjs' }

const asked = givenTo('bench').parts
for (const [name, file] of Object.entries(parts)) {
  if (asked.length === 0 || asked.includes(name)) await import(file)
}
process.exit()
