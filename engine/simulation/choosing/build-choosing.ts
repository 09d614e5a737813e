import type { Json } from '../../asl/index.ts'
import type { Exercise } from '../grading/exercise.ts'
import type { Choosing } from './choosing-types.ts'
import type { Entry } from './outline.ts'
import { parseDefinition } from '../../asl/index.ts'
import { anchorsIn } from './anchors.ts'
import { Merge } from './merge.ts'
import { outline } from './outline.ts'

const entriesIn = (text: string): Entry[] => outline(text, (parseDefinition(text).definition ?? {}) as unknown as Json)

/** Of the lines of a text those that another has not. */
function newLines(text: string, other: string): number {
  const known = new Set(other.split('\n').map(line => line.trim()))
  return text.split('\n').filter(line => !known.has(line.trim())).length
}

/**
 * Makes an exercise to be solved by choosing lines. What the start has otherwise than the solution becomes gaps. In a gap are offered the lines of the
 * start, those of the solution, and those of the wrong answers that differ there; in what the start has not at all, whatever a wrong answer has
 * otherwise is a gap again.
 *
 * @param exercise its start and its solution, in block style as `asl fmt` writes it
 * @param wrong the texts of its wrong answers
 */
export function buildChoosing({ slug, start, solution }: Pick<Exercise, 'slug' | 'start' | 'solution'>, wrong: readonly string[]): Choosing {
  const texts = [...wrong].sort((a, b) => newLines(a, solution) - newLines(b, solution))
  const merge = new Merge(slug)
  const pieces = merge.level([], { right: entriesIn(solution), start: entriesIn(start), wrong: texts.map(entriesIn) }, false)
  return { pieces, anchors: anchorsIn([solution, start, ...texts]), start: merge.start, right: merge.right }
}
