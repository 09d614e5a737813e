import type { StateMachineDefinition } from '../../engine/asl/index.ts'
import type { Choice, Choosing, Gap, Piece } from '../../engine/simulation/choosing/choosing-types.ts'
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { parseDefinition } from '../../engine/asl/index.ts'
import { listExercises, readExerciseFolder } from '../../engine/cli/exercise-folder.ts'
import { seededRandom } from '../../engine/simulation/account/random.ts'
import { buildChoosing } from '../../engine/simulation/choosing/build-choosing.ts'
import { moved, toggled } from '../../engine/simulation/choosing/choose.ts'
import { blocksIn, compose } from '../../engine/simulation/choosing/compose.ts'
import { choiceIn } from '../../engine/simulation/choosing/read-choice.ts'
import { reachable, slips } from '../../engine/simulation/choosing/slips.ts'
import { grade } from '../../engine/simulation/grading/grade.ts'
import { LONGEST_MESSAGE } from '../../engine/simulation/grading/words.ts'
import { isSweep } from '../support/sweep.ts'

/** Every exercise can be solved by choosing lines: whoever adds a folder is told here where it can't. */

/** What a phone bears: gaps in all, blocks in one, and lines of a block that stand together. */
const GAPS = 16
const BLOCKS = 10
const LINES = 20
/** An exercise whose wrong answers differ where nothing is chosen would be one of pressing everything. */
const WRONG = 3
/** A few slips are graded here; CI grades all. */
const SAMPLE = 1
const RANDOM_CHOICES = isSweep ? 100 : 20

const gapsIn = (pieces: readonly Piece[]): Gap[] => pieces.flatMap(piece => typeof piece === 'string' ? [] : [piece, ...piece.blocks.flatMap(({ pieces }) => gapsIn(pieces))])

/** A choice that somebody comes to who presses anything. */
function pressed(choosing: Choosing, random: () => number): Choice {
  let choice = random() < 0.5 ? choosing.start : choosing.right
  for (let press = 0; press < 12; press++) {
    const gaps = reachable(choosing.pieces, choice)
    const gap = gaps[Math.floor(random() * gaps.length)]!
    const { id } = gap.blocks[Math.floor(random() * gap.blocks.length)]!
    choice = gap.ordered && random() < 0.3 ? moved(choice, gap, id, random() < 0.5 ? 1 : -1) : toggled(choice, gap, id)
  }
  return choice
}

/** The solution with another block in it: in a list at the top, where it counts. */
function withWrong(choosing: Choosing, gap: Gap, id: string): Choice {
  const right = choosing.right[gap.id]!
  const choice = toggled(choosing.right, gap, id)
  return gap.ordered && choice[gap.id]!.length > right.length ? { ...choice, [gap.id]: [id, ...right] } : choice
}

/** The definition without what is said about it, its fields in one order. */
function meaningOf(text: string): unknown {
  const { Comment: _, ...definition } = parseDefinition(text).definition as StateMachineDefinition & { Comment?: string }
  return definition
}

describe.each(listExercises('exercises'))('%s', async (slug) => {
  const { exercise, wrong } = await readExerciseFolder('exercises', slug)
  if (!exercise)
    return
  const choosing = buildChoosing(exercise, wrong.map(({ text }) => text))
  const gaps = gapsIn(choosing.pieces)
  const others = gaps.flatMap(gap => gap.blocks.filter(({ id }) => !choosing.right[gap.id]!.includes(id)).map(block => ({ gap, block })))

  test('the right lines are the solution, letter for letter, and the lines of the start mean what the start does', () => {
    expect(compose(choosing, choosing.right)).toBe(exercise.solution)
    expect(meaningOf(compose(choosing, choosing.start))).toEqual(meaningOf(exercise.start))
  })

  test('whatever is chosen is YAML, and the text says what was chosen', () => {
    const random = seededRandom(13)
    for (let round = 0; round < RANDOM_CHOICES; round++) {
      const choice = pressed(choosing, random)
      const text = compose(choosing, choice)
      expect(parseDocument(text).errors, text).toEqual([])
      const read = choiceIn(choosing, text)
      expect(read, text).toBeDefined()
      expect(compose(choosing, read!)).toBe(text)
      for (const gap of reachable(choosing.pieces, choice))
        expect(blocksIn(gap, read!), text).toEqual(blocksIn(gap, choice))
    }
  })

  test('it fits a phone, and nothing of it is given away by the order in which it is offered', () => {
    expect(gaps.length).toBeGreaterThan(0)
    expect(gaps.length).toBeLessThanOrEqual(GAPS)
    for (const { where, blocks, offered, id } of gaps) {
      expect(blocks.length, where).toBeLessThanOrEqual(BLOCKS)
      // A learner knows the lines of the start, and they are folded.
      for (const { pieces, id: block } of blocks.filter(({ id: block }) => !choosing.start[id]!.includes(block)))
        expect(pieces.filter(piece => typeof piece === 'string').length, block).toBeLessThanOrEqual(LINES)
      expect([...offered].sort()).toEqual(blocks.map(({ id }) => id).sort())
      const right = choosing.right[id]!
      if (right.length > 1)
        expect(offered.filter(one => right.includes(one)), where).not.toEqual(right)
    }
    expect(buildChoosing(exercise, wrong.map(({ text }) => text))).toEqual(choosing)
  })

  test('of a line that is wrong the exercise says why', async () => {
    const found = others.map(({ gap, block }) => slips(choosing, withWrong(choosing, gap, block.id)).find(slip => slip.block === block.id)!)
    expect(found.length).toBeGreaterThanOrEqual(WRONG)
    const asked = isSweep ? found : found.slice(0, SAMPLE)
    let told = 0
    for (const { text } of asked) {
      const { solved, first } = await grade(exercise, text)
      // What passes is right in another way, and is never marked.
      if (solved)
        continue
      told++
      expect(first!.message.length).toBeGreaterThan(10)
      expect(first!.message.length).toBeLessThanOrEqual(LONGEST_MESSAGE)
    }
    if (isSweep)
      expect(told).toBeGreaterThanOrEqual(WRONG)
  })
})
