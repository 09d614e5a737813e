import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyOfProject } from './project-copy.ts'

const PATTERNS = ['saga', 'transient-cluster']
const EXERCISES = ['money-back', 'nobody-answers']
const PAGES = ['0-chapter.md', '3-saga.md', '5-transient-cluster.md']

/** A copy of the project with one chapter and two patterns, so that a test can build, serve and check it many times. */
export function smallDeck(): string {
  const copy = copyOfProject()
  keepOnly(join(copy, 'snippets'), PATTERNS)
  keepOnly(join(copy, 'exercises'), EXERCISES)
  keepOnly(join(copy, 'pages'), ['5-failing'])
  keepOnly(join(copy, 'pages/5-failing'), PAGES)
  const deck = join(copy, 'slides.md')
  const [head = '', cover = ''] = readFileSync(deck, 'utf8').split(/^---\nsrc: /m, 1)[0]!.split(/^talk:\n(?: {2}- .*\n)+/m)
  const talk = PAGES.map(page => `  - pages/5-failing/${page}\n`).join('')
  writeFileSync(deck, `${head}talk:\n${talk}${cover}---\nsrc: ./pages/5-failing/*.md\n---\n`)
  const timeline = join(copy, 'facts/timeline.yaml')
  writeFileSync(timeline, readFileSync(timeline, 'utf8').replace(/^ {2}demo: .*\n/gm, ''))
  return copy
}

function keepOnly(folder: string, names: readonly string[]): void {
  for (const name of readdirSync(folder)) {
    if (!names.includes(name))
      rmSync(join(folder, name), { recursive: true })
  }
}
