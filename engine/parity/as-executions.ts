/** A case, run here and at an endpoint, history against history. */

import type { JsonObject } from '../asl/index.ts'
import type { Case } from '../simulation/cases/cases.ts'
import { machineName } from '../simulation/cases/cases.ts'
import { definitionOf, type Pattern } from '../simulation/play/pattern.ts'
import { recordCase } from '../simulation/play/play-case.ts'
import type { Recording } from '../simulation/recording/types.ts'
import type { Comparison, Verdict } from './cases.ts'
import { compareRuns, type PlainRun } from './compare.ts'
import type { Endpoint } from './endpoint.ts'
import type { Machines } from './machines.ts'
import { HERE, plain, plainEvents } from './normalise.ts'
import { runThere } from './run-there.ts'
import { notOnStack, type Stack } from './stack.ts'

export interface ExecutionOptions {
  endpoint: Endpoint
  machines: Machines
  /** Makes the names of executions unlike those of an earlier comparison. */
  tag: string
  /** So long is an execution followed, in milliseconds. */
  patience: number
  /** Where the machines are a stack's. */
  stack?: Stack
}

/** Starts each case there, and here once more with the same name at the same moment. */
export function asExecutions(options: ExecutionOptions): Comparison {
  return (pattern, item) => compareCase(pattern, item, options)
}

async function compareCase(pattern: Pattern, item: Case, { endpoint, machines, tag, patience, stack }: ExecutionOptions): Promise<Omit<Verdict, 'pattern' | 'case'>> {
  const left = stack && notOnStack(item)
  if (left !== undefined) return { remark: `not asked: ${left}` }
  const name = `${item.name.slice(0, 60)}-${tag}`
  const found = await machines.find({ name: machineName(pattern.cases, item.workflow), type: item.type, definition: definitionOf(pattern, item) as unknown as JsonObject })
  if ('none' in found) return { remark: `not asked: ${found.none}` }
  await stack?.begin(item.name)
  let recording: Recording | undefined
  const { run: there, playing } = await runThere(endpoint, {
    machineArn: found.arn,
    type: item.type,
    name,
    input: item.input,
    stack,
    cases: stack ? [] : [item.name, ...(item.mocks === undefined ? [] : [item.mocks])],
    patience,
    started: async (at) => {
      recording = await recordCase(pattern, item, { executionName: name, start: new Date(at).toISOString() })
      return recording.status === 'RUNNING' ? recording.events.length : undefined
    },
  })
  const difference = compareRuns(plainRecording(recording!), there)
  return {
    ...(there.events ? { compared: there.events.length, unit: 'events' } : { compared: 1, unit: 'results' }),
    ...(difference ? { difference } : {}),
    ...(stack || playing === item.name ? {} : { remark: playing === undefined ? 'started without a case: who answers its tasks is the endpoint’s matter' : `started with the mock case ${playing} alone` }),
  }
}

/** A run of the engine, rewritten as one from elsewhere is. */
export function plainRecording({ status, error, output, cause, events, type }: Recording): PlainRun {
  return {
    status,
    ...(error === undefined ? {} : { error }),
    ...(output === undefined ? {} : { output: plain(output, HERE) }),
    ...(cause === undefined ? {} : { cause: plain(cause, HERE) }),
    ...(type === 'EXPRESS' ? {} : { events: plainEvents(events, HERE) }),
  }
}
