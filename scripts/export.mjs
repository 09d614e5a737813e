#!/usr/bin/env node
// @ts-check
// `npm run export`: the deck as PDF, pictures or PowerPoint, by Slidev's own exporter.
import process from 'node:process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endWithParent } from './export/end-with-parent.ts'
import { exportDeck } from './export/export-deck.ts'
import { exportHandout } from './export/export-handout.ts'
import { ExportError, readOptions } from './export/options.ts'
import { NoBrowserError } from './browser.mjs'
import { commands } from './setup/commands.mjs'
import { helpOf, UsageError } from './setup/options.mjs'
import { tasks } from './setup/tasks.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

// Started by hand, it may outlive the shell.
if (process.env.npm_lifecycle_event) endWithParent(() => process.exit(1))

try {
  const options = readOptions(process.argv.slice(2), root, process.env.npm_lifecycle_event === 'export' ? process.env.INIT_CWD : process.cwd())
  if (options === 'help') console.log(helpOf(commands.export, tasks.export?.about ?? ''))
  else if (options.handout) await exportHandout(root, options)
  else await exportDeck(root, options)
} catch (error) {
  if (!(error instanceof ExportError || error instanceof NoBrowserError || error instanceof UsageError)) throw error
  console.error(error.message)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
// Slidev's server leaves timers behind.
process.exit()
