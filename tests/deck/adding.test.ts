import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkDeck } from '../../scripts/deck/check-deck.ts'
import { facts } from '../facts/facts.ts'
import { addChapter } from './add-chapter.ts'
import { copyOfProject } from './project-copy.ts'

/** The tests that count what is there: facts, chapters, pages. */
const COUNTING = ['tests/facts/check.test.ts', 'tests/facts/timeline.test.ts', 'tests/facts/plugin.test.ts', 'tests/deck/notes.test.ts', 'tests/deck/closing.test.ts', 'tests/deck/running-order.test.ts']

// It runs other tests in a copy of the project, which takes its time where more goes on.
test('whoever adds a date, a chapter and a pattern as the README says breaks nothing', async () => {
  const copy = copyOfProject()
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
  const after = facts.timeline.filter(({ origin }) => origin === 'after').length
  const timeline = join(copy, 'facts/timeline.yaml')
  writeFileSync(timeline, `${readFileSync(timeline, 'utf8').trimEnd()}

- id: A${String(after + 1).padStart(2, '0')}
  date: 2026-11
  precision: month
  kind: tooling
  origin: after
  title: Something that has come since
  shipped: A thing that nobody knew of when this deck was written.
  url: https://aws.amazon.com/step-functions/
  urlConfirmed: true
  evidence: primary
  confidence: verified
  sources: [a changelog]
  systems: [${facts.systems[0]!.id}]
  demo: another-token
`)
  addChapter(copy, 9)
  cpSync(join(copy, 'snippets/callback-token'), join(copy, 'snippets/another-token'), { recursive: true })
  const page = readFileSync(join(copy, 'pages/4-waiting/2-callback-token.md'), 'utf8').replaceAll('callback-token', 'another-token').replace(/^# /gm, '# Another: ')
  mkdirSync(join(copy, 'pages/9-more'), { recursive: true })
  writeFileSync(join(copy, 'pages/9-more/1-another-token.md'), page)

  expect(await checkDeck(copy)).toEqual([])
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, 'node_modules/vitest/vitest.mjs'), 'run', ...COUNTING], { cwd: copy, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } })
  expect(`${stdout}${stderr}`).toMatch(/Tests +\d{2,} passed/)
  expect(status, `${stdout}${stderr}`).toBe(0)
}, 300_000)
