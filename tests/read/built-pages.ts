import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deckFolder } from '../hosting/support.ts'

/** A section of a page of the built `read/`. */
export interface Section {
  page: string
  id: string
  html: string
  /** What somebody reads in it. */
  text: string
  /** What is said on the slide. */
  spoken: string
}

/** The pages of the built deck by their file's name. */
export function builtPages(): Record<string, string> {
  const folder = join(deckFolder, 'read')
  return Object.fromEntries(readdirSync(folder).filter(file => file.endsWith('.html')).map(file => [file, readFileSync(join(folder, file), 'utf8')]))
}

/** Their sections by the number of the slide. */
export function builtSections(pages: Record<string, string>): Map<number, Section> {
  const sections = Object.entries(pages).flatMap(([page, html]) => html.split(/(?=<section class="slide)/).slice(1).map((part): [number, Section] => {
    // A slide's own content may have sections in it.
    const inner = part.slice(0, part.lastIndexOf('</section>'))
    const [, id = '', no] = /^<section class="slide[^"]*" id="([^"]+)" data-slide="(\d+)">/.exec(inner) ?? []
    return [Number(no), { page, id, html: inner, text: textOf(inner), spoken: textOf(/<div class="spoken">([\s\S]*?)<\/div>/.exec(inner)?.[1] ?? '') }]
  }))
  const found = new Map(sections)
  if (found.size !== sections.length)
    throw new Error('a slide has two sections')
  return found
}

/** Markup as it is read. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
}

/** A text without anything but its letters and digits: quotes, blanks and signs of Markdown are set one way here and another there. */
export function bare(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
