/** Map and Parallel with their branches mocked: all that surrounds the branches runs as in an execution. */

import type { MapState, ParallelState } from '../definition/types.ts'
import { StateFailure } from '../execution/failure.ts'
import type { Steps } from '../execution/coroutine.ts'
import type { MapItem, StateVisit } from '../execution/strand.ts'
import type { CompiledState, Transition } from '../execution/state.ts'
import type { Json } from '../query/json.ts'
import { isObject } from '../query/json.ts'
import { DataFlow } from '../states/data-flow.ts'
import { ErrorHandling } from '../states/error-handling.ts'
import { asItem, compileItems, compileItemSelector, entriesOf } from '../states/map-items.ts'
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
  const { name, language, mock, configuration, readerData } = request
  const flow = new DataFlow({ ...state, Parameters: undefined, Arguments: undefined } as MapState, language)
  const itemsOf = state.ItemReader ? readItems(readerData, refuse) : compileItems(state, language)
  const select = compileItemSelector(state, language)
  const numbers = { language, literal: state.MaxConcurrency, path: state.MaxConcurrencyPath, negative: 'MaxConcurrency cannot be negative.' }
  const maxConcurrency = compileNumberField('MaxConcurrency', numbers)
  const toleranceOf = compileTolerance(state, language)
  const failed = configuration.mapIterationFailureCount ?? 0
  const selects = state.ItemSelector !== undefined || (language === 'JSONPath' && state.Parameters !== undefined)

  return mocked(name, 'Map', language, new ErrorHandling(state, language), function* (visit) {
    flow.admit(visit)
    const items = yield* itemsOf(visit)
    if (language === 'JSONPath' && !state.ItemReader) data.afterItemsPath = items.map(({ Value }) => Value)
    if (failed > items.length) refuse('Map iteration failure count must be less than or equal to the number of Map iterations')
    data.maxConcurrency = (yield* maxConcurrency(visit)) ?? 0
    const tolerance = yield* toleranceOf(visit)
    if (tolerance.count !== undefined) data.toleratedFailureCount = tolerance.count
    if (tolerance.percentage !== undefined) data.toleratedFailurePercentage = tolerance.percentage
    const inputs = yield* select(visit, items)
    if (selects) data.afterItemSelector = inputs
    const result = answerOf(mock!)
    // Where the definition names no threshold, the mock alone says what came of it.
    if (tolerance.stated && tolerance.exceededBy(failed, items.length)) throw toleranceExceeded()
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

function readItems(data: Json | undefined, refuse: (message: string) => never): (visit: StateVisit) => Steps<MapItem[]> {
  return function* (): Steps<MapItem[]> {
    if (data === undefined) return []
    if (Array.isArray(data)) return data.map(asItem)
    if (isObject(data)) return entriesOf(data)
    return refuse('mapItemReaderData must be an array or an object')
  }
}
