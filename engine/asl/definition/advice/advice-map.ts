import { scopesOf } from '../scopes.ts'
import { isObject, type JsonObject } from '../../query/json.ts'
import { adviseOnParts } from './advice-parts.ts'
import type { AdvisedState } from './advised-state.ts'
import { isDistributed, MAX_HISTORY_EVENTS, shortestWay } from './history-cost.ts'

/** An inline Map runs at most this many iterations at once. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
const INLINE_CONCURRENCY = 40
/** And a Distributed Map this many child executions. */
const DISTRIBUTED_CONCURRENCY = 10_000
/** Fewer items than this are no fan-out worth a warning. */
const SMALL = 100

const DISTRIBUTED_FIELDS = ['ItemReader', 'ItemBatcher', 'ResultWriter', 'Label']

/** Advice on Map states: how much at once, how much history, what happens to results and failures. */
export function adviseOnMap(advised: AdvisedState): void {
  const { state, note } = advised
  if (state.Iterator !== undefined) note('OLD_FIELD_NAME', 'Iterator is the old name of ItemProcessor and knows no Distributed mode.', 'Iterator')
  adviseOnParts(advised)
  const distributed = isDistributed(state)
  if (state.Parameters !== undefined) note('OLD_FIELD_NAME', 'In a Map state Parameters is the old name of ItemSelector.', 'Parameters')
  if (distributed) adviseOnDistributed(advised)
  else adviseOnInline(advised)
  if (state.MaxConcurrency === undefined && state.MaxConcurrencyPath === undefined && callsOut(state) && itemCount(state) > SMALL) {
    const limit = distributed ? DISTRIBUTED_CONCURRENCY : INLINE_CONCURRENCY
    note('MAP_WITHOUT_MAX_CONCURRENCY', `Without MaxConcurrency up to ${limit.toLocaleString('en')} items are worked on at once, which is what the services behind it will feel. Set what they can bear.`)
  }
}

function adviseOnInline({ state, type, note }: AdvisedState): void {
  for (const field of DISTRIBUTED_FIELDS) {
    if (state[field] !== undefined) note('DISTRIBUTED_ONLY_FIELD', `${field} works only with ProcessorConfig.Mode DISTRIBUTED; this Map is inline.`, field)
  }
  const [scope] = scopesOf(state)
  if (type !== 'STANDARD' || scope === undefined) return
  const perItem = 2 + shortestWay(scope.states, scope.start)
  const items = Math.floor(MAX_HISTORY_EVENTS / perItem)
  if (callsOut(state) && itemCount(state) > items) {
    note('MAP_OUTGROWS_HISTORY', `An item takes at least ${perItem} of the execution's ${MAX_HISTORY_EVENTS.toLocaleString('en')} history events: with about ${items.toLocaleString('en')} items the execution fails. If there may be that many, make the Map DISTRIBUTED.`)
  }
}

function adviseOnDistributed({ state, note }: AdvisedState): void {
  if (state.ResultWriter === undefined && !dropsResult(state)) {
    note('DISTRIBUTED_WITHOUT_RESULT_WRITER', "The results of all children are put together in this state's output, which fails with States.DataLimitExceeded beyond 256 KiB. Write them to S3 with ResultWriter, or drop them.")
  }
  const tolerant = ['ToleratedFailureCount', 'ToleratedFailureCountPath', 'ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'].some((field) => state[field] !== undefined)
  if (!tolerant) note('DISTRIBUTED_WITHOUT_TOLERANCE', 'The first item that fails stops the whole run, however many there are. Say how many failures are bearable with ToleratedFailurePercentage or ToleratedFailureCount.')
}

function dropsResult(state: JsonObject): boolean {
  return state.ResultPath === null || state.Output !== undefined || state.ResultSelector !== undefined
}

/** Whether an iteration asks a service for anything, at any depth. */
function callsOut(state: JsonObject): boolean {
  return scopesOf(state).some(({ states }) => Object.values(states).some((inner) => isObject(inner) && (inner.Type === 'Task' || callsOut(inner))))
}

/** The number of items if the definition says it, otherwise without bound. */
function itemCount(state: JsonObject): number {
  return Array.isArray(state.Items) ? state.Items.length : Number.POSITIVE_INFINITY
}
