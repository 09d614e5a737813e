import { join } from 'node:path'
import { readDeck } from '../../scripts/deck/parser.ts'

/** A slide as its Markdown says it, in the order of the talk. */
export interface WrittenSlide {
  title: string
  layout: string
  frontmatter: Record<string, unknown>
  note: string
  file: string
}

const root = join(import.meta.dirname, '..', '..')

/** Reads the deck with Slidev's own parser. */
export async function writtenSlides(): Promise<WrittenSlide[]> {
  const { slides } = await readDeck(root, join(root, 'slides.md'))
  return slides.map(slide => ({
    title: slide.title ?? '',
    layout: slide.frontmatter.layout ?? 'default',
    frontmatter: slide.frontmatter,
    note: slide.note ?? '',
    file: slide.source.filepath,
  }))
}
