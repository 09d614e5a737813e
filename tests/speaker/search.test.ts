import { expect, test } from 'vitest'
import { excerpt, findSlides, landmarks } from '../../components/find/search.ts'
import { listPatterns } from '../../engine/cli/pattern-folder.ts'
import { slideWords } from '../../scripts/deck/slide-words.ts'
import { writtenSlides } from '../deck/slides.ts'

const slides = await slideWords(process.cwd())
const written = await writtenSlides()
const first = (query: string) => findSlides(slides, query)[0]

test.each([
  ['circuit', 'circuit-breaker'],
  ['circuit-breaker', 'circuit-breaker'],
  ['human', 'human-approval'],
  ['Jitter', 'retry-jitter'],
  ['idempot', 'idempotent-start'],
  ['express', 'express-nesting'],
  ['crcuit braker', 'circuit-breaker'],
])('“%s” finds the pattern %s first', (query, alias) => {
  expect(first(query)?.alias).toBe(alias)
})

test('a number finds its slide, several words the slide that has them together, and says where', () => {
  expect(first('90')?.no).toBe(90)
  const found = first('seven attempts')!
  expect(written[found.no - 1]!.file).toMatch(/3-saga\.md$/)
  expect(excerpt(found, 'seven attempts')).toContain('Seven attempts.')
  expect(findSlides(slides, 'saga zebra')).toEqual([])
})

test('every slide is found by its own title', () => {
  const lost = slides.filter(slide => !findSlides(slides, slide.title).slice(0, 3).some(({ no }) => no === slide.no))
  expect(lost.map(({ no, title }) => `${no} ${title}`)).toEqual([])
})

test('before anything is typed there are all chapters and all patterns that slides run', () => {
  const chapters = written.filter(({ layout }) => layout === 'chapter').length
  expect(landmarks(slides).filter(slide => slide.chapter)).toHaveLength(chapters)
  const run = listPatterns('snippets').filter(slug => written.some(({ content }) => content.includes(`pattern="${slug}"`)))
  expect(landmarks(slides).filter(slide => slide.pattern)).toHaveLength(run.length)
})

test('nothing is found by the notes, and no code stands in what readers fetch', () => {
  const sentences = written.flatMap(({ note }, index) => note.split(/(?<=[.?!])\s+/).filter(text => text.length > 60).map(text => ({ no: index + 1, text })))
  const told = sentences.filter(({ no, text }) => slides[no - 1]!.words.includes(text) && !written[no - 1]!.content.replace(/\s+/g, ' ').includes(text))
  expect(sentences.length).toBeGreaterThan(500)
  expect(told).toEqual([])
  expect(JSON.stringify(slides)).not.toContain('{%')
})
