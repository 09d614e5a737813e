import type { Mistake } from './mistake.ts'
import type { PageSlide } from './page-slides.ts'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { orNear } from '../../engine/simulation/near-name.ts'
import { plannedSeconds } from './minutes.ts'
import { formatMistake } from './mistake.ts'

/** The shortest notes that say something. */
const SHORTEST_NOTES = 60

/**
 * What Slidev would pass over in silence, and what the presenter view needs: layouts that nobody wrote, names that two slides have,
 * notes without minutes.
 *
 * @param root the project's folder
 * @param slides all slides of its Markdown files
 */
export function checkPages(root: string, slides: readonly PageSlide[]): Mistake[] {
  const layouts = layoutsOf(root)
  return [
    ...slides.flatMap(({ frontmatter, mistake }) => {
      const { layout } = frontmatter
      return layout === undefined || layouts.includes(String(layout)) ? [] : [mistake('SLIDE', `no layout “${String(layout)}”${orNear(String(layout), layouts, 'there is')}`, /^layout:/)]
    }),
    ...twice(root, slides, 'routeAlias', ({ frontmatter }) => frontmatter.routeAlias, /^routeAlias:/),
    ...twice(root, slides, 'title', ({ title }) => title, /^# /),
    ...slides.flatMap(checkNotes),
  ]
}

/** The deck's own layouts and Slidev's. */
function layoutsOf(root: string): string[] {
  return [join(root, 'layouts'), join(root, 'node_modules/@slidev/client/layouts')]
    .flatMap(folder => readdirSync(folder))
    .filter(name => name.endsWith('.vue'))
    .map(name => name.slice(0, -'.vue'.length))
}

/** Names that belong to one slide alone: links and the overview say by them which is meant. */
function twice(root: string, slides: readonly PageSlide[], what: string, valueOf: (slide: PageSlide) => unknown, near: RegExp): Mistake[] {
  const first = new Map<string, Mistake>()
  return slides.flatMap((slide) => {
    const value = valueOf(slide)
    if (value === undefined || value === '')
      return what === 'title' ? [slide.mistake('SLIDE', 'the slide has no title: a line that begins with # and a blank')] : []
    const mistake = slide.mistake('SLIDE', '', near)
    const other = first.get(String(value))
    first.set(String(value), other ?? mistake)
    const place = other && formatMistake(root, { ...other, message: '' }).replace(/:\d+: error.*/, '')
    return place ? [{ ...mistake, message: `${what} “${String(value)}” belongs to the slide at ${place} already` }] : []
  })
}

function checkNotes({ title, note, frontmatter, mistake }: PageSlide): Mistake[] {
  if (plannedSeconds(note) === undefined)
    return [mistake('NOTES', `the notes of “${title}” begin with the minutes that the slide takes, such as **1:30.**; a comment at the end of the slide is its notes`, note ? '<!--' : undefined)]
  if (note.length <= SHORTEST_NOTES)
    return [mistake('NOTES', `the notes of “${title}” say what to say, in more than ${SHORTEST_NOTES} characters`, '<!--')]
  const { layout, entries } = frontmatter
  if (layout !== 'history' || !Array.isArray(entries))
    return []
  return clicksInNotes({ title, note, mistake }, entries.length - 1, `its ${entries.length} entries`)
}

/**
 * Holds the `[click]` marks of a slide's notes to its clicks.
 *
 * @param slide the slide
 * @param clicks how many clicks it has
 * @param why what they come from
 */
export function clicksInNotes({ title, note, mistake }: Pick<PageSlide, 'title' | 'note' | 'mistake'>, clicks: number, why: string): Mistake[] {
  const marks = note.match(/\[click\]/g)?.length ?? 0
  return marks === clicks
    ? []
    : [mistake('NOTES', `the notes of “${title}” have ${marks} [click] and the slide has ${clicks} clicks: one fewer than ${why}`, '<!--')]
}
