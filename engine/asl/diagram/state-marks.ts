import { isObject, type Json, type JsonObject } from '../query/json.ts'
import { shortExpression } from './condition.ts'
import { shortDuration } from './label.ts'

/**
 * The second line of a node: what a reader wants to know of a state without reading its definition. How long it waits,
 * that it waits for a job or a callback, that it chooses, how often it retries. Words only: a font may lack a sign.
 */
export function stateMarks(state: JsonObject): string[] {
  const marks = [state.Type === 'Choice' ? 'choice' : state.Type === 'Wait' ? waitMark(state) : state.Type === 'Task' ? taskMark(state) : undefined, retryMark(state)]
  const shown = marks.filter((mark) => mark !== undefined)
  return shown.length === 0 ? [] : [shown.join(' · ')]
}

/** What stands behind the title of a Parallel or Map state. */
export function containerMarks(state: JsonObject): string[] {
  if (state.Type !== 'Map') return [retryMark(state)].filter((mark) => mark !== undefined)
  const processor = state.ItemProcessor ?? state.Iterator
  const config = isObject(processor) ? processor.ProcessorConfig : undefined
  const distributed = isObject(config) && config.Mode === 'DISTRIBUTED'
  const concurrency = typeof state.MaxConcurrency === 'number' && state.MaxConcurrency > 0 ? `at most ${state.MaxConcurrency} at once` : undefined
  return [distributed ? 'distributed map' : 'map', concurrency, retryMark(state)].filter((mark) => mark !== undefined)
}

function retryMark(state: JsonObject): string | undefined {
  if (!Array.isArray(state.Retry)) return undefined
  const attempts = state.Retry.filter(isObject).map((retrier) => (typeof retrier.MaxAttempts === 'number' ? retrier.MaxAttempts : 3))
  // A retrier with MaxAttempts 0 is there to forbid retries.
  const most = Math.max(0, ...attempts)
  return most === 0 ? undefined : `retry ×${most}`
}

function waitMark(state: JsonObject): string {
  if (typeof state.Seconds === 'number') return `wait ${shortDuration(state.Seconds)}`
  const value: Json = state.Seconds ?? state.SecondsPath ?? state.Timestamp ?? state.TimestampPath ?? null
  const until = state.Timestamp !== undefined || state.TimestampPath !== undefined
  return `wait ${until ? 'until ' : ''}${shortExpression(value).replace(/^\$\./, '')}`
}

function taskMark(state: JsonObject): string | undefined {
  if (typeof state.Resource !== 'string') return undefined
  const limit = typeof state.TimeoutSeconds === 'number' ? `, at most ${shortDuration(state.TimeoutSeconds)}` : ''
  if (state.Resource.endsWith('.waitForTaskToken')) return `callback${limit}`
  if (/\.sync(:2)?$/.test(state.Resource)) return `job${limit}`
  if (/:activity:/.test(state.Resource)) return `activity${limit}`
  return undefined
}
