/**
 * Map: runs the same states for every item. Inline, inside the execution; distributed, as child executions of a Map Run.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html
 */

import type { MapState } from '../definition/types.ts'
import { DataFlow } from './data-flow.ts'
import { ErrorHandling } from './error-handling.ts'
import { processorOf } from './item-processor.ts'
import { compileDistributedMap } from './map-distributed.ts'
import { compileInlineMap } from './map-inline.ts'
import type { CompiledState } from '../execution/state.ts'
import type { CompileContext } from './compile-context.ts'

export function compileMap(state: MapState, context: CompileContext): CompiledState {
  const { name, language } = context
  const flow = new DataFlow({ ...state, Parameters: undefined, Arguments: undefined } as MapState, language)
  const handling = new ErrorHandling(state, language, 'MapStateFailed')
  const distributed = processorOf(state).ProcessorConfig?.Mode === 'DISTRIBUTED'
  const attempt = distributed ? compileDistributedMap(state, context, flow) : compileInlineMap(state, context, flow)
  return {
    name,
    type: 'Map',
    language,
    countsRetries: true,
    run: visit => handling.run(visit, attempt),
  }
}
