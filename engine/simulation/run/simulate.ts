/** One request, one recording, with a simulated account where the request sets one up. */

import { simulateIn } from './simulate-in.ts'
import type { SimulationRequest } from './request.ts'
import type { Recording } from '../recording/types.ts'
import type { WorkLimits } from './work.ts'
import { World } from '../account/world.ts'

/**
 * Runs an execution to its end, or to `until`, and records it. The same request gives the same recording, byte for byte.
 *
 * A definition that can't be run, a mock file that can't be used, an input beyond the quota and a start that is no date give a FAILED
 * recording without events whose error is InvalidDefinition, InvalidMockFile, InvalidExecutionInput or InvalidStart, and whose cause says
 * why.
 *
 * @param request what is run, and the world around it
 * @param limits how much work the run may be; it may be any without
 * @throws WorkLimitReached when it is more
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html for the events
 */
export function simulate({ services, ...request }: SimulationRequest, limits?: WorkLimits): Promise<Recording> {
  return simulateIn(request, services && ((clock) => {
    const world = new World({ clock, seed: request.seed ?? 1 })
    services(world)
    return world
  }), limits)
}
