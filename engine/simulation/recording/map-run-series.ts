import type { MachineType, MapRun, ResultFile } from '../../asl/index.ts'
import type { Prices } from './types.ts'
import { expressDollars } from './meters.ts'

/** How a child execution of a Map Run stands: an index into this list is what `statusAt` gives. */
export const CHILD_STATUSES = ['pending', 'running', 'succeeded', 'failed', 'timedOut', 'aborted'] as const

export type ChildStatus = typeof CHILD_STATUSES[number]

/** A Map Run over virtual time: how many children stood how at each moment, and when each began and ended. */
export interface MapRunSeries {
  /** Index of the execution whose Distributed Map it is. */
  execution: number
  state: string
  label: string
  /** Of the children. */
  type: MachineType
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED'
  /** Items of all children together. */
  total: number
  children: number
  /** Children that the workflow lets fail: a share in percent and a number of items, where it states them. */
  tolerated: { percentage?: number, count?: number }
  /** Virtual seconds since the world began, at which the counts below hold; at most 500. */
  times: number[]
  pending: number[]
  running: number[]
  succeeded: number[]
  failed: number[]
  timedOut: number[]
  aborted: number[]
  /** By child: seconds at which it began; Infinity for one that never did. */
  startedAt: Float64Array
  /** By child: seconds at which it ended; Infinity for one that did not. */
  endedAt: Float64Array
  /** By child: index into CHILD_STATUSES of how it ended; 1 where it still runs, 0 where it never began. */
  outcome: Uint8Array
  /** How often each error ended a child. */
  errors: Record<string, number>
  resultFiles: ResultFile[]
}

const MOST_POINTS = 500
const OUTCOMES = { RUNNING: 1, SUCCEEDED: 2, FAILED: 3, TIMED_OUT: 4, ABORTED: 5 } as const

/**
 * Reads a Map Run as it stands.
 *
 * @param run the Map Run
 * @param execution index of the execution whose Distributed Map it is
 * @param origin virtual milliseconds since the epoch at which the world began
 */
export function mapRunSeries(run: MapRun, execution: number, origin: number): MapRunSeries {
  const children = run.executionCounts.total
  const startedAt = new Float64Array(children).fill(Number.POSITIVE_INFINITY)
  const endedAt = new Float64Array(children).fill(Number.POSITIVE_INFINITY)
  const outcome = new Uint8Array(children)
  const errors: Record<string, number> = {}
  for (let index = 0; index < children; index++) {
    const child = run.children.at(index)
    if (!child)
      continue
    startedAt[index] = (child.startedAt - origin) / 1000
    if (child.endedAt !== undefined)
      endedAt[index] = (child.endedAt - origin) / 1000
    outcome[index] = OUTCOMES[child.status]
    if (child.error !== undefined)
      errors[child.error] = (errors[child.error] ?? 0) + 1
  }
  const { label, state, status, tolerated, resultFiles } = run
  return { execution, state, label, type: run.type, status, tolerated, resultFiles, total: run.itemCounts.total, children, ...countsOf(startedAt, endedAt, outcome), startedAt, endedAt, outcome, errors }
}

/** The statuses of the children at a moment, as indexes into CHILD_STATUSES; `into` is filled where it is given. */
export function childrenAt(series: MapRunSeries, at: number, into = new Uint8Array(series.children)): Uint8Array {
  for (let index = 0; index < into.length; index++)
    into[index] = series.endedAt[index]! <= at ? series.outcome[index]! : series.startedAt[index]! <= at ? 1 : 0
  return into
}

/** The counts at a moment. Between two of the points that were kept, those of the earlier one. */
export function countsAt(series: MapRunSeries, at: number): Record<ChildStatus, number> {
  let low = 0
  let high = series.times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (series.times[middle]! <= at)
      low = middle + 1
    else
      high = middle
  }
  const counts = {} as Record<ChildStatus, number>
  for (const status of CHILD_STATUSES)
    counts[status] = low === 0 ? (status === 'pending' ? series.children : 0) : series[status][low - 1]!
  return counts
}

/** What Express children have cost by a moment, in US dollars; undefined for Standard children, whose transitions are not kept. */
export function childrenDollars(series: MapRunSeries, at: number, prices: Prices): number | undefined {
  if (series.type !== 'EXPRESS')
    return undefined
  let dollars = 0
  for (let index = 0; index < series.children; index++) {
    if (series.startedAt[index]! <= at)
      dollars += expressDollars(Math.min(series.endedAt[index]!, at) - series.startedAt[index]!, prices)
  }
  return dollars
}

function countsOf(startedAt: Float64Array, endedAt: Float64Array, outcome: Uint8Array): Pick<MapRunSeries, 'times' | ChildStatus> {
  const starts = startedAt.filter(Number.isFinite).sort()
  const ends = Uint32Array.from(endedAt.keys()).filter(child => Number.isFinite(endedAt[child])).sort((a, b) => endedAt[a]! - endedAt[b]!)
  const moments = Float64Array.from([...starts, ...endedAt.filter(Number.isFinite)]).sort().filter((at, index, all) => at !== all[index - 1])
  const step = Math.max(1, Math.ceil(moments.length / (MOST_POINTS - 1)))
  const times = Array.from(moments).filter((_, index) => index % step === 0 || index === moments.length - 1)

  const counts = CHILD_STATUSES.map((_, status) => status === 0 ? outcome.length : 0)
  const columns = CHILD_STATUSES.map((): number[] => [])
  let started = 0
  let ended = 0
  for (const at of times) {
    for (; started < starts.length && starts[started]! <= at; started++) {
      counts[0]!--
      counts[1]!++
    }
    for (; ended < ends.length && endedAt[ends[ended]!]! <= at; ended++) {
      counts[1]!--
      counts[outcome[ends[ended]!]!]!++
    }
    columns.forEach((column, status) => column.push(counts[status]!))
  }
  const [pending, running, succeeded, failed, timedOut, aborted] = columns as [number[], number[], number[], number[], number[], number[]]
  return { times, pending, running, succeeded, failed, timedOut, aborted }
}
