import type { Recording } from '../recording/types.ts'
import { stateOfEvents } from './run-view.ts'

/** From `position` events on, these states are being worked on. */
interface Span {
  position: number
  states: readonly string[]
}

const spans = new WeakMap<Recording['events'], Span[]>()

/**
 * The states that a run works on after its first `position` events: the same as `viewRun(…).active`, found without reading the
 * history again.
 *
 * @param recording a run
 * @param position how many events have been written
 */
export function activeStates({ events }: Recording, position: number): readonly string[] {
  let known = spans.get(events)
  if (!known)
    spans.set(events, known = spansOf(events))
  let low = 0
  let high = known.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (known[middle]!.position <= position)
      low = middle + 1
    else
      high = middle
  }
  return known[low - 1]?.states ?? []
}

function spansOf(events: Recording['events']): Span[] {
  const found: Span[] = []
  const owners = stateOfEvents(events)
  let active: readonly string[] = []
  events.forEach((event, index) => {
    const entered = event.stateEnteredEventDetails?.name
    const left = event.stateExitedEventDetails?.name ?? (event.type.endsWith('Aborted') ? owners[index] : undefined)
    if (entered !== undefined) {
      active = [...active, entered]
    }
    else if (left !== undefined && active.includes(left)) {
      const place = active.lastIndexOf(left)
      active = active.filter((_, other) => other !== place)
    }
    else {
      return
    }
    found.push({ position: index + 1, states: active })
  })
  return found
}
