import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** A slide as its Markdown says it, in the order of the talk. */
export interface WrittenSlide {
  title: string
  layout: string
  frontmatter: Record<string, unknown>
  note: string
  file: string
}

const root = join(import.meta.dirname, '..', '..')

/** Reads the deck with Slidev's own parser, which comes with Slidev's command. */
export async function writtenSlides(): Promise<WrittenSlide[]> {
  const cli = createRequire(import.meta.url).resolve('@slidev/cli/package.json')
  const parser = createRequire(join(dirname(cli), 'index.js')).resolve('@slidev/parser/fs')
  const { load } = await import(pathToFileURL(parser).href)
  const { slides } = await load({ userRoot: root, roots: [root] }, join(root, 'slides.md'))
  return slides.map((slide: any) => ({
    title: slide.title ?? '',
    layout: slide.frontmatter.layout ?? 'default',
    frontmatter: slide.frontmatter,
    note: slide.note ?? '',
    file: slide.source.filepath,
  }))
}
