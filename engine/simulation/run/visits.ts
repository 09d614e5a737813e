/** How often a run came to each state, and what that says of one which was cut off: where it was going round. */

import type { EventRecord } from '../../asl/execution/history/event-log.ts'
import type { ExecutionCore } from '../../asl/execution/execution-core.ts'
import type { StateMachineDefinition } from '../../asl/definition/types.ts'
import { type Scope, scopesOf, targetsOf } from '../../asl/definition/scopes.ts'
import { isObject, type JsonObject } from '../../asl/query/json.ts'

/**
 * Where a run was busy. `round`: the states of a loop, in the order in which the run came to them; `tried`: one state whose task is tried again and
 * again; `entered`: one state that is entered by many iterations or executions; `in`: the state that it stood in last.
 */
export interface Whereabouts {
  kind: 'round' | 'tried' | 'entered' | 'in'
  states: string[]
  times: number
}

interface Counts {
  definition: StateMachineDefinition
  entered: Map<string, number>
  tried: Map<string, number>
}

/** Counts visits to states, of all executions of a run together. */
export class Visits {
  private readonly machines = new Map<StateMachineDefinition, Counts>()
  private last: { counts: Counts, state: string } | undefined
  /** States entered and retries, as AWS bills transitions. */
  transitions = 0

  /** An event was written. */
  record({ machine }: Pick<ExecutionCore, 'machine'>, { type, details }: Pick<EventRecord, 'type' | 'details'>): void {
    if (type.endsWith('StateEntered')) this.count(machine.definition, 'entered', details!.name!)
  }

  /** A task of a state is tried again. */
  retried({ machine }: Pick<ExecutionCore, 'machine'>, state: string): void {
    this.count(machine.definition, 'tried', state)
  }

  /** A state is busy, and writes no event meanwhile. */
  busy({ machine }: Pick<ExecutionCore, 'machine'>, state: string): void {
    this.last = { counts: this.countsOf(machine.definition), state }
  }

  /** Where the work was done: the busiest place first, then the loops around it. Empty for a run that came to no state. */
  whereabouts(): Whereabouts[] {
    if (!this.last) return []
    let busiest: { counts: Counts, kind: 'entered' | 'tried', state: string, times: number } | undefined
    for (const counts of this.machines.values()) {
      for (const kind of ['entered', 'tried'] as const) {
        for (const [state, times] of counts[kind]) if (times > (busiest?.times ?? 1)) busiest = { counts, kind, state, times }
      }
    }
    if (!busiest) return [{ kind: 'in', states: [this.last.state], times: 1 }]
    const { counts, kind, state, times } = busiest
    const around = scopesAround(counts.definition, state)
    const loops = around.flatMap(({ scope, state: name }): Whereabouts[] => {
      const states = loopThrough(scope, name, counts.entered)
      return states.length === 0 ? [] : [{ kind: 'round', states, times: counts.entered.get(name)! }]
    })
    const ownLoop = kind === 'entered' && around[0] !== undefined && loopThrough(around[0].scope, state, counts.entered).length > 0
    return ownLoop ? loops : [{ kind, states: [state], times }, ...loops]
  }

  private count(definition: StateMachineDefinition, kind: 'entered' | 'tried', state: string): void {
    this.transitions++
    const counts = this.last?.counts.definition === definition ? this.last.counts : this.countsOf(definition)
    counts[kind].set(state, (counts[kind].get(state) ?? 0) + 1)
    if (this.last) {
      this.last.counts = counts
      this.last.state = state
    }
    else {
      this.last = { counts, state }
    }
  }

  private countsOf(definition: StateMachineDefinition): Counts {
    let counts = this.machines.get(definition)
    if (!counts) this.machines.set(definition, counts = { definition, entered: new Map(), tried: new Map() })
    return counts
  }
}

/** The scope that a state stands in, then the one of the state that holds it, and so on outwards. */
function scopesAround(definition: StateMachineDefinition, name: string): { scope: Scope, state: string }[] {
  const pending: { scope: Scope, around: { scope: Scope, state: string }[] }[] = [{ scope: { start: definition.StartAt, states: definition.States as unknown as JsonObject }, around: [] }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { scope, around } = next
    if (Object.hasOwn(scope.states, name)) return [{ scope, state: name }, ...around]
    for (const [state, value] of Object.entries(scope.states)) {
      if (!isObject(value)) continue
      for (const inner of scopesOf(value)) pending.push({ scope: inner, around: [{ scope, state }, ...around] })
    }
  }
  return []
}

/**
 * The states of a scope that lie on a way from a state back to itself and were entered about as often as it was; none where it was
 * entered once, or no way leads back.
 */
function loopThrough({ states }: Scope, name: string, entered: ReadonlyMap<string, number>): string[] {
  const often = Math.max(2, (entered.get(name) ?? 0) / 2)
  const names = [...entered.keys()].filter(state => entered.get(state)! >= often && Object.hasOwn(states, state))
  const targets = new Map(names.map(state => [state, isObject(states[state]!) ? targetsOf(states[state]) : []]))
  const sources = new Map<string, string[]>(names.map(state => [state, []]))
  for (const [state, next] of targets) for (const target of next) sources.get(target)?.push(state)
  const after = reached(targets, name)
  if (!after.has(name)) return []
  const before = reached(sources, name)
  return names.filter(state => after.has(state) && before.has(state))
}

/** What one or more steps lead to. */
function reached(steps: ReadonlyMap<string, readonly string[]>, from: string): Set<string> {
  const found = new Set<string>()
  const open = [...steps.get(from) ?? []]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name) || !steps.has(name)) continue
    found.add(name)
    open.push(...steps.get(name)!)
  }
  return found
}

const MOST_NAMED = 6

/** In words, to follow a comma: `still going round Lap → Again? → Lap (12,499 times)`. Empty for nowhere. */
export function describeWhereabouts(places: readonly Whereabouts[]): string {
  return places.map(inWords).join(', ')
}

function inWords({ kind, states, times }: Whereabouts): string {
  const often = `${times.toLocaleString('en')} times`
  switch (kind) {
    case 'round': return `still going round ${[...shortened(states), states[0]].join(' → ')} (${often})`
    case 'tried': return `still trying ${states[0]} again (${often})`
    case 'entered': return `having entered ${states[0]} ${often}`
    case 'in': return `in ${states[0]}`
  }
}

function shortened(states: readonly string[]): readonly string[] {
  return states.length <= MOST_NAMED ? states : [...states.slice(0, MOST_NAMED), `… (${states.length} states)`]
}
