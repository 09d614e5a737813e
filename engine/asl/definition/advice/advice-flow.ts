import { targetsOf } from '../scopes.ts'
import { isObject, type JsonObject } from '../../query/json.ts'
import type { Note } from './advised-state.ts'
import { eventsOf, MAX_HISTORY_EVENTS, nextStates } from './history-cost.ts'
import type { MachineType } from '../types.ts'

/** Advice on how the states of one scope hang together: loops that poll, ways that do not end, choices without a default. */
export function adviseOnFlow(scope: JsonObject, type: MachineType, note: Note): void {
  if (!isObject(scope.States)) return
  const states = new Map(Object.entries(scope.States).filter((entry): entry is [string, JsonObject] => isObject(entry[1])))
  for (const [name, state] of states) {
    if (state.Type === 'Choice' && state.Default === undefined && Array.isArray(state.Choices) && !coversEverything(state.Choices)) {
      note('CHOICE_WITHOUT_DEFAULT', 'When no rule matches, the execution fails with States.NoChoiceMatched, which a Choice can not catch. Add a Default, if only to a Fail state with a name of its own.', 'States', name)
    }
  }
  adviseOnDeadEnds(states, note)
  if (type === 'STANDARD') adviseOnPolling(states, note)
}

/** A last rule that is simply true is a default by another name. */
function coversEverything(rules: readonly unknown[]): boolean {
  return rules.some((rule) => isObject(rule) && (rule.Condition === true || rule.Condition === '{% true %}'))
}

function adviseOnDeadEnds(states: ReadonlyMap<string, JsonObject>, note: Note): void {
  const comesFrom = new Map<string, string[]>()
  const open: string[] = []
  for (const [name, state] of states) {
    if (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail') open.push(name)
    for (const target of targetsOf(state)) {
      const sources = comesFrom.get(target)
      if (sources) sources.push(name)
      else comesFrom.set(target, [name])
    }
  }
  const ending = new Set<string>()
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (ending.has(name)) continue
    ending.add(name)
    for (const source of comesFrom.get(name) ?? []) open.push(source)
  }
  // With no end at all AWS reports MISSING_END_STATE.
  if (ending.size === 0) return
  const stuck = [...states.keys()].find((name) => !ending.has(name))
  if (stuck !== undefined) note('NO_TERMINAL_PATH', 'No way leads from this state to an end: an execution that comes here runs until a limit stops it.', 'States', stuck)
}

/** Each Wait costs a walk over the scope; a machine with more of them has other things to worry about. */
const MAX_WAITS = 100

/** A Wait that comes round again with a Task on the way is a poll loop: the history says how long it can last. */
function adviseOnPolling(states: ReadonlyMap<string, JsonObject>, note: Note): void {
  const waits = [...states.keys()].filter((name) => states.get(name)!.Type === 'Wait')
  for (const name of waits.slice(0, MAX_WAITS)) {
    const state = states.get(name)!
    const lap = shortestLap(states, name)
    if (lap === undefined || !lap.some((step) => states.get(step)?.Type === 'Task')) continue
    const events = lap.reduce((sum, step) => sum + eventsOf(states.get(step)), 0)
    const laps = Math.floor(MAX_HISTORY_EVENTS / events)
    const lasts = typeof state.Seconds === 'number' && state.Seconds > 0 ? `, ${spell(laps * state.Seconds)} at ${state.Seconds} s a lap` : ''
    note('POLL_LOOP', `This loop writes ${events} history events a lap, and the execution fails at ${MAX_HISTORY_EVENTS.toLocaleString('en')}: after ${laps.toLocaleString('en')} laps${lasts}. Let the service tell you instead, with .sync or .waitForTaskToken, or hand over to a new execution in time.`, 'States', name)
  }
}

/** The names of the states on the shortest way from a state back to itself. */
function shortestLap(states: ReadonlyMap<string, JsonObject>, start: string): string[] | undefined {
  const cameFrom = new Map<string, string>()
  const open = [start]
  for (let at = 0; at < open.length; at++) {
    const name = open[at]!
    const state = states.get(name)
    for (const target of state ? nextStates(state) : []) {
      if (target === start) {
        const lap = [name]
        while (lap[0] !== start) lap.unshift(cameFrom.get(lap[0]!)!)
        return lap
      }
      if (cameFrom.has(target)) continue
      cameFrom.set(target, name)
      open.push(target)
    }
  }
  return undefined
}

function spell(seconds: number): string {
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes`
  return seconds < 2 * 86_400 ? `${(seconds / 3600).toFixed(1)} hours` : `${(seconds / 86_400).toFixed(1)} days`
}
