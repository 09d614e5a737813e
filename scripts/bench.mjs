#!/usr/bin/env node
// @ts-check
// `npm run bench [-- engine | endpoint | deck | lab | export]`: figures of the engine, the endpoint, the deck, the lab and the PDF, each beside what it is held to or others measured in the same run.
import { givenTo } from './setup/given.mjs'

const parts = { engine: './bench/engine.ts', endpoint: './bench/endpoint.ts', deck: './bench/deck.mjs', lab: './bench/lab.mjs', export: './bench/export.mjs' }

const asked = givenTo('bench').parts
for (const [name, file] of Object.entries(parts)) {
  if (asked.length === 0 || asked.includes(name)) await import(file)
}
process.exit()
