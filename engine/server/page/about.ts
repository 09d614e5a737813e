/** What a page can do here besides calling the API: `GET /_asl/about`. Servers of others have no such thing, and the page goes without. */

import type { JsonObject } from '../../asl/index.ts'
import type { Reply } from '../reply.ts'

export interface About {
  /** Where clients find the API. */
  endpoint: string
  /** Nothing can be started, answered or stopped from the page. */
  readOnly: boolean
  /** There are a clock, a log of requests and a stream of changes under `/_asl/`. */
  hasClock: boolean
  /** Accounts and regions that were asked for; the first is that of requests that name none. */
  accounts: { account: string, region: string }[]
  /** Names of the cases that can be played, a machine's own and those of a mock file, by the name of the state machine. */
  cases: Record<string, string[]>
}

/** A reply for the page alone: no other origin may have it. */
export function ownReply(body: object | readonly JsonObject[]): Reply {
  return {
    status: 200,
    type: 'application/json',
    body: `${JSON.stringify(body)}\n`,
    headers: { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', 'Cross-Origin-Resource-Policy': 'same-origin' },
  }
}
