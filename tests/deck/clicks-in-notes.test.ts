import { expect, test } from 'vitest'
import { summarise } from '../../scripts/deck/pattern-summaries.ts'
import { liveSlides, writtenSlides } from './slides.ts'

const { summaries } = await summarise('snippets')
const live = await liveSlides()

test('there are live slides', () => {
  expect(live.length).toBeGreaterThan(30)
})

test.each(live)('the notes of “$title” say what to say at each of its clicks', ({ component, slug, names, note }) => {
  const many = component === 'LiveWorld'
  const cases = summaries[slug]!.cases.filter(item => item.many === many && (names.length === 0 || names.includes(item.name)))
  const clicks = cases.reduce((sum, item) => sum + item.beats, 0) - 1
  expect(note.match(/\[click\]/g)?.length ?? 0).toBe(clicks)
})

test.each((await writtenSlides()).filter(({ note }) => note.includes('[click]')))('the notes of “$title” have words for each of its clicks', ({ note }) => {
  const beats = note.replace(/^\*\*\d+:\d\d\.\*\*/, '').split('[click]')
  expect(beats.flatMap((words, click) => /\p{L}/u.test(words) ? [] : [click])).toEqual([])
})
