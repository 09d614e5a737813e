/** What goes into a simulation. */

import type { Json } from '../../asl/query/json.ts'
import type { MachineType, StateMachineDefinition } from '../../asl/definition/types.ts'
import type { ObjectStore } from '../../asl/execution/map-run/object-store.ts'
import type { TaskHandler } from '../../asl/execution/task/task-handler.ts'
import type { World } from '../account/world.ts'
import type { MockFile } from '../mocks/mock-file.ts'
import type { Action, CallbackScript } from '../mocks/scripts.ts'
import type { MockResolver } from '../mocks/mock-resolver.ts'

export interface SimulationRequest {
  definition: StateMachineDefinition
  type?: MachineType
  /** Name of the state machine: part of its ARN, and the key into a mock file. Default: `StateMachine`. */
  name?: string
  /** Name of the execution: part of its ARN, and in its context. Default: one that is made up. */
  executionName?: string
  input?: Json
  mocks?: MockFile
  mockCase?: string
  /** How tasks find their mocks, where these were written for other states. */
  mockResolver?: MockResolver
  /** By state name; a list gives one script per invocation (0-based), its last entry standing for all later ones. */
  callbacks?: Record<string, CallbackScript | CallbackScript[]>
  actions?: Action[]
  /** Seed of all randomness (jitter, uuids, random numbers). Default: 1. */
  seed?: number
  /** Virtual start of the execution, ISO 8601. Default: 2026-11-01T09:00:00Z. */
  start?: string
  /** Stop watching after this many virtual seconds; what has not ended by then stays RUNNING. Default: no end. */
  until?: number
  /** Asked for every task the mock case doesn't name; without it, and without services, such a task fails saying so. */
  tasks?: TaskHandler
  /** Sets up a simulated account (tables, queues, functions, partners) that answers what neither mocks nor `tasks` do. */
  services?: (world: World) => void
  /** What a Distributed Map reads from and writes to; the S3 of `services` otherwise. */
  objects?: ObjectStore
}
