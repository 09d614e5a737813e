import type { StripRow } from './time/strip.ts'

const HOUR = 3600

/** The run that the notes speak of: it waits three days. */
export const RUN_SECONDS = 72 * HOUR

/**
 * A step of a canary, and the run that it would have to see through to the end.
 *
 * @param step seconds that a step may last
 */
export function canaryRows(step: number): StripRow[] {
  return [
    {
      name: 'CloudFormation: a step',
      comesTo: `${step / HOUR} hours`,
      stretches: [{ from: 0, to: step, tone: 'work' }],
      moments: [{ at: step, sign: 'end', text: 'all go to the new version' }],
    },
    {
      name: 'your slowest run, say',
      comesTo: `${RUN_SECONDS / HOUR} hours`,
      stretches: [{ from: 0, to: RUN_SECONDS, tone: 'spare' }],
      moments: [{ at: RUN_SECONDS, sign: 'dead', text: 'the bug, after the wait' }],
    },
  ]
}
