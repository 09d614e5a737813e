import { expect, test } from 'vitest'
import { isFork } from '../../components/live/free-play.ts'
import { choiceAt, outcomesOf, takeOutcome } from '../../components/live/panes/outcomes.ts'
import { listPatterns, readPattern } from '../../engine/cli/pattern-folder.ts'
import { playCase } from '../../engine/simulation/play/play-case.ts'
import { viewRun, viewTokens } from '../../engine/simulation/views/run-view.ts'

const pattern = (await readPattern('snippets', 'callback-token')).pattern!
const answers = pattern.cases.answers!
const answered = pattern.cases.cases[0]!
const script = await playCase(pattern, answered)
const tokenAt = (beat: number) => viewTokens(script.recording, script.beats[beat]!.position, script.beats[beat]!.at).at(-1)!

test('each outcome starts from the moment at which the token waited, whichever was tried before', async () => {
  const choice = choiceAt(tokenAt(1), script.beats.slice(0, 2), answers)
  expect(outcomesOf(choice)).toEqual(['approve', 'fail', 'drop', 'late'])
  const ends = await Promise.all(outcomesOf(choice).map(async (outcome) => {
    const { from, actions } = takeOutcome(choice, outcome, answers)
    expect(from.kept).toBe(2)
    const { recording, beats } = await playCase(pattern, answered, actions, from.position)
    expect(isFork({ click: 1, choice, outcome, actions, position: from.position, kept: from.kept, beat: 0 })).toBe(true)
    return [outcome, recording.status, beats.some(({ say }) => say.includes('TaskTimedOut'))]
  }))
  expect(ends).toEqual([['approve', 'SUCCEEDED', false], ['fail', 'FAILED', false], ['drop', 'FAILED', false], ['late', 'FAILED', true]])
})

test('a token that the script has answered is taken back to its last open beat', () => {
  const choice = choiceAt(tokenAt(2), script.beats.slice(0, 3), answers)
  expect(choice.open).toMatchObject({ kept: 2, position: script.beats[1]!.position })
  expect(takeOutcome(choice, 'fail', answers).from.kept).toBe(2)
})

test('what another window says was chosen is looked at', () => {
  const choice = choiceAt(tokenAt(1), script.beats.slice(0, 2), answers)
  const fork = { click: 1, choice, outcome: 'drop', actions: [], position: 5, kept: 2, beat: 0 }
  expect(isFork(fork)).toBe(true)
  expect([{ ...fork, outcome: 'explode' }, { ...fork, choice: { ...choice, late: undefined } }, { ...fork, kept: -1 }].some(isFork)).toBe(false)
})

test('on the beat at which a state has its answer, it is drawn as done', async () => {
  for (const slug of listPatterns('snippets')) {
    const { pattern } = await readPattern('snippets', slug)
    for (const item of pattern!.cases.cases.filter(one => !one.runs)) {
      const { recording, beats } = await playCase(pattern!, item)
      for (const beat of beats.filter(({ position }) => /^(?:Task|LambdaFunction)Succeeded$/.test(recording.events[position - 1]?.type ?? ''))) {
        // A state of a Map stands for all its iterations, the others among them.
        if (beat.state && !recording.branches[beat.position])
          expect.soft(viewRun(recording, beat.position).states.get(beat.state), `${slug}, ${item.name}: ${beat.say}`).toBe('succeeded')
      }
    }
  }
})
