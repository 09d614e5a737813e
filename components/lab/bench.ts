import type { Case } from '../../engine/simulation/cases/cases.ts'
import type { Exercise } from '../../engine/simulation/grading/exercise.ts'
import type { Pattern } from '../../engine/simulation/play/pattern.ts'
import type { Home } from './messages.ts'

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
  exercise?: Omit<Exercise, 'setUp'>
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
