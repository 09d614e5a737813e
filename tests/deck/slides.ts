import { join } from 'node:path'
import type { Case } from '../../engine/simulation/cases/cases.ts'
import type { LiveUse } from '../../scripts/deck/live-uses.ts'
import { isLive } from '../../scripts/deck/check-uses.ts'
import { liveUses } from '../../scripts/deck/live-uses.ts'
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

/**
 * One slide of each kind: of its layout, with its components, with a table or code or neither.
 *
 * @returns the places of the first of each, from 0
 */
export function firstOfEachKind(slides: readonly WrittenSlide[]): number[] {
  const kinds = slides.map(({ layout, content }) => {
    const prose = content.replace(/^```[\s\S]+?^```/gm, '`')
    const components = [...prose.matchAll(/<([A-Z]\w*)/g)].map(([, name]) => name).sort()
    return [layout, ...new Set(components), /^\|/m.test(prose), prose.includes('`')].join(' ')
  })
  return [...kinds.keys()].filter(at => kinds.indexOf(kinds[at]!) === at)
}

/** A slide with a live component. */
export interface LiveSlide extends WrittenSlide, LiveUse {
  number: number
}

/** The slides that place a pattern with its beats, in order: of the whole deck, or of the 45 minutes. */
export async function liveSlides(component?: LiveUse['component'], options?: { talk?: boolean }): Promise<LiveSlide[]> {
  return (await writtenSlides(options)).flatMap((slide, index) => {
    const [use] = liveUses(slide.content).filter(one => component ? one.component === component : isLive(one.component))
    return use ? [{ ...slide, ...use, number: index + 1 }] : []
  })
}

/**
 * The cases that a live component shows.
 *
 * @param use the component and what it asks for
 * @param cases all cases of its pattern
 * @returns those it shows, in their order
 */
export function shownCases({ component, names }: Pick<LiveUse, 'component' | 'names'>, cases: readonly Case[]): Case[] {
  return cases.filter(item => !!item.runs === (component === 'LiveWorld') && (names.length === 0 || names.includes(item.name)))
}
