/** What executions have gone through of a state machine, read from their histories alone. */

import type { StateMachineDefinition } from '../../asl/definition/types.ts'
import { statesByName } from '../../asl/definition/state-places.ts'
import { type EdgeKind, endsExecution } from '../../asl/diagram/transitions.ts'
import { toMermaid } from '../../asl/diagram/mermaid.ts'
import { isObject, type Json, type JsonObject } from '../../asl/query/json.ts'
import { type CoveredEvent, errorOf, isTrouble, type PlacedEvent, placeEvents } from './history.ts'
import { firstNaming } from './naming.ts'

/** How often each part of a state machine was gone through, in the order of its source. */
export interface Coverage {
  /** How many histories were read. */
  runs: number
  states: CoveredState[]
  transitions: CoveredTransition[]
  catchers: CoveredHandler[]
  retriers: CoveredHandler[]
  choices: CoveredChoice[]
}

export interface CoveredState {
  name: string
  /** Task, Choice, … */
  type: string
  /** How often it was entered. */
  visits: number
}

/** An arrow of the diagram that `toMermaid` draws of the same definition. */
export interface CoveredTransition {
  /** The edge's id there: `e0`, `e1`, … */
  id: string
  /** Undefined for the start. */
  from?: string
  /** Undefined for the end. */
  to?: string
  kind: EdgeKind
  /** Index in `Choices` or `Catch`. */
  rule?: number
  label?: string
  visits: number
  /** Several rules of a choice lead to the same state: no history tells which of them held, and each counts what all have. */
  shared?: true
}

/** An entry of `Catch` or `Retry`. */
export interface CoveredHandler {
  state: string
  /** Its index in the list. */
  index: number
  errors: string[]
  /** Where a catcher leads. */
  next?: string
  /** How often it has caught; how often it had the state tried again. */
  visits: number
}

/** A rule of a Choice state, or its `Default`. */
export interface CoveredChoice {
  state: string
  /** Its index in `Choices`; undefined for `Default`. */
  index?: number
  next: string
  /** The condition in short; `otherwise` for `Default`. */
  label: string
  visits: number
  /** As for transitions. */
  shared?: true
}

/** What coverage asks of a run: a recording has it, and an answer of GetExecutionHistory. */
export interface CoveredRun {
  events?: readonly CoveredEvent[] | undefined
}

/**
 * Counts what runs have gone through. Histories of a Distributed Map's child executions count for the machine that started them.
 *
 * @param definition the machine; what is wrong with it is passed over
 * @param runs recordings, or histories as the API answers them
 */
export function coverageOf(definition: StateMachineDefinition, runs: readonly CoveredRun[]): Coverage {
  const states = statesByName(definition)
  const visits = new Map<string, number>()
  const moves = new Map<string, number>()
  const caught = new Map<string, number>()
  const retried = new Map<string, number>()
  for (const { events = [] } of runs) {
    for (const placed of placeEvents(events)) {
      const { event, before, visit } = placed
      const { type = '', stateEnteredEventDetails: entered, stateExitedEventDetails: exited } = event
      const state = visit && states.get(visit.state)
      if (!visit || !state) continue
      if (entered) {
        count(visits, visit.state)
        if (type === 'FailStateEntered') count(moves, keyOf('end', visit.state))
        if (event.previousEventId === 0 || before?.event.type === 'ExecutionStarted') count(moves, keyOf('start', visit.state))
        const from = before?.event.stateExitedEventDetails?.name
        if (from !== undefined && !isCaught(before!)) count(moves, keyOf('to', from, visit.state))
        if (from !== undefined && isCaught(before!)) {
          const index = firstNaming(listOf(states.get(from)?.Catch).map(catcher => catcher.Next === visit.state ? catcher : {}), errorOf(before!.before!), states.get(from)?.Type)
          if (index !== undefined) count(caught, keyOf(from, index))
        }
      }
      else if (exited && !isCaught(placed) && endsExecution(state)) {
        count(moves, keyOf('end', visit.state))
      }
      else if (before && isTrouble(before) && STARTS.test(type)) {
        const index = firstNaming(listOf(state.Retry), errorOf(before), state.Type)
        if (index !== undefined) count(retried, keyOf(visit.state, index))
      }
    }
  }
  const handlers = (field: 'Catch' | 'Retry', counts: ReadonlyMap<string, number>): CoveredHandler[] => [...states].flatMap(([state, value]) =>
    listOf(value[field]).map(({ ErrorEquals, Next }, index) => ({
      state,
      index,
      errors: Array.isArray(ErrorEquals) ? ErrorEquals.map(String) : [],
      ...(typeof Next === 'string' ? { next: Next } : {}),
      visits: counts.get(keyOf(state, index)) ?? 0,
    })))
  const edges = toMermaid(definition).edges
  const transitions = edges.map(({ id, from, to, kind, rule, label }): CoveredTransition => ({
    id,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    kind,
    ...(rule === undefined ? {} : { rule }),
    ...(label === undefined ? {} : { label }),
    visits: (kind === 'catch' ? caught.get(keyOf(from!, rule!)) : moves.get(kind === 'start' ? keyOf('start', to!) : kind === 'end' ? keyOf('end', from!) : keyOf('to', from!, to!))) ?? 0,
    ...((kind === 'choice' || kind === 'default') && edges.some(other => other.id !== id && other.from === from && other.to === to) ? { shared: true as const } : {}),
  }))
  return {
    runs: runs.length,
    states: [...states].map(([name, { Type }]) => ({ name, type: String(Type), visits: visits.get(name) ?? 0 })),
    transitions,
    catchers: handlers('Catch', caught),
    retriers: handlers('Retry', retried),
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

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
