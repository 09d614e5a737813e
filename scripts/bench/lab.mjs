// @ts-check
// `npm run bench -- lab`: how soon the lab can be typed in and answers, and whether the page goes on while much is run.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { firstLoad, slow } from './first-load.mjs'
import { fromLastKey, longestTask, openLab } from './lab-page.mjs'
import { findBrowser } from '../browser.mjs'
import { deckServer } from '../preview/server.mjs'

const root = join(import.meta.dirname, '..', '..')
const dir = join(root, '.cache', 'bench', 'lab')
const rounds = 7

const LAP = 'QueryLanguage: JSONata\nStartAt: Round\nStates:\n  Round:\n    Type: Pass\n    Next: More\n  More:\n    Type: Choice\n    Choices: [{ Condition: "{% false %}", Next: Done }]\n    Default: Round\n  Done:\n    Type: Succeed\n'

rmSync(dir, { recursive: true, force: true })
console.log('Building the deck …')
const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs'), '--no-pdf', '--out', dir], { cwd: root, encoding: 'utf8' })
if (built.status !== 0) {
  console.error(built.stdout + built.stderr)
  process.exit(1)
}

/** What was sent, headers included, by file. @type {Map<string, number>} */
const sent = new Map()
const server = deckServer({ dir, headers: true })
// Before the server answers: some answers are complete at once.
server.prependListener('request', (request, response) => {
  const { socket } = response
  const before = socket?.bytesWritten ?? 0
  response.on('finish', () => sent.set(request.url ?? '', (socket?.bytesWritten ?? 0) - before))
})
await new Promise(up => server.listen(0, 'localhost', () => up(undefined)))
const address = `http://localhost:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/`

const { executablePath, args } = await findBrowser()
const browser = await chromium.launch({ executablePath, args })
/** @type {Record<string, { measured: number | string, target: string }>} */
const rows = {}
try {
  await firstLoad(browser, address)
  const entry = new Set(sent.keys())
  sent.clear()
  const first = await openLab(browser, `${address}#/lab/money-back`)
  await first.page.locator('ol.beats').waitFor()
  await first.page.waitForLoadState('networkidle')
  const own = [...sent].filter(([file]) => !entry.has(file))
  rows['first open beyond the deck’s entry, kB'] = { measured: Math.round(own.reduce((sum, [, bytes]) => sum + bytes, 0) / 100) / 10, target: '330' }
  await first.page.context().close()

  for (const cpu of [1, slow.cpu]) {
    const times = []
    for (let round = 0; round < 3; round++) {
      const { page, typable } = await openLab(browser, `${address}#/lab/money-back`, cpu)
      times.push(typable)
      await page.context().close()
    }
    rows[`typable, processor ${cpu === 1 ? 'as it is' : `${cpu} times slower`}, ms`] = { measured: middle(times), target: cpu === 1 ? '500' : '1500' }
  }

  const { page } = await openLab(browser, `${address}#/lab/money-back`)
  await page.locator('ol.beats').waitFor()
  // By keyboard: the editor may just be going to the state that is shown.
  const lines = readFileSync(join(root, 'exercises', 'money-back', 'start.asl.yaml'), 'utf8').split('\n')
  await page.locator('.cm-content').press('ControlOrMeta+Home')
  for (let down = lines.findIndex(line => line.startsWith('StartAt:')); down > 0; down--)
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  const diagnostics = []
  const drawing = []
  for (let round = 0; round < rounds; round++) {
    diagnostics.push(await fromLastKey(page, () => page.keyboard.press('x'), '.problems.bad'))
    await fromLastKey(page, () => page.keyboard.press('Backspace'), '.problems.bad', true)
    drawing.push(await fromLastKey(page, () => page.keyboard.press('x'), '.picture .is-missing'))
    await fromLastKey(page, () => page.keyboard.press('Backspace'), '.picture .is-missing', true)
  }
  rows['last key to diagnostics, ms'] = { measured: middle(diagnostics), target: '250' }
  rows['last key to diagram, ms'] = { measured: middle(drawing), target: '300' }

  const checks = []
  for (let round = 0; round < rounds; round++) {
    await page.keyboard.press('Space')
    await page.locator('.asked .cases.stale').waitFor()
    checks.push(await fromLastKey(page, () => page.keyboard.press('ControlOrMeta+Enter'), '.cases:not(.stale) :is(.passed, .failed)'))
  }
  rows['check to first result, warm, ms'] = { measured: middle(checks.slice(1)), target: '150' }
  await page.context().close()

  await busy('a bulk run of a hundred', 'lab/thundering-herd', async (page) => {
    await page.locator('.cm-content').press('ControlOrMeta+Enter')
    await page.locator('.found').first().waitFor()
    await page.locator('.clock input').waitFor()
  })
  await busy('a Map Run of ten thousand', 'lab/free?from=distributed-map&case=ten', async (page) => {
    await page.locator('.cm-content').press('ControlOrMeta+Enter')
    await page.locator('.map-run').waitFor()
    await page.locator('.clock input').press('ArrowLeft')
  })
  await busy('a run without end', 'lab/free', async (page) => {
    await page.locator('.cm-content').press('ControlOrMeta+a')
    await page.keyboard.insertText(LAP)
    rows['a run without end is ended after, ms'] = {
      measured: Math.round(await fromLastKey(page, () => page.keyboard.press('ControlOrMeta+Enter'), 'ol.beats .is-failed')),
      target: '2000',
    }
  })
}
finally {
  await browser.close()
  server.close()
}
console.table(rows)

/**
 * @param {string} what
 * @param {string} place
 * @param {(page: import('playwright').Page) => Promise<void>} work
 */
async function busy(what, place, work) {
  const longest = []
  for (let round = 0; round < 3; round++) {
    const { page } = await openLab(browser, `${address}#/${place}`)
    await page.locator('.picture svg').waitFor()
    await page.locator('.run .pane').waitFor()
    longest.push(await longestTask(page, () => work(page)))
    await page.context().close()
  }
  rows[`longest task with ${what}, ms of the processor`] = { measured: middle(longest), target: '50' }
}

/** @param {number[]} numbers */
function middle(numbers) {
  return Math.round(numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0)
}
