import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { HISTORY_EVENT_TYPES } from '../../engine/asl/index.ts'
import { JOURNAL_NAMES } from '../../engine/simulation/views/beats.ts'
import { checkSlides } from '../../scripts/deck/check-deck.ts'
import { formatMistake } from '../../scripts/deck/mistake.ts'
import { summarise } from '../../scripts/deck/pattern-summaries.ts'
import { asl } from '../engine/cli/terminal.ts'

/** docs/pattern-folder.md keeps its word: what it shows runs, what it lists is what there is. */

const document = readFileSync('docs/pattern-folder.md', 'utf8')

/** The files of the whole example, by path: each is named in the paragraph before its text. */
const section = document.slice(document.indexOf('## A whole one'), document.indexOf('## cases.yaml'))
const example = Object.fromEntries([...section.matchAll(/([^\n]*(?:\n[^\n]+)*)\n\n```\w+\n([\s\S]*?)\n```/g)]
  .map(([, paragraph, text]) => [/`((?:snippets|pages)\/[^`]+)`/.exec(paragraph!)![1]!, `${text}\n`]))

test('the whole example is whole: its cases pass, and its page fits them', async () => {
  expect(Object.keys(example).sort()).toEqual(['pages/4-waiting/6-outbox.md', 'snippets/outbox/cases.yaml', 'snippets/outbox/mocks.json', 'snippets/outbox/workflow.asl.yaml'])
  const root = mkdtempSync(join(tmpdir(), 'example-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const [path, text] of Object.entries(example)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const { code, stdout } = await asl(['test', '--folder', join(root, 'snippets')])
  expect(stdout).toBe('✓ outbox: happy\n✓ outbox: busy\n2 passed, 0 failed\n')
  expect(code).toBe(0)

  for (const name of ['components', 'layouts', 'node_modules'])
    symlinkSync(join(process.cwd(), name), join(root, name))
  writeFileSync(join(root, 'slides.md'), '# Cover\n\n<!--\n**0:15.** Good evening, and welcome to the talk about message boxes and what leaves them.\n-->\n\n---\nsrc: ./pages/4-waiting/*.md\n---\n')
  const { summaries, mistakes } = await summarise(join(root, 'snippets'))
  expect([...mistakes, ...await checkSlides(root, summaries)].map(mistake => formatMistake(root, mistake))).toEqual([])
})

test('the events that a beat can wait for are those of the engine', () => {
  const listed = /<!-- the event types of the engine -->\n([\s\S]*?)<!-- -->/.exec(document)![1]!.match(/\w+/g)
  expect(listed).toEqual([...HISTORY_EVENT_TYPES])
  const around = /something that happens around the run: (.*?)\. Without/s.exec(document)![1]!.match(/`(\w+)`/g)!.map(name => name.slice(1, -1))
  expect(around).toEqual(Object.keys(JOURNAL_NAMES))
})
