/** What a Map goes over, and what of it every iteration gets: Items, ItemsPath, ItemSelector; and how many at a time. */

import type { MapState, QueryLanguage } from '../definition/types.ts'
import { compileJsonata, compilePath, compileTemplate, isJsonata, jsonataBody, unexpectedType } from '../query/index.ts'
import type { AsyncEvaluable } from '../query/index.ts'
import type { Json, JsonObject } from '../query/json.ts'
import { isObject, jsonText, plainText } from '../query/json.ts'
import { ITEMS_IN_A_TURN, type Steps, TURN } from '../execution/turns/coroutine.ts'
import type { MapItem, StateVisit } from '../execution/strand.ts'
import { processorOf } from './item-processor.ts'
import { evaluationFailedAtEntry, runtimeFailure } from '../execution/evaluation.ts'
import { compileNumberField, type NumberField } from './number-field.ts'

/**
 * Gives the items of the state's input: an array, or in a Distributed Map an object's entries. An inline Map takes arrays only.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemspath.html
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
 */
export function compileItems(state: MapState, language: QueryLanguage): (visit: StateVisit) => Steps<MapItem[]> {
  const distributed = processorOf(state).ProcessorConfig?.Mode === 'DISTRIBUTED'
  const itemsOf = (value: Json): MapItem[] | undefined =>
    Array.isArray(value) ? value.map(asItem) : distributed && isObject(value) ? entriesOf(value) : undefined
  if (language === 'JSONPath') {
    const path = state.ItemsPath === undefined ? undefined : compilePath(state.ItemsPath)
    return function* (visit): Steps<MapItem[]> {
      const value = path ? path.evaluate(visit) : visit.input
      const found = itemsOf(value)
      if (found) return found
      throw runtimeFailure(visit, path
        ? `Reference path "${path.text.replace(/^\$\$/, '$')}" must point to array.`
        : `Map state input must be an array but was: ${jsonText(value)}`)
    }
  }
  const { Items: items } = state
  if (items === undefined) {
    return function* (visit): Steps<MapItem[]> {
      const found = itemsOf(visit.input)
      if (found) return found
      throw evaluationFailedAtEntry(visit, `Map state input must be an array but was: ${jsonText(visit.input)}`)
    }
  }
  const expression = typeof items === 'string' && isJsonata(items) ? jsonataBody(items) : undefined
  const compiled: AsyncEvaluable = expression === undefined ? compileTemplate(items, 'JSONata', { field: 'Items' }) : compileJsonata(expression, { field: 'Items' })
  return function* (visit): Steps<MapItem[]> {
    const answer = compiled.evaluate(visit)
    const value = answer instanceof Promise ? (yield answer) as Json : answer
    const found = itemsOf(value)
    if (found) return found
    throw unexpectedType(expression ?? plainText(items), 'Items', 'array', value)
  }
}

/** What each iteration gets as its input: what ItemSelector (once called Parameters) makes of an item, or the item itself. */
export function compileItemSelector(state: MapState, language: QueryLanguage): (visit: StateVisit, items: readonly MapItem[]) => Steps<Json[]> {
  const template = state.ItemSelector ?? (language === 'JSONPath' ? state.Parameters : undefined)
  if (template === undefined) {
    return function* (_visit, items): Steps<Json[]> {
      return items.map(inputWithoutSelector)
    }
  }
  const compiled = compileTemplate(template, language, { field: 'ItemSelector' })
  return function* (visit, items): Steps<Json[]> {
    const inputs: Json[] = []
    for (const item of items) {
      visit.mapItem = item
      const answer = compiled.evaluate(visit)
      inputs.push(answer instanceof Promise ? (yield answer) as Json : answer)
      if (inputs.length % ITEMS_IN_A_TURN === 0) yield TURN
    }
    visit.mapItem = undefined
    return inputs
  }
}

/** How many iterations or children go on at the same time. */
export function compileMaxConcurrency({ MaxConcurrency: literal, MaxConcurrencyPath: path }: MapState, language: QueryLanguage): NumberField {
  return compileNumberField('MaxConcurrency', { literal, path, language, negative: 'MaxConcurrency cannot be negative.' })
}

export function asItem(value: Json, index: number): MapItem {
  return { Index: index, Value: value }
}

/** An object is gone over entry by entry. */
export function entriesOf(value: JsonObject): MapItem[] {
  return Object.keys(value).map((key, index) => ({ Index: index, Key: key, Value: value[key]! }))
}

function inputWithoutSelector(item: MapItem): Json {
  return item.Key === undefined ? item.Value : { Key: item.Key, Value: item.Value }
}
