import type { Case } from '../../engine/simulation/cases/cases.ts'
import type { ExerciseData } from '../../engine/simulation/grading/exercise.ts'
import type { Pattern } from '../../engine/simulation/play/pattern.ts'
import type { PatternModule } from '../../scripts/vite/content/patterns.ts'
import type { Home } from './worker/messages.ts'

/** What is worked on: one text, and the cases it is run with. */
export interface Bench {
  /** Under which the browser keeps it. */
  name: string
  title: string
  /** The text as it is at first, and after a reset. */
  start: string
  /** Which of the pattern's machines it stands for. */
  stem: string
  home: Home
  pattern: Omit<Pattern, 'setUp' | 'mockResolver' | 'definition'>
  cases: Case[]
  /** What is asked; none in a sandbox. */
  exercise?: ExerciseData
}

/**
 * A pattern's machine on the bench, with the cases that show it.
 *
 * @param pattern as a slide has it
 * @param stem which of its machines
 */
export function benchOf({ slug, workflows, mocks, cases }: PatternModule, stem: string): Bench {
  return {
    name: `free/${slug}/${stem}`,
    title: cases.title,
    start: workflows[stem]!.source,
    stem,
    home: { folder: 'snippets', name: slug },
    pattern: { workflows: Object.fromEntries(Object.values(workflows).map(({ stem, definition }) => [stem, definition])) as Bench['pattern']['workflows'], mocks, cases },
    cases: cases.cases.filter(item => item.workflow === stem),
  }
}

/** A machine to begin with, for whoever opens the sandbox with nothing. */
export const EMPTY = `Comment: What happens when Anke orders a box of stroopwafels?
QueryLanguage: JSONata
StartAt: TakeOrder
States:

  TakeOrder:
    Type: Pass
    Output: { boxes: 12 }
    Next: Done

  Done:
    Type: Succeed
`

/** Error names that the mocks of a bench raise, for completion. */
export function errorsIn({ pattern }: Bench): string[] {
  const thrown = Object.values(pattern.mocks.MockedResponses).flatMap(response => Object.values(response).flatMap(one => 'Throw' in one ? [one.Throw.Error] : []))
  return [...new Set(thrown)].sort()
}
