import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordingsFolder } from '../../scripts/test/recordings.ts'
import { writtenSlides } from '../deck/slides.ts'
import { facts } from './facts.ts'

const flat = (text: string) => text.replace(/\s+/g, ' ')
const post = flat(readFileSync(join(recordingsFolder(join(import.meta.dirname, '..', '..')), 'post.md'), 'utf8'))
const chapters = (await writtenSlides()).filter(slide => slide.layout === 'chapter')
const quoted = [
  ...facts.timeline.map(entry => [entry.id, entry.post ?? ''] as const),
  ...facts.questions.map(question => [question.id, question.quote] as const),
  ...chapters.map(({ title, frontmatter }) => [`“${title}”`, String(frontmatter.post ?? '')] as const),
]
  .filter(([, quote]) => quote.startsWith('“'))

test.each(quoted)('%s quotes the post word for word', (_, quote) => {
  const parts = quote.replace(/^“|”$/g, '').split(/\[[^\]]*\]/).map(part => part.trim())
  let from = 0
  for (const part of parts) {
    const at = post.indexOf(part, from)
    expect(at, `“${part}” is not in the post`).toBeGreaterThanOrEqual(0)
    from = at + part.length
  }
})
