/** An execution set going on somebody's clock, with what a request has around it: answers of a mock file, callbacks, actions. */

import type { Clock, Execution, ExecutionObserver, ExecutionOptions, StateMachine } from '../../asl/index.ts'
import { startExecution } from '../../asl/index.ts'
import { seededRandom } from '../account/random.ts'
import type { World } from '../account/world.ts'
import { MockCases } from '../mocks/mock-cases.ts'
import { mockTasks } from '../mocks/mock-tasks.ts'
import { Journal } from '../recording/journal.ts'
import { scheduleActions } from './actions.ts'
import type { SimulationRequest } from './request.ts'

/** The name of a state machine that nobody gave one. */
export const UNNAMED = 'StateMachine'

export interface Launched {
  execution: Execution
  journal: Journal
}

export interface Surroundings {
  clock: Clock
  /** What answers tasks that no mock does. */
  world?: Pick<World, 'tasks' | 'tokens' | 's3'> | undefined
  /** Who else is told; it gets the journal's observer, which must be told as well. */
  observing?: (journal: ExecutionObserver) => ExecutionObserver
  /** What an account gives its executions: place, role, the last part of an Express ARN. */
  options?: Partial<ExecutionOptions>
}

/**
 * Starts an execution, which runs when the clock does, and puts the request's actions on the clock.
 *
 * @param machine the request's definition, prepared
 * @throws MockFileError where the mock file has no such case; StartRefused for an input beyond the quota
 */
export function launch(machine: StateMachine, request: Omit<SimulationRequest, 'services' | 'definition' | 'until' | 'start'>, { clock, world, observing = told => told, options = {} }: Surroundings): Launched {
  const journal = new Journal(clock)
  const actions = request.actions ?? []
  const mocks = new MockCases(request.mocks, request.name ?? UNNAMED, request.mockCase, actions.flatMap(action => action.type === 'RedriveExecution' && action.mockCase !== undefined ? [action.mockCase] : []))
  const execution = startExecution(machine, {
    ...options,
    clock,
    ...(request.executionName === undefined ? {} : { name: request.executionName }),
    input: request.input === undefined ? {} : request.input,
    random: seededRandom(request.seed ?? 1),
    tasks: mockTasks({ mocks, callbacks: request.callbacks ?? {}, clock, journal, otherwise: request.tasks ?? world?.tasks, mockResolver: request.mockResolver }),
    ...(world ? { tokens: world.tokens, objects: world.s3 } : {}),
    ...(request.objects ? { objects: request.objects } : {}),
    observer: observing(journal.observer),
  })
  journal.attach(execution)
  scheduleActions(actions, { clock, execution, journal, mocks })
  return { execution, journal }
}
