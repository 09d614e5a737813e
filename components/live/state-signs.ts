import type { StateStatus } from '../../engine/simulation/views/run-view.ts'

/** The sign of each status, drawn around 0 0 in a box of 12: colour never says it alone. */
export const STATUS_SIGNS: Record<StateStatus, string> = {
  'in-progress': 'M-3.5 -4.5v9M3.5 -4.5v9',
  'succeeded': 'M-4.5 0.5l3 3.5 6-7.5',
  'caught': 'M0 -5v6M0 4.2v.6',
  'failed': 'M-3.8 -3.8l7.6 7.6M3.8 -3.8l-7.6 7.6',
  'timed-out': 'M0 -4.5v4.5l3.5 2.2',
  'aborted': 'M-4.5 0h9',
}

/** How each status is said. */
export const STATUS_WORDS: Record<StateStatus, string> = {
  'in-progress': 'in progress',
  'succeeded': 'succeeded',
  'caught': 'caught error',
  'failed': 'failed',
  'timed-out': 'timed out',
  'aborted': 'aborted',
}
