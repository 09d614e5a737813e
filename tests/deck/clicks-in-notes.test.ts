import { expect, test } from 'vitest'
import { summarise } from '../../scripts/vite/patterns.ts'
import { writtenSlides } from './slides.ts'

const LIVE = /<Live(Workflow|World)\b[^>]*?\bpattern="([^"]+)"(?:[^>]*?\bcases="([^"]*)")?/

const { summaries } = await summarise('snippets')
const live = (await writtenSlides()).flatMap((slide) => {
  const [, kind, slug, names = ''] = LIVE.exec(slide.content) ?? []
  return kind === undefined ? [] : [{ ...slide, many: kind === 'World', slug: slug!, names: names.split(/[\s,]+/).filter(Boolean) }]
})

test('there are live slides', () => {
  expect(live.length).toBeGreaterThan(30)
})

test.each(live)('the notes of “$title” say what to say at each of its clicks', ({ many, slug, names, note }) => {
  const cases = summaries[slug]!.cases.filter(item => item.many === many && (names.length === 0 || names.includes(item.name)))
  const clicks = cases.reduce((sum, item) => sum + item.beats, 0) - 1
  expect(note.match(/\[click\]/g)?.length ?? 0).toBe(clicks)
})
