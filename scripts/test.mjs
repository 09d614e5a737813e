#!/usr/bin/env node
// @ts-check
// `npm test [-- --sweep] [FILTER…]`: the type check and the linter, Vitest, Playwright, and one closing line over all of them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser, NoBrowserError } from './browser.mjs'
import { givenTo } from './setup/given.mjs'
import { endingsLeftOut, sayLeftOut } from './test/recordings.ts'
import { crashed, summaryOf } from './test/report.ts'
import { checkTypes, lint, runBrowserTests, runUnitTests } from './test/runners.ts'
import { select, testFiles } from './test/selection.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const { values, parts: filters } = givenTo('test')
const { unit, browser, leftOut } = select(testFiles(root), filters, endingsLeftOut(root))

// What the tests read: tests/support/sweep.ts, tests/engine/fuzz.ts.
/** @type {NodeJS.ProcessEnv} */
const sweep = values.sweep ? { SWEEP: '1', FUZZ_FACTOR: '5' } : {}

const reports = mkdtempSync(join(tmpdir(), 'deck-tests-'))
process.once('exit', () => rmSync(reports, { recursive: true, force: true }))
const found = await run()
process.stdout.write(`\n${summaryOf(found, sayLeftOut(leftOut)).join('\n')}\n`)
process.exitCode = found.some(({ failed }) => failed.length > 0) ? 1 : 0

/** @returns {Promise<import('./test/report.ts').RunnerReport[]>} */
async function run() {
  if (filters.length > 0 && unit.length + browser.length === 0) {
    return [crashed('npm test', leftOut.length > 0 ? 'there is nothing to run' : `no test file's path has ${filters.join(' or ')} in it`)]
  }
  const all = filters.length === 0
  const context = { root, reports, env: { ...process.env, ...sweep }, isTerminal: process.stdout.isTTY === true }
  if (all || browser.length > 0) {
    // Looked for before anything runs: on a machine where none can be had, nobody should wait for the rest first.
    try {
      const { executablePath } = await findBrowser()
      process.stdout.write(`Browser: ${executablePath}\n`)
      context.env.BROWSER_PATH = executablePath
    } catch (error) {
      if (!(error instanceof NoBrowserError)) throw error
      return [crashed('Browser tests', error.message)]
    }
  }

  const runs = [
    // Each of the two keeps one core busy.
    ...(all ? [() => Promise.all([checkTypes(context), lint(context)])] : []),
    ...(all || unit.length > 0 ? [() => runUnitTests(all ? [] : unit, context)] : []),
    ...(all || browser.length > 0 ? [() => runBrowserTests(all ? [] : browser, context)] : []),
  ]
  let interrupted = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { interrupted = true })
  const done = []
  for (const next of runs) {
    if (interrupted) break
    done.push(...[await next()].flat())
  }
  return done
}
