import { byId } from './by-id.ts'
import { priceTable } from './price-table.ts'
import type { Cost, Price, Quota } from './types.ts'

/** Figures that follow from prices, limits and event costs, so that no slide states one that doesn't. */
export interface Figures {
  /** A lap of Wait, Task and Choice, the usual polling loop. */
  pollLap: { events: number, transitions: number }
  /** Whole laps until the history of a Standard execution is full. */
  pollLaps: number
  /** Seconds until a loop that waits `interval` seconds a lap has filled its history. */
  pollLifetime: (interval: number) => number
  /** What `duration` seconds of polling every `interval` seconds take. */
  polling: (duration: number, interval: number) => { transitions: number, dollars: number }
  /** Dollars for a state that waits with .sync or for a token, however long. */
  waitingDollars: number
  /** Whole items an inline Map can treat with `tasks` Tasks each before the history is full. */
  inlineMapItems: (tasks: number) => number
  /** Dollars for Standard executions of `transitions` state transitions each. */
  standardDollars: (executions: number, transitions: number) => number
  /** Dollars for Express executions of `milliseconds` each; time and memory are rounded up as AWS bills them. */
  expressDollars: (executions: number, milliseconds: number, memoryMb?: number) => number
  /**
   * MB of memory an Express execution is billed for, as the pricing page estimates them: the base, the definition, and the
   * payload once for every Map or Parallel step, rounded up. Sizes in KB, a thousand to the MB, as in the page's example.
   *
   * @see https://aws.amazon.com/step-functions/pricing/
   */
  expressMemory: (size: { definitionKb: number, payloadKb: number, steps: number }) => number
  /** Seconds an Express child may run before it costs more than the `saved` transitions of its Standard parent, at the smallest memory. */
  expressBreakEven: (saved: number) => number
  /** Seconds a retrier waits in all: `interval`, growing by `rate`, never longer than `ceiling`. */
  retryWait: (retrier: { interval: number, rate: number, attempts: number, ceiling?: number }) => number
}

/**
 * Works the figures out.
 *
 * @param facts prices.yaml, quotas.yaml and costs.yaml
 * @throws Error when one of the numbers needed is missing
 */
export function figures(facts: { prices: readonly Price[], quotas: readonly Quota[], costs: readonly Cost[] }): Figures {
  const prices = priceTable(facts.prices)
  const events = byId(facts.quotas, 'history-events').value ?? Number.NaN
  const cost = (id: string) => byId(facts.costs, id)
  const lap = [cost('pass'), cost('task'), cost('pass')]
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  const pollLap = { events: sum(lap.map(state => state.events)), transitions: sum(lap.map(state => state.transitions)) }
  const pollLaps = Math.floor(events / pollLap.events)
  const billed = (memoryMb: number) => Math.ceil(memoryMb / prices.expressMemoryStepMb) * prices.expressMemoryStepMb
  const gigabytes = (memoryMb: number) => billed(memoryMb) / 1024

  return {
    pollLap,
    pollLaps,
    pollLifetime: interval => pollLaps * interval,
    polling(duration, interval) {
      const transitions = Math.floor(duration / interval) * pollLap.transitions
      return { transitions, dollars: transitions * prices.standardPerTransition }
    },
    waitingDollars: cost('waiting-task').transitions * prices.standardPerTransition,
    inlineMapItems: tasks => Math.floor(events / (cost('map-iteration').events + tasks * cost('task').events)),
    standardDollars: (executions, transitions) => executions * transitions * prices.standardPerTransition,
    expressDollars(executions, milliseconds, memoryMb = prices.expressMemoryStepMb) {
      const seconds = Math.ceil(milliseconds / prices.expressTimeStepMs) * prices.expressTimeStepMs / 1000
      return executions * (prices.expressPerRequest + seconds * gigabytes(memoryMb) * prices.expressPerGbSecond)
    },
    expressMemory: ({ definitionKb, payloadKb, steps }) => billed(prices.expressMemoryBaseMb + (definitionKb + payloadKb * steps) / 1000),
    expressBreakEven: saved =>
      (saved * prices.standardPerTransition - prices.expressPerRequest) / (gigabytes(prices.expressMemoryStepMb) * prices.expressPerGbSecond),
    retryWait: ({ interval, rate, attempts, ceiling = Infinity }) =>
      sum(Array.from({ length: attempts }, (_, attempt) => Math.min(interval * rate ** attempt, ceiling))),
  }
}
