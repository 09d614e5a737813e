/** Map and Parallel with their branches mocked: all that surrounds the branches runs as in an execution. */

import type { MapState, ParallelState } from '../definition/types.ts'
import { StateFailure } from '../execution/failure.ts'
import type { Steps } from '../execution/turns/coroutine.ts'
import type { MapItem, StateVisit } from '../execution/strand.ts'
import type { CompiledState, Transition } from '../execution/state.ts'
import type { Json, JsonObject } from '../query/json.ts'
import { jsonText } from '../query/json.ts'
import { DataFlow } from '../states/data-flow.ts'
import { ErrorHandling } from '../states/error-handling.ts'
import { compileItemBatcher } from '../states/item-batcher.ts'
import { compileItemReader } from '../states/item-reader.ts'
import { compileItems, compileItemSelector } from '../states/map-items.ts'
import { compileNumberField } from '../states/number-field.ts'
import { compileTolerance, toleranceExceeded } from '../states/tolerance.ts'
import type { CheckedRequest, Mock } from './check-request.ts'
import type { InspectionData } from './request.ts'

/** A Parallel state whose branches have answered what the mock says. */
export function compileMockedParallel(state: ParallelState, { name, language, mock }: CheckedRequest): CompiledState {
  const flow = new DataFlow(state, language)
  return mocked(name, 'Parallel', language, new ErrorHandling(state, language), function* (visit) {
    flow.admit(visit)
    const payload = flow.payloadOf(visit)
    if (payload instanceof Promise) yield payload
    return yield* flow.leave(visit, answerOf(mock!), state.Next)
  })
}

/**
 * A Map state whose iterations have answered what the mock says, so many of them with a failure. What it comes across is
 * noted in `data`; `refuse` is called where the request turns out not to fit the state, which no catcher may hide.
 */
export function compileMockedMap(state: MapState, request: CheckedRequest, data: InspectionData, refuse: (message: string) => never): CompiledState {
  const { name, language, mock, configuration } = request
  const flow = new DataFlow({ ...state, Parameters: undefined, Arguments: undefined } as MapState, language)
  const reader = state.ItemReader && compileItemReader(state.ItemReader, language)
  const itemsOf = compileItems(state, language)
  const batcher = state.ItemBatcher && compileItemBatcher(state.ItemBatcher, language)
  const select = compileItemSelector(state, language)
  const numbers = { language, literal: state.MaxConcurrency, path: state.MaxConcurrencyPath, negative: 'MaxConcurrency cannot be negative.' }
  const maxConcurrency = compileNumberField('MaxConcurrency', numbers)
  const toleranceOf = compileTolerance(state, language)
  const failed = configuration.mapIterationFailureCount ?? 0
  const selects = state.ItemSelector !== undefined || (language === 'JSONPath' && state.Parameters !== undefined)

  return mocked(name, 'Map', language, new ErrorHandling(state, language), function* (visit) {
    flow.admit(visit)
    const items = reader ? (yield* reader(visit))(visit.strand.execution.objects) : yield* itemsOf(visit)
    if (language === 'JSONPath' && !reader) data.afterItemsPath = valuesOf(items)
    if (state.ItemReader?.ReaderConfig?.ItemsPointer !== undefined) data.afterItemsPointer = valuesOf(items)
    data.maxConcurrency = (yield* maxConcurrency(visit)) ?? 0
    const tolerance = yield* toleranceOf(visit)
    if (tolerance.count !== undefined) data.toleratedFailureCount = tolerance.count
    if (tolerance.percentage !== undefined) data.toleratedFailurePercentage = tolerance.percentage
    const inputs = yield* select(visit, items)
    if (selects) data.afterItemSelector = inputs
    const batches = batcher && (yield* batcher(visit))(inputs).map(({ input }) => input as JsonObject)
    if (batches) data.afterItemBatcher = batches.map(batch => ({ ...batch, Items: (batch.Items as Json[]).map(jsonText) }))
    const iterations = (batches ?? inputs).length
    if (failed > iterations) refuse('Map iteration failure count must be less than or equal to the number of Map iterations')
    const result = answerOf(mock!)
    // Where the definition names no threshold, the mock alone says what came of it.
    if (tolerance.stated && tolerance.exceededBy(failed, iterations)) throw toleranceExceeded()
    if (!state.ResultWriter && (result as Json[]).length !== iterations) refuse('Input array does not equal the mocked result array\'s size')
    return yield* flow.leave(visit, result, state.Next)
  })
}

function mocked(name: string, type: 'Map' | 'Parallel', language: CompiledState['language'], handling: ErrorHandling, attempt: (visit: StateVisit) => Steps<Transition>): CompiledState {
  return { name, type, language, countsRetries: true, run: visit => handling.run(visit, attempt) }
}

function answerOf(mock: Mock): Json {
  if ('result' in mock) return mock.result
  throw new StateFailure(mock.error, mock.cause, { terminal: false })
}

/** Items as they were where they were found: an array, or an object that is gone over entry by entry. */
function valuesOf(items: readonly MapItem[]): Json {
  if (items.some(({ Key }) => Key !== undefined)) return Object.fromEntries(items.map(({ Key, Value }) => [Key, Value]))
  return items.map(({ Value }) => Value)
}
