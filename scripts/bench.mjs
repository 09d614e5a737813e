#!/usr/bin/env node
// @ts-check
// `npm run bench [-- engine | deck | export]`: figures of the engine, the deck and its PDF, each beside others measured in the same run.
const parts = { engine: './bench/engine.ts', deck: './bench/deck.mjs', export: './bench/export.mjs' }

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !Object.hasOwn(parts, name))
if (unknown !== undefined) {
  process.stderr.write(`npm run bench measures ${Object.keys(parts).join(', ')}; there is no "${unknown}".\n`)
  process.exit(2)
}
for (const [name, file] of Object.entries(parts)) {
  if (asked.length === 0 || asked.includes(name)) await import(file)
}
process.exit()
