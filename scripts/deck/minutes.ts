import { join } from 'node:path'
import type { TalkPlan } from '../../talk/clock.ts'
import { readDeck } from './parser.ts'

/** How a slide's notes begin. */
export const MINUTES = /^\*\*(\d+):(\d\d)\.\*\*/

/**
 * The minutes that a slide's notes begin with: `**1:30.**`
 *
 * @returns them in seconds; undefined where the notes do not begin so
 */
export function plannedSeconds(note: string): number | undefined {
  const [, minutes, seconds] = MINUTES.exec(note) ?? []
  return minutes === undefined ? undefined : Number(minutes) * 60 + Number(seconds)
}

/**
 * How long the slides should take that are shown: the whole deck, or the talk.
 *
 * @param root the project's folder
 */
export async function talkPlan(root: string): Promise<TalkPlan> {
  const { slides } = await readDeck(root, join(root, 'slides.md'))
  const chapters = ['']
  return {
    slides: slides.map(({ frontmatter, title = '', note = '' }) => {
      if (frontmatter.layout === 'chapter')
        chapters.push(title.replaceAll('`', ''))
      return { chapter: chapters.length - 1, seconds: plannedSeconds(note) ?? 0 }
    }),
    chapters,
  }
}
