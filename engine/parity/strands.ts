/** Histories of concurrent branches, in an order that does not depend on which of them was quicker. */

import type { PlainEvent } from './normalise.ts'

/**
 * Orders events by strand: each is followed by those that name it as the one before them, and where a branch or an iteration begins, its
 * events come together. Which branch of two took its step first says nothing about a machine; the order within a branch does.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html for previousEventId
 * @param events in the order of their ids
 */
export function byStrand(events: readonly PlainEvent[]): PlainEvent[] {
  const next = new Map<number, PlainEvent[]>()
  for (const event of events) {
    const siblings = next.get(event.previous)
    if (siblings) siblings.push(event)
    else next.set(event.previous, [event])
  }
  for (const siblings of next.values()) if (siblings.length > 1) siblings.sort(byContent)
  const ordered: PlainEvent[] = []
  const open = [...next.get(0) ?? []].reverse()
  while (open.length > 0) {
    const event = open.pop()!
    ordered.push(event)
    for (const child of (next.get(event.id) ?? []).toReversed()) open.push(child)
  }
  return ordered
}

/** Branches by what their first event says; those that begin alike stay in their order. */
function byContent(a: PlainEvent, b: PlainEvent): number {
  const [first, second] = [keyOf(a), keyOf(b)]
  return first < second ? -1 : first > second ? 1 : a.id - b.id
}

function keyOf({ type, details: { index, name, input } }: PlainEvent): string {
  return `${type} ${String(name ?? '')} ${String(index ?? '').padStart(8, '0')} ${JSON.stringify(input ?? null)}`
}
