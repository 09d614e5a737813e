/** What a pattern becomes on AWS, before it is written as a template or an app. */

import type { Json, JsonObject } from '../asl/index.ts'
import type { Permission } from '../asl/role/index.ts'
import type { Case } from '../simulation/cases/cases.ts'
import type { MockedResponse } from '../simulation/mocks/mock-file.ts'
import type { Deployable } from './names.ts'

/** A state machine of the stack. */
export interface PlannedMachine extends Deployable {
  stem: string
  /** Its name without the stack's: `ShipmentSaga`. */
  name: string
  type: 'STANDARD' | 'EXPRESS'
  permissions: Permission[]
}

export interface PlannedTable {
  name: string
  partitionKey: string
  sortKey?: string
  /** By index: the attribute that is its key. */
  indexes: Record<string, string>
  /** Its rows hold tokens that somebody answers. */
  asked: boolean
}

export interface PlannedQueue {
  name: string
  /** Its messages hold tokens that somebody answers. */
  asked: boolean
  deadLetters?: string
}

/** What the actor does at one call. */
export interface Answer {
  /** The fields of what it is given that tell this call from others of the same name; the whole stands under ''. */
  when?: JsonObject
  /** Seconds before it answers. */
  after?: number
  result?: Json
  error?: string
  cause?: string
  /** It never answers. */
  lost?: true
  /** Seconds between two heartbeats, and how long it sends them. */
  beat?: { every: number, until: number }
}

/** A case as the actor plays it. */
export interface PlannedCase {
  item: Case
  machine: string
  /** By what is called: `book-van`, `GET /slots`, `queue pickups`, `table questions`. */
  answers: Record<string, Answer[]>
  /** The same once somebody has mended what was broken, by the test case that is taken then. */
  mended: Record<string, Record<string, Answer[]>>
  /** Rows by table that are there before it starts. */
  rows: Record<string, Json[]>
  /** Objects by bucket and key. */
  objects: Record<string, Record<string, string>>
  /** The whole case in Step Functions Local's format, real services too. */
  mocks: Record<string, MockedResponse>
  /** Whether the mock file alone makes it end as on the slide. */
  offline: boolean
  expected: { status: string, error?: string, path: string[] }
  /** Seconds it lasts on the slide. */
  elapsed: number
  /** Transitions that AWS would bill. */
  transitions: number
  /** Why it goes another way on AWS. */
  differs?: string
}

/** Services that cost by the hour, and are made only when asked for. */
export type Costly = 'ecs' | 'emr'

export interface Plan {
  slug: string
  title: string
  /** The files of the pattern's folder, by their path in it. */
  folder: Readonly<Record<string, string>>
  machines: PlannedMachine[]
  functions: string[]
  tables: PlannedTable[]
  queues: PlannedQueue[]
  topics: string[]
  buses: string[]
  buckets: string[]
  /** The placeholders of connections to HTTP partners. */
  connections: string[]
  /** Values that only whoever deploys knows, by placeholder, with what they are. */
  given: Record<string, string>
  costly: Costly[]
  cases: PlannedCase[]
  /** Cases of many executions. */
  worlds: Case[]
  notes: string[]
  /** The command that plays its cases here. */
  check: string
  /** The machine that somebody has edited in the lab. */
  edited?: string
}
