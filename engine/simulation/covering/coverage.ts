/** What executions have gone through of a state machine, read from their histories alone. */

import type { StateMachineDefinition } from '../../asl/definition/types.ts'
import { statesByName } from '../../asl/definition/state-places.ts'
import { endsExecution } from '../../asl/diagram/transitions.ts'
import { toMermaid } from '../../asl/diagram/mermaid.ts'
import { isObject, type Json, type JsonObject } from '../../asl/query/json.ts'
import { errorOf, isTrouble, type PlacedEvent, placeEvents } from './history.ts'
import { firstNaming } from './naming.ts'
import type { Coverage, CoveredHandler, CoveredRun, CoveredTransition } from './types.ts'

/**
 * Counts what runs have gone through. Histories of a Distributed Map's child executions count for the machine that started them.
 *
 * @param definition the machine; what is wrong with it is passed over
 * @param runs recordings, or histories as the API answers them
 */
export function coverageOf(definition: StateMachineDefinition, runs: readonly CoveredRun[]): Coverage {
  const tally = new CoverageTally(definition)
  for (const run of runs) tally.add(run)
  return tally.coverage
}

/** Counts run after run, of which nothing is kept but the counts. */
export class CoverageTally {
  private readonly definition: StateMachineDefinition
  private readonly states: ReadonlyMap<string, JsonObject>
  private readonly entered = new Map<string, number>()
  private readonly moved = new Map<string, number>()
  private readonly caught = new Map<string, number>()
  private readonly retried = new Map<string, number>()
  private runs = 0

  constructor(definition: StateMachineDefinition) {
    this.definition = definition
    this.states = statesByName(definition)
  }

  /**
   * Counts a run.
   *
   * @param run its history
   * @param after only what came after this event: what came before has been counted
   */
  add({ events = [] }: CoveredRun, after = 0): void {
    if (after === 0) this.runs++
    for (const placed of placeEvents(events)) if ((placed.event.id ?? 0) > after) this.count(placed)
  }

  get coverage(): Coverage {
    const transitions = this.transitions()
    return {
      runs: this.runs,
      states: [...this.states].map(([name, { Type }]) => ({ name, type: String(Type), visits: this.entered.get(name) ?? 0 })),
      transitions,
      catchers: this.handlers('Catch', this.caught),
      retriers: this.handlers('Retry', this.retried),
      choices: transitions.filter(({ kind }) => kind === 'choice' || kind === 'default').map(({ from, to, rule, label = '', visits, shared }) => ({
        state: from!,
        ...(rule === undefined ? {} : { index: rule }),
        next: to!,
        label,
        visits,
        ...(shared ? { shared } : {}),
      })),
    }
  }

  private count(placed: PlacedEvent): void {
    const { event, before, visit } = placed
    const state = visit && this.states.get(visit.state)
    if (!visit || !state) return
    if (event.stateEnteredEventDetails) this.enter(placed, visit.state)
    else if (event.stateExitedEventDetails && !isCaught(placed) && endsExecution(state)) countOne(this.moved, keyOf('end', visit.state))
    else if (before && isTrouble(before) && STARTS.test(event.type ?? '')) {
      const index = firstNaming(listOf(state.Retry), errorOf(before), state.Type)
      if (index !== undefined) countOne(this.retried, keyOf(visit.state, index))
    }
  }

  private enter({ event, before }: PlacedEvent, name: string): void {
    countOne(this.entered, name)
    if (event.type === 'FailStateEntered') countOne(this.moved, keyOf('end', name))
    if (event.previousEventId === 0 || before?.event.type === 'ExecutionStarted') countOne(this.moved, keyOf('start', name))
    const from = before?.event.stateExitedEventDetails?.name
    if (!before || from === undefined) return
    if (!isCaught(before)) return countOne(this.moved, keyOf('to', from, name))
    const state = this.states.get(from)
    const index = firstNaming(listOf(state?.Catch).map(catcher => catcher.Next === name ? catcher : {}), errorOf(before.before!), state?.Type)
    if (index !== undefined) countOne(this.caught, keyOf(from, index))
  }

  private transitions(): CoveredTransition[] {
    const { edges } = toMermaid(this.definition)
    return edges.map(({ id, from, to, kind, rule, label }): CoveredTransition => ({
      id,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      kind,
      ...(rule === undefined ? {} : { rule }),
      ...(label === undefined ? {} : { label }),
      visits: (kind === 'catch' ? this.caught.get(keyOf(from!, rule!)) : this.moved.get(kind === 'start' ? keyOf('start', to!) : kind === 'end' ? keyOf('end', from!) : keyOf('to', from!, to!))) ?? 0,
      ...((kind === 'choice' || kind === 'default') && edges.some(other => other.id !== id && other.from === from && other.to === to) ? { shared: true as const } : {}),
    }))
  }

  private handlers(field: 'Catch' | 'Retry', counts: ReadonlyMap<string, number>): CoveredHandler[] {
    return [...this.states].flatMap(([state, value]) => listOf(value[field]).map(({ ErrorEquals, Next }, index) => ({
      state,
      index,
      errors: Array.isArray(ErrorEquals) ? ErrorEquals.map(String) : [],
      ...(typeof Next === 'string' ? { next: Next } : {}),
      visits: counts.get(keyOf(state, index)) ?? 0,
    })))
  }
}

/** What an attempt begins with. */
const STARTS = /^(?:(?:Task|LambdaFunction|Activity)Scheduled|(?:Map|Parallel)StateStarted)$/

/** Whether a state was left because a catcher led away from it. */
function isCaught({ event, before }: PlacedEvent): boolean {
  return event.stateExitedEventDetails !== undefined && before !== undefined && isTrouble(before)
}

function listOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.map(entry => isObject(entry) ? entry : {}) : []
}

function keyOf(...parts: (string | number)[]): string {
  return JSON.stringify(parts)
}

function countOne(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
