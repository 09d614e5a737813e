import type { ReadingChapter } from './chapters.ts'
import type { Mended } from './mend.ts'
import { fileOf, placesOf, readChaptersOnce } from './chapters.ts'
import { mend } from './mend.ts'
import { pageHtml, sitemapXml } from './page.ts'
import { renderSlides } from './render.ts'
import { readingStyle } from './style.ts'

/** The deck as something to read: all of it but the addresses of what a build names anew. */
export interface Reading {
  chapters: ReadingChapter[]
  /** By the slide's number. */
  slides: Map<number, Mended>
  /** The rules of all pages; of fonts the names of their files, as FONT has them. */
  css: string
}

/** Where the pages find what a build has named. */
export interface Addresses {
  style: string
  script?: string
  site?: string
}

/**
 * Makes the deck's slides and notes into sections.
 *
 * @param root the project's folder
 * @throws Error that names the slide that could not be rendered
 */
export async function makeReading(root: string): Promise<Reading> {
  const chapters = await readChaptersOnce(root)
  const { bodies, css } = await renderSlides(root, chapters)
  const around = {
    places: placesOf(chapters),
    routes: new Map(chapters.flatMap(({ slides }) => slides.map(({ route, no }): [string, number] => [route, no]))),
    css,
  }
  return {
    chapters,
    slides: new Map([...bodies].map(([no, html]) => [no, mend(html, around)])),
    css: readingStyle(root, css),
  }
}

/**
 * The files of `read/`, and the sitemap where the deck's address is known.
 *
 * @param reading the deck
 * @param addresses relative to a page of `read/`; the site's own, whole
 * @returns the text of each file by its path in the built deck
 */
export function readingFiles({ chapters, slides }: Reading, addresses: Addresses): Record<string, string> {
  return {
    ...Object.fromEntries(chapters.map(chapter => [`read/${fileOf(chapter.name)}`, pageHtml(chapter, { chapters, slides, ...addresses })])),
    ...addresses.site ? { 'sitemap.xml': sitemapXml(addresses.site, chapters) } : {},
  }
}
