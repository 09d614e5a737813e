import { expect, test } from 'vitest'
import { lettersOf, standingOf } from '../../components/many/letters.ts'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { playWorld } from '../../engine/simulation/play/play-world.ts'
import { viewWorld } from '../../engine/simulation/views/view-world.ts'

/** What the stage of dead letters shows of a replay. */

const { pattern } = await readPattern('snippets', 'dead-letter-replay')

async function counter(name: string) {
  const { world, beats } = await playWorld(pattern!, pattern!.cases.cases.find(item => item.name === name)!)
  const letters = lettersOf(world, 'order-')
  return {
    beats: beats.map(({ at }) => at),
    count(at: number) {
      const view = viewWorld(world, at)
      const counts: Record<string, number> = {}
      for (const letter of letters) {
        const standing = standingOf(letter, view, at)
        counts[standing] = (counts[standing] ?? 0) + 1
      }
      return counts
    },
  }
}

test('redriven all at once, all have failed again', async () => {
  const { count } = await counter('all')
  expect(count(0)).toEqual({ running: 1, pending: 399 })
  expect(count(1740)).toEqual({ failed: 400 })
  expect(count(1810)).toEqual({ running: 390, again: 10 })
  expect(count(1830)).toEqual({ again: 400 })
})

test('a canary of ten leaves the others as they are', async () => {
  const { count, beats } = await counter('broken')
  expect(count(beats.at(-1)!)).toEqual({ again: 10, failed: 390 })
})

test('four at a time, oldest first: what was started anew counts as done, poison ends in quarantine', async () => {
  const { count, beats } = await counter('four')
  expect(count(1801)).toEqual({ running: 4, failed: 396 })
  expect(count(beats[2]!)).toEqual({ done: 395, again: 5 })
  expect(count(beats[3]!)).toEqual({ done: 395, quarantine: 5 })
})
