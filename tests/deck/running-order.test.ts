import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { expandEntries, filesOf, markdownFiles, selectEntries } from '../../scripts/deck/running-order.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'order-'))
  mkdirSync(join(root, 'pages/3-glue'), { recursive: true })
  mkdirSync(join(root, 'pages/4-waiting'))
  for (const file of ['pages/0-opening.md', 'pages/4-waiting/2-b.md', 'pages/4-waiting/10-c.md', 'pages/4-waiting/1-a.md', 'pages/4-waiting/notes.txt'])
    writeFileSync(join(root, file), '# A slide\n')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const deck = (text: string) => text.trim().split('\n').map(line => line.trim())

test('an entry with a star is an entry for each file, in the order of their names, each with the entry’s other lines', () => {
  const lines = deck(`---
    title: Deck
    ---
    # Cover
    ---
    src: ./pages/0-opening.md
    ---

    ---
    src: ./pages/4-waiting/*.md
    class: wide
    ---
    `)
  expect(expandEntries(lines, root)).toEqual([])
  expect(lines.filter(line => /^(src|class)/.test(line))).toEqual([
    'src: ./pages/0-opening.md',
    'src: ./pages/4-waiting/1-a.md',
    'class: wide',
    'src: ./pages/4-waiting/2-b.md',
    'class: wide',
    'src: ./pages/4-waiting/10-c.md',
    'class: wide',
  ])
  expect(lines.slice(0, 7)).toEqual(deck('---\ntitle: Deck\n---\n# Cover\n---\nsrc: ./pages/0-opening.md\n---'))
})

test('a name that goes on stands behind the one that it begins with', () => {
  for (const file of ['1-a-further.md', '1-a2.md'])
    writeFileSync(join(root, 'pages/4-waiting', file), '# A slide\n')
  expect(filesOf('./pages/4-waiting/*.md', root)).toEqual(['1-a.md', '1-a-further.md', '1-a2.md', '2-b.md', '10-c.md'].map(file => `./pages/4-waiting/${file}`))
})

test('an entry that no file matches is left out and named', () => {
  const lines = deck('# Cover\n---\nsrc: ./pages/3-glue/*.md\n---\n---\nsrc: ./pages/9-nowhere/*.md\n---')
  expect(expandEntries(lines, root)).toEqual(['./pages/3-glue/*.md', './pages/9-nowhere/*.md'])
  expect(lines).toEqual(['# Cover'])
})

test('another running order keeps the deck’s own slides and has no other files than those it names', () => {
  const lines = deck('---\ntitle: Deck\n---\n# Cover\n---\nsrc: ./pages/4-waiting/*.md\n---')
  selectEntries(lines, root, ['pages/4-waiting/2-b.md', 'pages/0-opening.md'])
  expect(lines.filter(line => line && line !== '---')).toEqual(['title: Deck', '# Cover', 'src: ./pages/4-waiting/2-b.md', 'src: ./pages/0-opening.md'])
  expect(() => selectEntries(lines, root, ['pages/0-opening.md', 'pages/none.md'])).toThrow('names pages/none.md')
})

test('slides stand in slides.md and in all of pages/', () => {
  expect(markdownFiles(root)).toEqual(['slides.md', 'pages/0-opening.md', 'pages/4-waiting/1-a.md', 'pages/4-waiting/2-b.md', 'pages/4-waiting/10-c.md'])
})
