/** What an account holds: state machines with their revisions, versions and aliases, executions, activities. */

import type { Execution, ExecutionCore, JsonObject, MachineType, ObjectStore, StateMachine, TaskHandler, TaskRefusal, TaskRequest } from '../../asl/index.ts'
import type { PlayableCase } from '../../simulation/play/launch-case.ts'
import type { ActivityQueue } from './activity-queue.ts'

/** What of a state machine can be updated; executions stay with the one that they started with. */
export interface Revision {
  /** Undefined for the first one, which the API calls INITIAL. */
  id: string | undefined
  definition: string
  prepared: StateMachine
  variableReferences: Readonly<Record<string, string[]>>
  roleArn: string
  loggingConfiguration: JsonObject
  tracingConfiguration: JsonObject
  encryptionConfiguration: JsonObject
  /** Virtual milliseconds since the epoch. */
  at: number
}

/** A revision under a number. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-version.html */
export interface Version {
  arn: string
  number: number
  description: string | undefined
  revision: Revision
  createdAt: number
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-alias.html */
export interface Alias {
  /** Rises with every alias of the account. */
  sequence: number
  arn: string
  name: string
  description: string | undefined
  routes: readonly Route[]
  createdAt: number
  updatedAt: number
}

export interface Route {
  version: Version
  /** Percent of the starts. */
  weight: number
}

export interface Machine {
  arn: string
  name: string
  type: MachineType
  createdAt: number
  /** Deleted, and gone as soon as none of its executions runs. */
  deleting: boolean
  revision: Revision
  /** By number, in the order of publishing. */
  versions: Map<number, Version>
  published: number
  aliases: Map<string, Alias>
  tags: Map<string, string>
  /** What answers its tasks, where that is something of its own. */
  answers: Answers | undefined
  /** Cases that an execution of it can play, by name: `<ARN>#<case>`. */
  cases: ReadonlyMap<string, PlayableCase> | undefined
  /** By their number, in the order of starting. */
  executions: Map<number, ExecutionRecord>
  /** Of a Standard machine: whose name is taken. */
  named: Map<string, ExecutionRecord>
  running: number
}

/** What stands around executions: who answers their tasks, and what their Map Runs read and write. */
export interface Answers {
  tasks: TaskHandler
  refuseTask?: (request: TaskRequest) => TaskRefusal | undefined
  objects: ObjectStore
  /** Told of what Step Functions sends to EventBridge. */
  emit?: (event: JsonObject) => void
}

/** An execution, and how it came to be. */
export interface ExecutionRecord {
  execution: Execution
  /** Rises with every execution of the account. */
  sequence: number
  machine: Machine
  revision: Revision
  version: Version | undefined
  alias: Alias | undefined
  traceHeader: string | undefined
  /** Told once when it ends. */
  waiting: ((record: ExecutionRecord) => void)[]
  /** Client tokens of redrives, latest last, with what was answered and when they were first used. */
  redrives: { token: string, date: number, at: number }[]
}

/** Who is told of executions. */
export interface ExecutionWatch {
  began?: (record: ExecutionRecord) => void
  /** A Map Run has started a child execution. */
  childBegan?: (root: ExecutionRecord, child: ExecutionCore) => void
  /** Once more after a redrive. */
  ended?: (record: ExecutionRecord) => void
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html */
export interface Activity {
  arn: string
  name: string
  createdAt: number
  encryptionConfiguration: JsonObject
  tags: Map<string, string>
  queue: ActivityQueue
}
