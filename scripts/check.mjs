#!/usr/bin/env node
// @ts-check
// `npm run check`: the type check alone. Nothing is printed when there is nothing to correct.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { givenTo } from './setup/given.mjs'
import { countOf } from './test/report.ts'
import { typeErrors } from './test/type-check.ts'

givenTo('check')
const { errors, crash } = await typeErrors({ root: dirname(dirname(fileURLToPath(import.meta.url))), env: process.env })
for (const { text } of errors) process.stdout.write(`${text}\n`)
if (crash || errors.length > 0) {
  process.stderr.write(`${crash ?? countOf(errors, 'type error')}\n`)
  process.exitCode = 1
}
