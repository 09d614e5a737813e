import type { Figures } from '../../facts/figures.ts'
import type { Cost, Quota } from '../../facts/types.ts'
import { byId } from '../../facts/by-id.ts'

/** A pattern in one line, and the one number to remember of it. */
export interface RecapRow {
  /** The pattern's slide, by its `routeAlias:`. */
  slug: string
  line: string
  number: string
}

/** What the numbers are made of: all of facts/, none of it written here. */
export interface RecapFacts {
  figures: Figures
  quotas: readonly Quota[]
  costs: readonly Cost[]
}

/**
 * The patterns of a part of the talk, each with its line and its number.
 *
 * @throws Error when facts/ lacks a number
 */
export function recap(part: RecapPart, facts: RecapFacts): RecapRow[] {
  return parts[part]({
    ...facts,
    quota: id => byId(facts.quotas, id).value ?? Number.NaN,
    cost: id => byId(facts.costs, id),
  }).map(([slug, line, number]) => ({ slug, line, number }))
}

export type RecapPart = 'glue-and-waiting' | 'failing' | 'scale' | 'forever'

interface Known extends RecapFacts {
  quota: (id: string) => number
  cost: (id: string) => Cost
}

const count = (value: number) => Math.round(value).toLocaleString('en')
const bytes = (value: number) => value >= 2 ** 20 ? `${value / 2 ** 20} MiB` : `${value / 2 ** 10} KiB`
const dollars = (value: number) => value >= 1 ? `$${value}` : `$${Number(value.toPrecision(3))}`
const DAY = 86_400

const parts: Record<RecapPart, (known: Known) => [slug: string, line: string, number: string][]> = {
  'glue-and-waiting': ({ figures, quota, cost }) => [
    ['direct-integration', 'a state calls the service, no function between', `${cost('task').events} events, ${cost('task').transitions} transition`],
    ['data-shaping', 'expressions and variables instead of format functions', `${bytes(quota('variables-total'))} of variables`],
    ['parallel-join', 'as slow as the slowest branch, and all or nothing', `${count(quota('history-events'))} events, shared`],
    ['not-a-workflow', 'A, then B: leave it out', `${dollars(figures.standardDollars(1_000_000, 1))} a million transitions`],
    ['author-it', 'YAML, SAM, CDK: one machine, several pens', `${quota('state-types')} types of state`],
    ['run-a-job', '.sync instead of asking every 30 seconds', `asking ends after ${Math.round(figures.pollLifetime(30) / 3600)} hours`],
    ['callback-token', 'hand out a token, then stop; with a timeout', `${cost('waiting-task').events} events for a year`],
    ['human-approval', 'remind, escalate, decide without them', `${dollars(figures.standardDollars(1, 6))} for six transitions`],
    ['heartbeat-job', 'know in minutes that the worker is dead', `${cost('heartbeat').events} events a heartbeat`],
    ['wait-until', 'the calendar as a state', `${cost('pass').events} events until any day`],
    ['time-budget', 'the deadline travels; nobody works for who left', `${quota('api-gateway-timeout')} s at the gateway`],
  ],
  'failing': ({ figures, quota, cost }) => [
    ['retry-jitter', 'come back later, and not all at once', `${figures.retryWait({ interval: 2, rate: 2, attempts: 6 })} s become ${figures.retryWait({ interval: 2, rate: 2, attempts: 6, ceiling: 10 })} with a cap`],
    ['error-router', 'sort errors by what to do about them; redrive', `${quota('redrive-window')} days to redrive`],
    ['saga', 'undo what happened, newest first', `${dollars(figures.standardDollars(1, 3))} for three undone steps`],
    ['circuit-breaker', 'stop asking who is down', `${quota('http-task-timeout')} s saved a call`],
    ['dead-letter-replay', 'what failed comes back: ten first, four at a time', `${count(4000 / quota('redrive-calls'))} s for 4,000, all at once`],
    ['transient-cluster', 'every way out leads past the switch', `${cost('waiting-task').events} events for a job of hours`],
  ],
  'scale': ({ figures, quota, cost }) => [
    ['scatter-gather', 'most answers are enough', `${quota('inline-map-concurrency')} at once, ${count(figures.inlineMapItems(1))} items`],
    ['distributed-map', 'a million items, each with its own history', `${cost('distributed-map').events} events in the parent`],
    ['claim-check', 'pass the key, not the data', `${count(quota('payload'))} bytes`],
    ['semaphore', 'n at once across all runs, with a lease', `${cost('retry').events} events a failed try`],
    ['aggregator', 'many runs become one, by count or by time', `${cost('waiting-task').events} events a run that waits`],
    ['fair-share', 'a turn for each lane, urgent between any two', `${quota('fair-queue')}% makes a tenant noisy`],
  ],
  'forever': ({ figures, quota, cost }) => [
    ['express-nesting', 'short and repeatable steps as an Express child', `pays below ${Math.round(figures.expressBreakEven(1))} s a transition saved`],
    ['sync-api', 'one answer from three services, and no function', `${quota('express-duration') / 60} minutes at most`],
    ['idempotent-start', 'name the run after the order', `taken for ${quota('execution-name')} days`],
    ['continue-as-new', 'start yourself, then end', `${count(quota('history-events'))} events, or ${quota('standard-duration') / DAY} days`],
    ['canary-release', 'new runs first, a few of them', `2 of ${count(quota('versions'))} versions at a time`],
    ['cross-account', 'the task takes another account’s role', `${cost('task').events} events, as at home`],
    ['see-it', 'the history, while there is one', `${quota('history-retention')} days`],
    ['agent-step', 'it proposes, a Choice checks, a person pays', `${quota('agent-task') / 60} minutes; the agent has ${quota('harness-timeout') / 60}`],
    ['test-it', 'the mocks of the demo are the test of the build', `${quota('test-state') / 60} minutes a TestState call`],
  ],
}
