import type { Mistake } from './mistake.ts'
import type { PageSlide } from './page-slides.ts'
import type { PatternSummary } from './pattern-summaries.ts'
import { join } from 'node:path'
import { orNear } from '../../engine/simulation/near-name.ts'
import { clicksInNotes } from './check-pages.ts'
import { liveUses } from './live-uses.ts'
import { mistakeAt } from './mistake.ts'

/**
 * Holds the slides to the patterns there are.
 *
 * @param slides all slides of the project's Markdown files
 * @param summaries the patterns that are in order, by slug
 * @param slugs all patterns there are; what is wrong with the others has been said already
 * @returns a mistake for every slide that names a pattern or a case that does not exist, or whose notes do not follow its beats
 */
export function checkUses(slides: readonly PageSlide[], summaries: Record<string, PatternSummary>, slugs: readonly string[]): Mistake[] {
  return slides.flatMap((slide) => {
    const uses = liveUses(slide.content)
    const misuses = uses.flatMap((use): Mistake[] => {
      const { component, slug, names } = use
      const complain = (message: string): Mistake => ({ ...slide.mistake('SLIDE', message, `pattern="${slug}"`), pattern: slug, blocking: true })
      const summary = summaries[slug]
      if (!summary)
        return slugs.includes(slug) ? [] : [complain(`no pattern “${slug}” in snippets/${orNear(slug, slugs, 'there is')}`)]
      const shown = casesFor(component, summary)
      const fitting = shown.map(item => item.name)
      if (fitting.length === 0)
        return [complain(`pattern “${slug}” has no case for <${component}>: ${component === 'LiveWorld' ? 'none has runs' : 'all have runs'}`)]
      return names
        .filter(name => !fitting.includes(name))
        .map(name => complain(summary.cases.some(item => item.name === name)
          ? `case “${name}” of pattern “${slug}” ${component === 'LiveWorld' ? 'has no runs: it belongs in <LiveWorkflow>' : 'has runs: it belongs in <LiveWorld>'}`
          : `pattern “${slug}” has no case “${name}”${orNear(name, fitting, `for <${component}> it has`)}`))
    })
    const [use] = uses.filter(({ component, slug }) => isLive(component) && summaries[slug])
    if (misuses.length > 0 || !use)
      return misuses
    const cases = casesFor(use.component, summaries[use.slug]!).filter(({ name }) => use.names.length === 0 || use.names.includes(name))
    const beats = cases.reduce((sum, { beats, lost = 0 }) => sum + beats + lost, 0)
    return clicksInNotes(slide, beats - 1, `the ${beats} beats of ${cases.map(({ name }) => name).join(', ')}`)
  })
}

/**
 * Patterns that no slide shows.
 *
 * @param root the project's folder
 * @param slides all slides of its Markdown files
 * @param slugs all patterns there are
 */
export function checkUnused(root: string, slides: readonly PageSlide[], slugs: readonly string[]): Mistake[] {
  const used = new Set(slides.flatMap(({ content }) => liveUses(content).map(({ slug }) => slug)))
  return slugs
    .filter(slug => !used.has(slug))
    .map(slug => mistakeAt(join(root, 'snippets', slug, 'cases.yaml'), 1, 'SLIDE', `no page shows this pattern: a slide of pages/ places it with <LiveWorkflow pattern="${slug}" />`))
}

/** Whether a component shows a run beat by beat, each a click of its slide. */
export const isLive = (component: string) => component === 'LiveWorkflow' || component === 'LiveWorld'

function casesFor(component: string, { cases }: PatternSummary): PatternSummary['cases'] {
  return isLive(component) ? cases.filter(item => item.many === (component === 'LiveWorld')) : cases.filter(item => !item.many)
}
