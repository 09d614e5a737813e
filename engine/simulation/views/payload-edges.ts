import type { HistoryEvent } from '../../asl/execution/history/history.ts'
import type { Recording } from '../recording/types.ts'

/** What goes over one transition. */
export interface PayloadEdge {
  /** The state it comes from; undefined for the input of the execution. */
  from?: string
  /** The state it goes to; undefined for the output of the execution. */
  to?: string
  /** Bytes of UTF-8; undefined where the limit kept the data from going anywhere. */
  bytes?: number
}

const encoder = new TextEncoder()

/**
 * The data on every transition of a run, in the order of going over them. Of a run that has failed with States.DataLimitExceeded the
 * last entry has no size: that is where it stopped, and no history says how large the data would have been.
 *
 * @param recording a run without Parallel and Map states
 * @param position how many events have been written
 */
export function viewPayloadEdges(recording: Recording, position: number): PayloadEdge[] {
  const edges: PayloadEdge[] = []
  let from: string | undefined
  for (const event of recording.events.slice(0, position)) {
    const { stateEnteredEventDetails: entered, stateExitedEventDetails: exited } = event
    if (entered)
      edges.push({ ...(from === undefined ? {} : { from }), to: entered.name, bytes: bytesOf(entered.input) })
    if (exited)
      from = exited.name
    if (event.type === 'ExecutionSucceeded')
      edges.push({ ...(from === undefined ? {} : { from }), bytes: bytesOf(event.executionSucceededEventDetails?.output) })
    if (stopped(event))
      edges.push({ ...(edges.at(-1)?.to === undefined ? {} : { from: edges.at(-1)!.to! }) })
  }
  return edges
}

function bytesOf(text: string | undefined): number {
  return encoder.encode(text).length
}

function stopped(event: HistoryEvent): boolean {
  return event.executionFailedEventDetails?.error === 'States.DataLimitExceeded'
}
