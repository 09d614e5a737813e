import type { CheckedPattern } from '../../engine/cli/check-pattern.ts'
import type { Mistake } from './mistake.ts'
import { checkPattern, mistakesOf } from '../../engine/cli/check-pattern.ts'
import { listPatterns } from '../../engine/cli/pattern-folder.ts'

/** What every slide knows of every pattern at once: just enough to count clicks. */
export interface PatternSummary {
  title: string
  paper: string
  papers: string[]
  /** `many`: the case starts many executions, and belongs to <LiveWorld>; `lost`: how many beats never come, where some do not. */
  cases: { name: string, title: string, beats: number, many: boolean, lost?: number }[]
}

/**
 * Reads every pattern and runs its cases, to count their beats and to find what is wrong.
 *
 * @param folder the folder that holds the patterns
 * @param options `many`: run the cases of many executions too; they are not run by default, since it takes seconds
 * @returns a summary of each pattern that is in order, and what is wrong with all of them
 */
export async function summarise(folder: string, { many = false } = {}): Promise<{ summaries: Record<string, PatternSummary>, mistakes: Mistake[] }> {
  const summaries: Record<string, PatternSummary> = {}
  const mistakes: Mistake[] = []
  for (const slug of listPatterns(folder)) {
    const checked = await checkPattern(folder, slug, { many })
    mistakes.push(...patternMistakes(checked))
    if (!checked.pattern)
      continue
    const { title, paper, papers } = checked.pattern.cases
    const cases = checked.cases.map(({ item, beats, lost }) => ({ name: item.name, title: item.title, beats, many: item.runs !== undefined, ...(lost > 0 ? { lost } : {}) }))
    summaries[slug] = { title, paper, papers, cases }
  }
  return { summaries, mistakes }
}

/** What is wrong with a pattern, as the deck tells it. */
export function patternMistakes(checked: CheckedPattern): Mistake[] {
  return mistakesOf(checked).map(item => ({ ...item, pattern: checked.slug, ...(checked.pattern ? {} : { blocking: true }) }))
}
