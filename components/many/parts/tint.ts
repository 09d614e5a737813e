import type { RunView, StateStatus } from '../../../engine/simulation/views/run-view.ts'
import type { Recording } from '../../../engine/simulation/recording/types.ts'
import { viewRun } from '../../../engine/simulation/views/run-view.ts'

/** Histories up to here are read anew for every frame. */
const SHORT = 1500

/**
 * Makes a reader of a run's states that is quick enough for every frame of a sweep, however long the history is. Of a long history it
 * shows the states that are worked on, those that were passed, and how the run ended, and leaves caught errors out.
 *
 * @param recording a run
 * @returns the view at a position, given the names of the states that are active there
 */
export function tinter(recording: Recording): (position: number, active: readonly string[]) => RunView {
  if (recording.events.length <= SHORT)
    return position => viewRun(recording, position)

  const { taken } = viewRun(recording, recording.events.length)
  const firstEntered = new Map<string, number>()
  recording.events.forEach(({ stateEnteredEventDetails }, index) => {
    if (stateEnteredEventDetails && !firstEntered.has(stateEnteredEventDetails.name))
      firstEntered.set(stateEnteredEventDetails.name, index + 1)
  })
  const transitions = [...new Map(taken.map(item => [`${item.from} ${item.to} ${item.caught}`, item])).values()]
  const ended: StateStatus | undefined = ({ FAILED: 'failed', TIMED_OUT: 'timed-out', ABORTED: 'aborted' } as Record<string, StateStatus>)[recording.status]

  return (position, active) => {
    const over = position >= recording.events.length
    const states = new Map<string, StateStatus>()
    for (const [name, at] of firstEntered) {
      if (at <= position)
        states.set(name, active.includes(name) ? over ? ended ?? 'succeeded' : 'in-progress' : 'succeeded')
    }
    return {
      states,
      active: [...active],
      taken: transitions.filter(({ to }) => firstEntered.get(to)! <= position),
      retries: new Map(),
    }
  }
}
