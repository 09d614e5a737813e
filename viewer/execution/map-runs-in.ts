import type { HistoryEvent } from '../../engine/asl/index.ts'
import { stateOfEvents } from '../../engine/simulation/views/run-view.ts'

/** The Map Runs that a history names, in the order of their start. */
export function mapRunsIn(events: readonly HistoryEvent[]): { arn: string, state: string }[] {
  const owners = stateOfEvents(events)
  return events.flatMap((event, index) => {
    const arn = event.mapRunStartedEventDetails?.mapRunArn
    return arn === undefined ? [] : [{ arn, state: owners[index] ?? 'Map' }]
  })
}
