#!/usr/bin/env node
// @ts-check
// `npm run build`: writes the deck as static files that any host can serve from any folder.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser, NoBrowserError } from './browser.mjs'
import { checkDeck } from './deck/check-deck.ts'
import { givenTo } from './setup/given.mjs'
import { notFoundPage } from './vite/built/plain-pages.ts'
import { headersFile } from './vite/built/policy.mjs'
import { siteAddress } from './vite/built/site.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const pdfName = 'step-functions-advanced-design-patterns.pdf'

const { values } = givenTo('build')
const { base = './' } = values
const out = resolve(root, values.out ?? 'dist')
// Read by setup/preparser.ts, here and in the export.
if (values.talk)
  process.env.DECK_TALK = '1'
if (base !== './' && !/^\/(?:.*\/)?$/.test(base))
  fail(`--base ${base} must begin and end with a slash; without it the deck works in any folder.`, 2)

await stopAtMistakes()
emptyFolder(out)
const pdf = values['no-pdf'] ? undefined : await placeOfPdf()
// Side by side: the one waits for the browser much of the time, and the other needs the PDF only when its files are written.
await Promise.all([pdf && exportPdf(pdf), build(pdf)])

/** Says everything that is wrong with facts, patterns and pages at once, before minutes go into a deck that nobody can show. */
async function stopAtMistakes() {
  const mistakes = await checkDeck(root)
  if (mistakes.length > 0)
    fail(`The build stopped at ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n${mistakes.join('\n')}`, 1)
}

/** Empties the folder to build into, but only one that a build has written. */
function emptyFolder(/** @type {string} */ folder) {
  const inside = existsSync(folder) ? readdirSync(folder) : []
  if (inside.length && !(inside.includes('index.html') && inside.includes('assets')))
    fail(`${folder} holds something that is no built deck; name an empty folder with --out.`, 2)
  rmSync(folder, { recursive: true, force: true })
}

/** @returns {Promise<string | undefined>} where the deck as PDF will be, or nothing when there is no browser to print it */
async function placeOfPdf() {
  try {
    await findBrowser({ install: false })
  }
  catch (error) {
    if (!(error instanceof NoBrowserError))
      throw error
    console.log(`The PDF is left out of this build: ${error.message}`)
    return undefined
  }
  // A folder of its own, so that two builds at once do not take each other's PDF away.
  const folder = join(root, '.cache', `build-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return join(folder, pdfName)
}

/** Writes the deck as PDF; it is in its place when it is whole. */
async function exportPdf(/** @type {string} */ file) {
  const unfinished = join(dirname(file), 'unfinished', pdfName)
  await run([join(root, 'scripts', 'export.mjs'), '--output', unfinished])
  if (!existsSync(unfinished))
    fail(`The export ended without writing ${unfinished}.`, 1)
  renameSync(unfinished, file)
}

/** @param {string | undefined} pdf */
async function build(pdf) {
  const cli = createRequire(import.meta.url).resolve('@slidev/cli/package.json')
  console.log('Building the deck …')
  await run([join(dirname(cli), 'bin', 'slidev.mjs'), 'build', '--base', base, '--out', out], { DECK_PDF: pdf ?? '' })
  // Slidev writes these for history routes; with routes after the # they would turn every missing file into the deck.
  rmSync(join(out, '_redirects'), { force: true })
  writeFileSync(join(out, '404.html'), notFoundPage(siteAddress()?.href))
  writeFileSync(join(out, '_headers'), headersFile)
  console.log(`The deck is in ${out}. Look at it with: npm run preview`)
}

/**
 * @param {string[]} command what Node runs
 * @param {Record<string, string>} [env] added to the environment
 * @returns {Promise<void>}
 */
function run(command, env = {}) {
  return new Promise((done) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'pipe'], env: { ...process.env, ...env } })
    process.once('exit', () => child.kill())
    let said = ''
    child.stderr?.on('data', chunk => said += chunk)
    child.on('close', (code) => {
      if (code === 0)
        process.stderr.write(said)
      else
        fail(`${withoutStack(said)}\nThe build stopped.`, 1)
      done()
    })
  })
}

/**
 * What went wrong, without where in our tools: the way there says nothing to whoever writes slides.
 * @param {string} text
 */
function withoutStack(text) {
  return text
    .split('\n')
    .filter(line => !(/^\s+at /.test(line) && /(?:\)|:\d+)(?: \{)?$/.test(line)) && !/^\s*errors: \[.*\]$|^\}$/.test(line))
    .map(line => line.replace(/^\w*Error: /, ''))
    .join('\n')
    .trim()
}

/**
 * @param {string} message
 * @param {number} code
 * @returns {never}
 */
function fail(message, code) {
  console.error(message)
  process.exit(code)
}
