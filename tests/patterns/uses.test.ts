import type { PatternSummary } from '../../scripts/deck/pattern-summaries.ts'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkUses } from '../../scripts/deck/check-uses.ts'
import { pageSlides } from '../../scripts/deck/page-slides.ts'

/** Slides are held to the patterns there are, and each component to the cases it can show. */

const summary = (title: string, cases: [name: string, many: boolean][]): PatternSummary =>
  ({ title, paper: cases[0]![0], papers: [cases[0]![0]], cases: cases.map(([name, many]) => ({ name, title: name, beats: 2, many })) })

const SUMMARIES = {
  saga: summary('Saga', [['happy', false], ['no-van', false]]),
  semaphore: summary('Semaphore', [['taken', false], ['herd', true]]),
}

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'deck-'))
  mkdirSync(join(root, 'pages', '5-failing'), { recursive: true })
  writeFileSync(join(root, 'slides.md'), '# Cover\n')
})
afterEach(() => rmSync(root, { recursive: true }))

async function complaintsAbout(slide: string): Promise<string[]> {
  writeFileSync(join(root, 'pages', '5-failing', '3-saga.md'), `# Saga\n\n${slide}\n`)
  return checkUses(await pageSlides(root), SUMMARIES, [...Object.keys(SUMMARIES), 'broken'])
    .filter(({ code }) => code === 'SLIDE')
    .map(({ message, range }) => `${range!.start.line}: ${message}`)
}

test.each([
  ['<LiveWorkflow pattern="saga" />'],
  ['<LiveWorkflow pattern="saga" cases="happy, no-van" />'],
  ['<LiveWorkflow pattern="semaphore" />\n<LiveWorld pattern="semaphore" cases="herd" stage="lanes" />'],
  ['<LiveWorkflow pattern="broken" />'],
])('nothing is said about %s', async (slide) => {
  expect(await complaintsAbout(slide)).toEqual([])
})

test.each([
  ['<LiveWorkflow pattern="sago" />', '3: no pattern “sago” in snippets/; did you mean saga?'],
  ['<LiveWorkflow pattern="saga" cases="happy,sad" />', '3: pattern “saga” has no case “sad”; for <LiveWorkflow> it has happy, no-van'],
  ['<LiveWorkflow pattern="semaphore" cases="herd" />', '3: case “herd” of pattern “semaphore” has runs: it belongs in <LiveWorld>'],
  ['<LiveWorld pattern="semaphore" cases="taken" />', '3: case “taken” of pattern “semaphore” has no runs: it belongs in <LiveWorkflow>'],
  ['<LiveWorld pattern="saga" />', '3: pattern “saga” has no case for <LiveWorld>: none has runs'],
])('%s is named with its line', async (slide, complaint) => {
  expect(await complaintsAbout(slide)).toEqual([complaint])
})
