// @ts-check
// `npm run bench -- export`: how long a slide takes on its way into the PDF, here and in Slidev's official starter, in one run.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { runSlidev, starterDeck } from './peers.mjs'
import { findBrowser } from '../browser.mjs'

const root = join(import.meta.dirname, '..', '..')
const out = join(root, '.cache', 'bench-export')
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

const starter = starterDeck(root)
const browser = await switchedBrowser()
const rows = {
  'Slidev\'s starter': await measure(join(out, 'starter.pdf'), file => runSlidev(root, starter, ['export', '--output', file, '--executable-path', browser])),
  'this deck': await measure(join(out, 'deck.pdf'), file => exportDeck(file)),
  'this deck, a page a click': await measure(join(out, 'clicks.pdf'), file => exportDeck(file, '--with-clicks')),
}
console.log('\nPDF, second export of each, start to end.')
console.table(rows)
const [theirs, ...ours] = Object.entries(rows)
for (const [name, row] of ours)
  console.log(`${name}, a page: ${(row['ms a page'] / (theirs?.[1]['ms a page'] ?? 1)).toFixed(2)} times the starter's`)

/**
 * The first export bundles packages; the second is timed.
 * @param {string} file
 * @param {(file: string) => void} write
 */
async function measure(file, write) {
  write(file)
  const started = performance.now()
  write(file)
  const seconds = (performance.now() - started) / 1000
  const pages = (await PDFDocument.load(readFileSync(file))).getPageCount()
  return { 'pages': pages, 's': Math.round(seconds), 'ms a page': Math.round(seconds * 1000 / pages), 'MB': Math.round(statSync(file).size / 1e5) / 10 }
}

/**
 * @param {string} file
 * @param {string[]} more
 */
function exportDeck(file, ...more) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'export.mjs'), '--output', file, ...more], { encoding: 'utf8' })
  if (status !== 0)
    throw new Error(`The export ended with ${status}:\n${stdout}\n${stderr}`)
}

/** Slidev's exporter takes the path of a browser, but no switches for it. */
async function switchedBrowser() {
  const { executablePath, args } = await findBrowser()
  if (args.length === 0)
    return executablePath
  const script = join(out, 'browser')
  writeFileSync(script, `#!/bin/sh\nexec "${executablePath}" ${args.join(' ')} "$@"\n`, { mode: 0o755 })
  return script
}
