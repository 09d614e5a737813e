/** Mistakes made on purpose: an answer with one thing left out, led elsewhere, or a number off by one. */

import type { Json, JsonObject, StateMachineDefinition } from '../../engine/asl/index.ts'
import { isObject, statePlaces } from '../../engine/asl/index.ts'

export interface Mutant {
  /** What was done, and where: `drop /States/BookVan/Catch`. */
  name: string
  definition: StateMachineDefinition
}

const DROPPED = ['Catch', 'Retry', 'TimeoutSeconds', 'HeartbeatSeconds', 'Output', 'Assign', 'Default', 'ResultPath', 'ResultSelector']
/** Fields with data of the learner's own, of which each entry matters. */
const DATA = ['Output', 'Parameters', 'Arguments', 'Payload', 'ResultSelector', 'Result']
const NUMBERS = ['TimeoutSeconds', 'HeartbeatSeconds', 'Seconds', 'MaxAttempts', 'IntervalSeconds', 'MaxDelaySeconds', 'BackoffRate', 'MaxConcurrency']

/**
 * All mutants of a definition.
 *
 * @param definition an answer that is right
 */
export function mutantsOf(definition: StateMachineDefinition): Mutant[] {
  const mutants: Mutant[] = []
  const add = (what: string, path: readonly (string | number)[], change: (parent: any, last: string | number) => void) => {
    const copy: any = structuredClone(definition)
    change(path.slice(0, -1).reduce((value: any, step) => value[step], copy), path.at(-1)!)
    mutants.push({ name: `${what} /${path.join('/')}`, definition: copy })
  }
  const drop = (parent: any, last: string | number) => Array.isArray(parent) ? parent.splice(Number(last), 1) : delete parent[last]
  const places = statePlaces(definition)

  const visit = (state: JsonObject, path: readonly (string | number)[], siblings: readonly string[]) => {
    for (const [field, value] of Object.entries(state)) {
      const here = [...path, field]
      if (DROPPED.includes(field))
        add('drop', here, drop)
      if (DATA.includes(field) && isObject(value as Json)) {
        for (const key of Object.keys(value as JsonObject))
          add('drop', [...here, key], drop)
      }
      if ((NUMBERS.includes(field) || field.startsWith('Numeric')) && typeof value === 'number') {
        for (const by of [1, -1]) {
          if (value + by >= 0)
            add(by > 0 ? 'more' : 'less', here, (parent, last) => { parent[last] = value + by })
        }
      }
      if ((field === 'Next' || field === 'Default') && typeof value === 'string') {
        const other = siblings.filter(name => name !== value)
        if (other.length > 0)
          add('lead on', here, (parent, last) => { parent[last] = other[(siblings.indexOf(value)) % other.length]! })
      }
      if (field === 'ErrorEquals' && Array.isArray(value)) {
        value.forEach((name, index) => add('misname', [...here, index], (parent, last) => {
          parent[last] = name === 'States.ALL' ? 'Nobody.Throws' : 'Nobody.Throws.This'
        }))
      }
      if (field === 'Error' && typeof value === 'string')
        add('misname', here, (parent, last) => { parent[last] = `${value}s` })
      if (['Retry', 'Catch', 'Choices'].includes(field) && Array.isArray(value)) {
        value.forEach((entry, index) => {
          if (value.length > 1)
            add('drop', [...here, index], drop)
          if (isObject(entry as Json))
            visit(entry as JsonObject, [...here, index], siblings)
        })
      }
    }
  }
  for (const path of places.values()) {
    const siblings = Object.keys(path.slice(0, -1).reduce((value: any, step) => value[step], definition) as object)
    const state = path.reduce((value: any, step) => value[step], definition) as JsonObject
    visit(state, path, siblings)
  }
  return mutants
}

/**
 * Whether an exercise says that a mutant is no mistake.
 *
 * @param name the mutant's
 * @param equivalent what the exercise says; `*` stands for anything
 */
export function isEquivalent(name: string, equivalent: readonly string[]): boolean {
  return equivalent.some(pattern => new RegExp(`^${pattern.split('*').map(part => part.replaceAll(/[.+?^${}()|[\]\\/]/g, '\\$&')).join('.*')}$`).test(name))
}
