/** What an endpoint has said to a task. */

import type { JsonObject } from '../../asl/index.ts'

export type Answered = { result: JsonObject } | Refused

/** It refuses. `code` is what it calls that on the wire, if it says so at all. */
export interface Refused {
  code: string | undefined
  /** What the cause tells of, where it is not the code. */
  told?: string
  message: string
  status: number
}
