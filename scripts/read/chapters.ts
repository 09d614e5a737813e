import { join, relative, sep } from 'node:path'
import { readDeck } from '../deck/parser.ts'
import { sectionName } from './section-name.ts'

/** A slide as `read/` knows it. */
export interface ReadingSlide {
  /** Its place in the deck, from 1. */
  no: number
  /** Its title, as Markdown has it. */
  title: string
  /** The anchor of its section, unique in its page. */
  id: string
  /** What stands behind `#/` in its address. */
  route: string
  /** The presenter's notes, as Markdown has them. */
  note: string
  frontmatter: Record<string, unknown>
}

/** A page of `read/`. */
export interface ReadingChapter {
  /** The file's name without its ending: `failing`, from `pages/5-failing/`; `index` for what stands before the first chapter. */
  name: string
  title: string
  about: string
  /** From 1; none for the contents and for an appendix. */
  number?: number
  slides: ReadingSlide[]
}

/**
 * Parts the deck, or the talk where that is built, into the pages of `read/`: one for each `layout: chapter` slide with those behind it,
 * and before them the contents.
 *
 * @param root the project's folder
 */
export async function readChapters(root: string): Promise<ReadingChapter[]> {
  const { slides, headmatter } = await readDeck(root, join(root, 'slides.md'))
  const chapters: ReadingChapter[] = [{ name: 'index', title: plain(String(headmatter.title ?? '')), about: String(headmatter.info ?? '').trim(), slides: [] }]
  let number = 0
  slides.forEach(({ title = '', note = '', frontmatter, source }, index) => {
    if (frontmatter.layout === 'chapter') {
      const appendix = frontmatter.appendix === true
      chapters.push({
        name: unlike(chapterName(relative(root, source.filepath)), chapters),
        title: plain(title),
        about: String(frontmatter.about ?? ''),
        ...(appendix ? {} : { number: ++number }),
        slides: [],
      })
    }
    const chapter = chapters.at(-1)!
    const name = sectionName(title, frontmatter.routeAlias)
    const no = index + 1
    chapter.slides.push({
      no,
      title,
      id: chapter.slides.some(({ id }) => id === name) ? `${name}-${no}` : name,
      route: String(frontmatter.routeAlias ?? no),
      note,
      frontmatter,
    })
  })
  return chapters
}

const kept = new Map<string, Promise<ReadingChapter[]>>()

/** The same for whoever makes one thing of the deck and ends, a build or an export: the deck is read the first time only. */
export function readChaptersOnce(root: string): Promise<ReadingChapter[]> {
  const chapters = kept.get(root) ?? readChapters(root)
  kept.set(root, chapters)
  return chapters
}

/** A name that no chapter has yet: `more`, then `more-2`. */
function unlike(name: string, chapters: readonly ReadingChapter[]): string {
  const taken = new Set(chapters.map(chapter => chapter.name))
  let free = name
  for (let number = 2; taken.has(free); number++)
    free = `${name}-${number}`
  return free
}

/**
 * What a chapter's page is called, by the file of the slide that opens it.
 *
 * @param file relative to the project: `pages/5-failing/0-chapter.md`, `pages/1-history.md`
 */
export function chapterName(file: string): string {
  const [, part = ''] = file.split(sep)
  return part.replace(/\.md$/, '').replace(/^\d+-/, '') || 'slides'
}

/** Where each slide stands in `read/`: `failing.html#saga`, by its place in the deck. */
export function placesOf(chapters: readonly ReadingChapter[]): string[] {
  return chapters.flatMap(({ name, slides }) => slides.map(({ id }) => `${fileOf(name)}#${id}`))
}

/** The file of a page. */
export function fileOf(name: string): string {
  return `${name}.html`
}

/** A title without the signs of Markdown. */
export function plain(text: string): string {
  return text.replace(/[`*]/g, '').replace(/\\(?=\W)/g, '').trim()
}
