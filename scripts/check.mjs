#!/usr/bin/env node
// @ts-check
// `npm run check`: the type check, and everything that facts, patterns and pages can have wrong. Nothing is printed when there is nothing
// to correct.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkDeck } from './deck/check-deck.ts'
import { givenTo } from './setup/given.mjs'
import { countOf } from './test/report.ts'
import { typeErrors } from './test/type-check.ts'

givenTo('check')
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [{ errors, crash }, mistakes] = await Promise.all([typeErrors({ root, env: process.env }), checkDeck(root)])
for (const text of [...errors.map(error => error.text), ...mistakes]) process.stdout.write(`${text}\n`)
if (crash || errors.length > 0) process.stderr.write(`${crash ?? countOf(errors, 'type error')}\n`)
if (mistakes.length > 0) process.stderr.write(`${mistakes.length} ${mistakes.length === 1 ? 'mistake' : 'mistakes'} in the deck\n`)
if (crash || errors.length + mistakes.length > 0) process.exitCode = 1
