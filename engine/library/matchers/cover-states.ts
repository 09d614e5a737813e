import type { Coverage } from '../../simulation/covering/types.ts'
import { type Lent, say, type Verdict } from './received.ts'

/** Whether runs have entered a share of a machine's states. */
export function coversStates(received: Coverage | { coverage: Coverage }, share = 1, { isNot }: Lent): Verdict {
  const coverage = 'coverage' in received ? received.coverage : received
  if (!Array.isArray((coverage as Coverage | undefined)?.states)) throw new TypeError('It takes a coverage, or something that has one: a run, for example.')
  if (!(share >= 0 && share <= 1)) throw new RangeError(`A share is from 0 to 1, not ${share}.`)
  const missed = coverage.states.filter(({ visits }) => visits === 0).map(({ name }) => name)
  const total = coverage.states.length
  const covered = total - missed.length
  return {
    pass: covered >= share * total,
    message: () => say(
      `that ${isNot ? 'less than ' : ''}${percent(share)} of the states are entered`,
      `${covered} of ${total} were, ${percent(total === 0 ? 1 : covered / total)}, in ${coverage.runs} ${coverage.runs === 1 ? 'run' : 'runs'}`,
      missed.length === 0 ? undefined : `never entered: ${missed.join(', ')}`,
    ),
  }
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`
}
