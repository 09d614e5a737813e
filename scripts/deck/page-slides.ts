import type { SourceSlideInfo } from '@slidev/types'
import type { Mistake } from './mistake.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '@slidev/parser'
import { mistakeAt } from './mistake.ts'
import { markdownFiles } from './running-order.ts'

/** A slide as a Markdown file has it, whether the deck brings it in or not. */
export interface PageSlide {
  /** Path of the file, absolute. */
  file: string
  title: string
  frontmatter: Record<string, unknown>
  content: string
  note: string
  /** A mistake on the slide, at the first of its lines that has the text; at its first line without one. */
  mistake: (code: string, message: string, near?: string | RegExp) => Mistake
}

/**
 * Every slide of slides.md and of pages/, each file read by itself with Slidev's own parser.
 *
 * @param root the project's folder
 */
export async function pageSlides(root: string): Promise<PageSlide[]> {
  const files = markdownFiles(root).map(file => join(root, file))
  const parsed = await Promise.all(files.map(async file => (await parse(readFileSync(file, 'utf8'), file)).slides))
  return parsed.flatMap((slides, index) => slides.filter(({ frontmatter }) => frontmatter.src === undefined).map(slide => pageSlide(files[index]!, slide)))
}

function pageSlide(file: string, slide: SourceSlideInfo): PageSlide {
  const { start, index, raw, content, frontmatter, title = '', note = '' } = slide
  const lineOf = (near: string | RegExp | undefined) => {
    const found = near === undefined ? 0 : raw.split('\n').findIndex(line => typeof near === 'string' ? line.includes(near) : near.test(line))
    return start + 1 + Math.max(0, found)
  }
  return {
    file,
    title,
    frontmatter,
    content,
    note,
    mistake: (code, message, near) => ({ ...mistakeAt(file, lineOf(near), code, message), slide: { file, index } }),
  }
}
