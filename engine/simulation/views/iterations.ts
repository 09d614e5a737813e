import type { Json } from '../../asl/index.ts'
import type { StateStatus } from './run-view.ts'
import type { Recording } from '../recording/types.ts'
import { entersByCatcher } from './run-view.ts'

/** One item of an inline Map at one moment. `caught`: the item went wrong, and a catcher within the iteration took over. */
export interface IterationView {
  /** The item's place in the list, from 0. */
  index: number
  /** Undefined until the iteration starts. */
  status?: StateStatus
  /** The input of the iteration's first state. */
  input?: Json
  /** What the iteration gives, once it has ended well. */
  output?: Json
  /** The name of the first error within. */
  error?: string
  /** Which iteration to end this was, from 1; undefined while it is open. */
  ended?: number
}

const NAMES = { MapIterationSucceeded: 'succeeded', MapIterationFailed: 'failed', MapIterationAborted: 'aborted' } as const

/**
 * The items of an inline Map as they stand after the first `position` events, in the order of the list.
 *
 * @param recording a run
 * @param position how many events have been written
 * @param map the name of the Map state; of several visits the last one counts
 * @returns one entry an item, as many as MapStateStarted names; none before that
 */
export function viewIterations(recording: Recording, position: number, map: string): IterationView[] {
  let items: IterationView[] = []
  let ended = 0
  for (const event of recording.events.slice(0, position)) {
    const before = recording.events[event.previousEventId - 1]
    if (event.type === 'MapStateStarted' && before?.stateEnteredEventDetails?.name === map) {
      items = Array.from({ length: event.mapStateStartedEventDetails?.length ?? 0 }, (_, index) => ({ index }))
      ended = 0
    }
    const [, name, index] = /^(.*)\[(\d+)\]$/.exec(recording.branches[event.id]?.at(-1) ?? '') ?? []
    const item = name === map ? items[Number(index)] : undefined
    if (!item)
      continue
    const end = NAMES[event.type as keyof typeof NAMES]
    if (event.type === 'MapIterationStarted') {
      item.status = 'in-progress'
    }
    else if (end) {
      item.ended = ++ended
      if (end !== 'succeeded' || item.status !== 'caught')
        item.status = end
      if (end === 'succeeded')
        item.output = parsed(before?.stateExitedEventDetails?.output)
    }
    else if (event.stateEnteredEventDetails) {
      item.input ??= parsed(event.stateEnteredEventDetails.input)
      if (entersByCatcher(recording.events, event))
        item.status = 'caught'
    }
    else {
      item.error ??= event.taskFailedEventDetails?.error ?? event.taskTimedOutEventDetails?.error
    }
  }
  return items
}

function parsed(text: string | undefined): Json | undefined {
  return text === undefined ? undefined : JSON.parse(text) as Json
}
