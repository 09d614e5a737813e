import { expect, test } from 'vitest'
import { pulsesAt, pulseWindow } from '../../components/live/panes/pulse.ts'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { playCase } from '../../engine/simulation/play/play-case.ts'

async function record(name: string) {
  const { pattern } = await readPattern('snippets', 'heartbeat-job')
  const item = pattern!.cases.cases.find(one => one.name === name)!
  return (await playCase(pattern!, item)).recording
}

test('a worker that falls silent leaves a pulse that ends, and its token is closed by nobody’s answer', async () => {
  const recording = await record('flat-line')
  expect(pulseWindow(recording)).toBeCloseTo(360)
  expect(pulsesAt(recording, 240)).toMatchObject([{ number: 1, from: 0, beats: { length: 8 } }])
  const [first] = pulsesAt(recording, 660)
  expect(first!.beats.at(-1)).toEqual({ at: 600, refused: false })
  expect(first!.closed).toEqual({ at: 660, lost: true })
})

test('the second worker has a pulse of its own, and the answer of the first is refused', async () => {
  const recording = await record('flat-line')
  const [first, second] = pulsesAt(recording, 3 * 3600)
  expect(first!.refusedAnswer).toBe(3 * 3600)
  expect(second!.beats.length).toBeGreaterThan(300)
  expect(second!.closed).toBeUndefined()
  expect(pulsesAt(recording, Number.POSITIVE_INFINITY)[1]!.closed!.lost).toBe(false)
})

test('heartbeats after the token was given up are refused', async () => {
  const [pulse] = pulsesAt(await record('too-slow'), Number.POSITIVE_INFINITY)
  const refused = pulse!.beats.filter(beat => beat.refused)
  expect(refused.length).toBeGreaterThanOrEqual(120)
  expect(Math.min(...refused.map(beat => beat.at))).toBeGreaterThanOrEqual(8 * 3600)
})
