// @ts-check
// `npm run bench -- deck`: this deck's figures beside those of an empty Slidev deck and Slidev's official starter, in one run.
import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { firstLoad, slow } from './first-load.mjs'
import { keyPresses } from './key-press.mjs'
import { longTasks } from './long-tasks.mjs'
import { buildPeers } from './peers.mjs'
import { readChapter, speed } from './reading.mjs'
import { findBrowser } from '../browser.mjs'
import { deckServer } from '../preview/server.mjs'

const root = join(import.meta.dirname, '..', '..')
const out = join(root, '.cache', 'bench')
const rounds = 3

rmSync(out, { recursive: true, force: true })
console.log('Building the deck, an empty Slidev deck and Slidev\'s starter …')
const deck = join(out, 'deck')
const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs'), '--no-pdf', '--out', deck], { cwd: root, encoding: 'utf8' })
if (built.status !== 0) {
  console.error(built.stdout + built.stderr)
  process.exit(1)
}
const decks = { 'this deck': deck, ...buildPeers(root, out) }

const { executablePath, args } = await findBrowser()
// Foreign hosts (the starter asks five) are not reached, so that every run sees the same.
const browser = await chromium.launch({ executablePath, args: [...args, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'] })
try {
  console.log(`\nFirst load, gzip, nothing cached; slow is ${slow.bitsPerSecond / 1e6} Mbit/s, ${slow.latency} ms, processor ${slow.cpu} times slower; median of ${rounds}.`)
  /** @type {{ name: string, address: string, row: Record<string, number> }[]} */
  const measured = []
  for (const [name, dir] of Object.entries(decks)) {
    const address = await serve(dir)
    const fast = await firstLoad(browser, address)
    const slowly = []
    for (let round = 0; round < rounds; round++)
      slowly.push(await firstLoad(browser, address, slow))
    measured.push({
      name,
      address,
      row: {
        'kB before the first click': Math.round(fast.bytes / 100) / 10,
        'requests': fast.files.length,
        'LCP slow, ms': median(slowly.map(one => one.paint)),
        'clickable slow, ms': median(slowly.map(one => one.interactive)),
        'LCP, ms': Math.round(fast.paint),
        'clickable, ms': Math.round(fast.interactive),
        'layout shift': Math.round(Math.max(fast.shift, ...slowly.map(one => one.shift)) * 1000) / 1000,
      },
    })
  }
  console.table(Object.fromEntries(measured.map(({ name, row }) => [name, row])))
  const [ours, ...others] = measured
  for (const { name, row } of others) {
    const ratios = Object.entries(row).filter(([figure]) => figure !== 'layout shift')
      .map(([figure, value]) => `${figure.replace(/, ms$/, '')} ${(value / (ours?.row[figure] || 1)).toFixed(1)}`)
    console.log(`${name}, times as much as this deck: ${ratios.join('; ')}`)
  }

  console.log('\nFrom key press to the next slide painted, ms, over all slides of this deck.')
  const address = measured[0]?.address ?? ''
  for (const cpu of [1, slow.cpu]) {
    const times = await keyPresses(browser, address, cpu)
    const worst = times.indexOf(Math.max(...times))
    console.log(`  processor ${cpu === 1 ? 'as it is' : `${cpu} times slower`}: median ${median(times)}, worst ${Math.round(times[worst] ?? 0)} (slide ${worst + 2}), ${times.length} changes`)
  }

  console.log('\nTasks that kept the page busy for more than 50 ms while its executions ran.')
  for (const [alias, clicks] of /** @type {const} */ ([['distributed-map-run', 5], ['continue-as-new', 5]])) {
    const tasks = await longTasks(browser, address, alias, clicks)
    console.log(`  ${alias}: ${tasks.length === 0 ? 'none' : `${tasks.length}, the longest ${Math.max(...tasks)} ms`}`)
  }

  console.log(`\nThe pages of read/ on a phone, in the slow network before anything is scrolled; then down and up at ${speed} pixels a second, with the machine as it is.`)
  /** @type {Record<string, Record<string, number>>} */
  const chapters = {}
  for (const name of readdirSync(join(deck, 'read')).filter(file => file.endsWith('.html'))) {
    const { page, bytes, paint, figures, shift, inStages, longest } = await readChapter(browser, `${address}read/${name}`, { ...slow, cpu: 1 })
    chapters[name] = {
      'page, kB': kilo(page),
      'with styles and fonts, kB': kilo(bytes),
      'LCP slow, ms': Math.round(paint),
      'figures alive': figures,
      'layout shift': thousandths(shift),
      'in stages': thousandths(inStages),
      'longest task, ms': Math.round(longest),
    }
  }
  console.table({ ...chapters, 'at most': worstOf(Object.values(chapters)) })
}
finally {
  await browser.close()
}

/** @param {string} dir */
async function serve(dir) {
  const server = deckServer({ dir, headers: dir === deck })
  await new Promise(up => server.listen(0, 'localhost', () => up(undefined)))
  return `http://localhost:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/`
}

/** @param {number} bytes */
function kilo(bytes) {
  return Math.round(bytes / 100) / 10
}

/** @param {number} number */
function thousandths(number) {
  return Math.round(number * 1000) / 1000
}

/**
 * The greatest of each figure.
 * @param {Record<string, number>[]} rows
 * @returns {Record<string, number>}
 */
function worstOf(rows) {
  return Object.fromEntries(Object.keys(rows[0] ?? {}).map(figure => [figure, Math.max(...rows.map(row => row[figure] ?? 0))]))
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)
}
