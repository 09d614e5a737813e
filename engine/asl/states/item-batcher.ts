/**
 * ItemBatcher: several items to one child execution.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
 */

import type { ItemBatcher, QueryLanguage } from '../definition/types.ts'
import { compileTemplate } from '../query/index.ts'
import type { Json, JsonObject } from '../query/json.ts'
import { jsonBytes } from '../query/json.ts'
import type { Steps } from '../execution/turns/coroutine.ts'
import type { StateVisit } from '../execution/strand.ts'
import { runtimeFailure } from '../execution/evaluation.ts'
import { compileNumberField } from './number-field.ts'

export interface Batch {
  input: Json
  items: number
}

/** Gives the inputs of the child executions: `{ Items: [...] }`, and BatchInput where the definition has one. */
export function compileItemBatcher(batcher: ItemBatcher, language: QueryLanguage): (visit: StateVisit) => Steps<(items: readonly Json[]) => Batch[]> {
  const maxItems = compileNumberField('MaxItemsPerBatch', { literal: batcher.MaxItemsPerBatch, path: batcher.MaxItemsPerBatchPath, language })
  const maxBytes = compileNumberField('MaxInputBytesPerBatch', { literal: batcher.MaxInputBytesPerBatch, path: batcher.MaxInputBytesPerBatchPath, language })
  const batchInput = batcher.BatchInput === undefined
    ? undefined
    : compileTemplate(batcher.BatchInput, language, { field: language === 'JSONata' ? 'ItemBatcher/BatchInput' : undefined })

  return function* (visit) {
    const most = (yield* maxItems(visit)) ?? Number.POSITIVE_INFINITY
    const stated = (yield* maxBytes(visit)) ?? Number.POSITIVE_INFINITY
    if (most < 1) throw runtimeFailure(visit, 'field MaxItemsPerBatch must be positive')
    if (stated < 1) throw runtimeFailure(visit, 'field MaxInputBytesPerBatch must be positive')
    const answer = batchInput?.evaluate(visit)
    const shared = answer instanceof Promise ? (yield answer) as Json : answer
    const limit = Math.min(stated, visit.strand.execution.limits.payloadBytes)
    return items => batches(items, most, limit, shared === undefined ? {} : { BatchInput: shared })
  }
}

function batches(items: readonly Json[], most: number, limit: number, shared: JsonObject): Batch[] {
  const made: Batch[] = []
  const empty = jsonBytes({ Items: [], ...shared })
  let current: Json[] = []
  let bytes = empty
  for (const item of items) {
    const size = jsonBytes(item) + 1
    if (current.length > 0 && (current.length >= most || bytes + size - 1 > limit)) {
      made.push({ input: { Items: current, ...shared }, items: current.length })
      current = []
      bytes = empty
    }
    current.push(item)
    bytes += size
  }
  if (current.length > 0) made.push({ input: { Items: current, ...shared }, items: current.length })
  return made
}
