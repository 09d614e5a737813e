/** One request, one recording: the whole run of an execution and the world around it, in virtual time. */

import { Clock, DefinitionError, prepare, startExecution, StartRefused } from '../asl/index.ts'
import type { Execution } from '../asl/index.ts'
import { scheduleActions } from './actions.ts'
import { Journal } from './journal.ts'
import { MockCases } from './mock-cases.ts'
import { MockFileError } from './mock-file.ts'
import { mockTasks } from './mock-tasks.ts'
import { seededRandom } from './random.ts'
import { recordingOf, unstarted } from './recording.ts'
import type { Recording, SimulationRequest } from './types.ts'
import { World } from './world.ts'

const DEFAULT_START = '2026-11-01T09:00:00Z'

/**
 * Runs an execution to its end, or to `until`, and records it. The same request gives the same recording, byte for byte.
 *
 * A definition that can't be run, a mock file that can't be used, an input beyond the quota and a start that is no date give a FAILED
 * recording without events whose error is InvalidDefinition, InvalidMockFile, InvalidExecutionInput or InvalidStart, and whose cause says
 * why.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html for the events
 */
export async function simulate(request: SimulationRequest): Promise<Recording> {
  const start = Date.parse(request.start ?? DEFAULT_START)
  if (Number.isNaN(start)) {
    return unstarted({ error: 'InvalidStart', cause: `The start '${request.start}' is no date such as ${DEFAULT_START}.`, type: request.type ?? 'STANDARD', at: Date.parse(DEFAULT_START) })
  }
  const clock = new Clock(start)
  const journal = new Journal(clock)
  const type = request.type ?? 'STANDARD'
  const startedAt = clock.now
  const actions = request.actions ?? []
  let execution: Execution
  let mocks: MockCases
  try {
    const name = request.name ?? 'StateMachine'
    const machine = prepare(request.definition, { name, type })
    const world = request.services && new World({ clock, seed: request.seed ?? 1 })
    if (world) request.services!(world)
    mocks = new MockCases(request.mocks, name, request.mockCase, actions.flatMap(action => action.type === 'RedriveExecution' && action.mockCase !== undefined ? [action.mockCase] : []))
    execution = startExecution(machine, {
      clock,
      input: request.input === undefined ? {} : request.input,
      random: seededRandom(request.seed ?? 1),
      tasks: mockTasks({ mocks, callbacks: request.callbacks ?? {}, clock, journal, otherwise: request.tasks ?? world?.tasks }),
      ...(world ? { tokens: world.tokens, objects: world.s3 } : {}),
      ...(request.objects ? { objects: request.objects } : {}),
      observer: journal.observer,
    })
  }
  catch (thrown) {
    if (!(thrown instanceof DefinitionError || thrown instanceof MockFileError || thrown instanceof StartRefused)) throw thrown
    const error = thrown instanceof StartRefused ? thrown.exception : thrown instanceof MockFileError ? 'InvalidMockFile' : 'InvalidDefinition'
    return unstarted({ error, cause: thrown.message, type, at: startedAt })
  }
  journal.attach(execution)
  scheduleActions(actions, { clock, execution, journal, mocks })
  await clock.run(request.until === undefined ? undefined : startedAt + request.until * 1000)
  return recordingOf(execution, journal)
}
