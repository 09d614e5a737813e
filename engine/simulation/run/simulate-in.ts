/** The whole run of an execution and the world around it, in virtual time. */

import { Clock, DefinitionError, prepare, StartRefused } from '../../asl/index.ts'
import { launch, type Launched, UNNAMED } from './launch.ts'
import { MockFileError } from '../mocks/mock-file.ts'
import { recordingOf, unstarted } from '../recording/recording.ts'
import type { SimulationRequest } from './request.ts'
import type { Recording } from '../recording/types.ts'
import { WorkWatch } from './work.ts'
import type { WorkLimits } from './work.ts'
import type { World } from '../account/world.ts'

/** When virtual time begins unless somebody says otherwise. */
export const DEFAULT_START = '2026-11-01T09:00:00Z'

/**
 * Like `simulate`, with a world that the caller makes. Who needs no simulated services loads none of them this way.
 *
 * @param makeWorld makes what answers tasks that no mock does, on the clock it is given
 * @param limits how much work the run may be; it may be any without
 * @param onWork told again and again while work is done
 * @throws WorkLimitReached when it is more
 */
export async function simulateIn(request: Omit<SimulationRequest, 'services'>, makeWorld?: (clock: Clock) => Pick<World, 'tasks' | 'tokens' | 's3'>, limits?: WorkLimits, onWork?: () => void): Promise<Recording> {
  const start = Date.parse(request.start ?? DEFAULT_START)
  if (Number.isNaN(start)) {
    return unstarted({ error: 'InvalidStart', cause: `The start '${request.start}' is no date such as ${DEFAULT_START}.`, type: request.type ?? 'STANDARD', at: Date.parse(DEFAULT_START) })
  }
  const clock = new Clock(start)
  const type = request.type ?? 'STANDARD'
  const startedAt = clock.now
  const watch = limits && new WorkWatch(limits, onWork)
  let launched: Launched
  try {
    const machine = prepare(request.definition, { name: request.name ?? UNNAMED, type })
    launched = launch(machine, request, { clock, world: makeWorld?.(clock), ...(watch ? { observing: journal => watch.observing(journal) } : {}) })
  }
  catch (thrown) {
    if (!(thrown instanceof DefinitionError || thrown instanceof MockFileError || thrown instanceof StartRefused)) throw thrown
    const error = thrown instanceof StartRefused ? thrown.exception : thrown instanceof MockFileError ? 'InvalidMockFile' : 'InvalidDefinition'
    return unstarted({ error, cause: thrown.message, type, at: startedAt })
  }
  const { execution, journal } = launched
  await clock.run(request.until === undefined ? undefined : startedAt + request.until * 1000, watch?.turn)
  watch?.check(() => recordingOf(execution, journal))
  return recordingOf(execution, journal)
}
