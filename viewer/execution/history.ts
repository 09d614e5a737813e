import type { HistoryEvent } from '../../engine/asl/index.ts'
import type { WireEvent } from '../api/shapes.ts'

type Ask = (operation: string, request: object) => Promise<{ events: WireEvent[], nextToken?: string }>

const PAGE = 1000
/** Of a history that goes on, most of the time a few events are new. */
const NEWS = 100

/** An event with its time in milliseconds, as the engine has it. */
export function eventOf({ timestamp, ...event }: WireEvent): HistoryEvent {
  return { ...event, timestamp: Math.round(timestamp * 1000) } as HistoryEvent
}

/**
 * Reads a history, or what has come to one that is known.
 *
 * @param ask sends GetExecutionHistory
 * @param executionArn whose
 * @param known the events that are there already
 * @param progress told how many there are after each page of a long one
 * @returns all events; `known` itself where nothing is new
 */
export async function readHistory(ask: Ask, executionArn: string, known: readonly HistoryEvent[] = [], progress: (events: readonly HistoryEvent[]) => void = () => {}): Promise<readonly HistoryEvent[]> {
  return known.length === 0 ? readAll(ask, executionArn, progress) : readNews(ask, executionArn, known)
}

async function readAll(ask: Ask, executionArn: string, progress: (events: readonly HistoryEvent[]) => void): Promise<readonly HistoryEvent[]> {
  const all: HistoryEvent[] = []
  let nextToken: string | undefined
  do {
    const page = await ask('GetExecutionHistory', { executionArn, maxResults: PAGE, includeExecutionData: true, ...(nextToken === undefined ? {} : { nextToken }) })
    for (const event of page.events)
      all.push(eventOf(event))
    nextToken = page.nextToken === nextToken ? undefined : page.nextToken
    if (nextToken !== undefined)
      progress([...all])
  } while (nextToken !== undefined)
  return all
}

/** From the end backwards, until what is known begins. */
async function readNews(ask: Ask, executionArn: string, known: readonly HistoryEvent[]): Promise<readonly HistoryEvent[]> {
  const last = known.at(-1)!.id
  const news: HistoryEvent[] = []
  let nextToken: string | undefined
  do {
    const page = await ask('GetExecutionHistory', { executionArn, maxResults: NEWS, reverseOrder: true, includeExecutionData: true, ...(nextToken === undefined ? {} : { nextToken }) })
    const fresh = page.events.filter(({ id }) => id > last)
    news.push(...fresh.map(eventOf))
    nextToken = fresh.length < page.events.length || page.nextToken === nextToken ? undefined : page.nextToken
  } while (nextToken !== undefined)
  return news.length === 0 ? known : [...known, ...news.sort((a, b) => a.id - b.id)]
}
