import type { Mistake } from './mistake.ts'
import type { PatternSummary } from './pattern-summaries.ts'
import { join } from 'node:path'
import { listPatterns } from '../../engine/cli/pattern-folder.ts'
import { formatDiagnostic, readFacts } from '../../facts/check.ts'
import { readFactFiles } from '../vite/content/fact-files.ts'
import { checkComponents } from './check-components.ts'
import { checkExercises } from './check-exercises.ts'
import { checkOrder } from './check-order.ts'
import { checkPages } from './check-pages.ts'
import { checkUnused, checkUses } from './check-uses.ts'
import { demoNames } from './demo-names.ts'
import { formatMistake } from './mistake.ts'
import { pageSlides } from './page-slides.ts'
import { summarise } from './pattern-summaries.ts'

/**
 * What is wrong with the slides themselves: what they place, how they are called, what their notes say, and whether the deck brings them in.
 *
 * @param root the project's folder
 * @param summaries the patterns that are in order, by slug
 */
export async function checkSlides(root: string, summaries: Record<string, PatternSummary>): Promise<Mistake[]> {
  const slides = await pageSlides(root)
  const slugs = listPatterns(join(root, 'snippets'))
  return [
    ...checkOrder(root),
    ...checkUses(slides, summaries, slugs),
    ...checkUnused(root, slides, slugs),
    ...checkComponents(root, slides),
    ...checkPages(root, slides),
  ]
}

/**
 * Everything that is wrong with a deck: its facts, its patterns and their runs, its pages, the files of its exercises.
 *
 * @param root the project's folder
 * @returns a message for each mistake, with file and line
 */
export async function checkDeck(root: string): Promise<string[]> {
  const { diagnostics } = readFacts(readFactFiles(join(root, 'facts')), { demos: demoNames(root) })
  const { summaries, mistakes } = await summarise(join(root, 'snippets'), { many: true })
  const found = [...mistakes, ...await checkSlides(root, summaries)].map(mistake => formatMistake(root, mistake))
  return [...new Set([...diagnostics.map(formatDiagnostic), ...found, ...await checkExercises(root)])]
}
