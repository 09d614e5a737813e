import { join } from 'node:path'
import { readDeck } from '../../scripts/deck/parser.ts'

/** A slide as its Markdown says it, in the order of the talk. */
export interface WrittenSlide {
  title: string
  layout: string
  frontmatter: Record<string, unknown>
  content: string
  note: string
  file: string
}

const root = join(import.meta.dirname, '..', '..')

/**
 * Reads the deck with Slidev's own parser.
 *
 * @param talk the 45-minute selection in its own order, as `npm run start:talk` shows it, instead of the whole deck
 */
export async function writtenSlides({ talk = false } = {}): Promise<WrittenSlide[]> {
  if (talk) process.env.DECK_TALK = '1'
  else delete process.env.DECK_TALK
  const { slides } = await readDeck(root, join(root, 'slides.md')).finally(() => delete process.env.DECK_TALK)
  return slides.map(slide => ({
    title: slide.title ?? '',
    layout: slide.frontmatter.layout ?? 'default',
    frontmatter: slide.frontmatter,
    content: slide.content,
    note: slide.note ?? '',
    file: slide.source.filepath,
  }))
}
