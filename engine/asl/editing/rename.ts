import { childrenOf, contextOf, keyOf } from './context.ts'
import { scan, type Entry } from './scan.ts'

export interface Replacement {
  from: number
  to: number
  text: string
}

export interface StateMention {
  name: string
  /** Each place where the name stands: the state's key, and every transition to it in its scope. */
  places: { from: number, to: number }[]
  /** The names that are taken in the scope. */
  others: string[]
}

/** Fields whose value is the name of a state. */
const TRANSITIONS = new Set(['Next', 'Default', 'StartAt'])

/**
 * The state that is named at a place of a definition, by its key or by a transition.
 *
 * @returns undefined where no state is named
 */
export function stateNamedAt(text: string, offset: number): StateMention | undefined {
  const found = scan(text, offset)
  if (!found.place) return undefined
  const { entries } = found
  const entry = entries.find(({ keyFrom, keyTo, path }) => offset >= keyFrom && offset <= keyTo && path.at(-2) === 'States')
    ?? entries.find((one) => TRANSITIONS.has(keyOf(one)) && one.value !== undefined && offset >= one.keyFrom && offset <= endOf(one, text))
  if (!entry) return undefined
  const isKey = entry.path.at(-2) === 'States' && offset >= entry.keyFrom && offset <= entry.keyTo
  const scope = isKey ? entry.path.slice(0, -2) : contextOf(found, entry.path).scope
  const name = isKey ? keyOf(entry) : entry.value!
  const states = childrenOf(entries, [...scope, 'States'])
  const own = states.find((one) => keyOf(one) === name)
  if (!own) return undefined
  const transitions = entries.filter((one) => TRANSITIONS.has(keyOf(one)) && one.value === name && sameScope(contextOf({ entries, place: undefined }, one.path).scope, scope))
  return {
    name,
    places: [{ from: own.keyFrom, to: own.keyTo }, ...transitions.map((one) => ({ from: one.valueFrom, to: endOf(one, text) }))].sort((a, b) => a.from - b.from),
    others: states.map(keyOf).filter((other) => other !== name),
  }
}

/**
 * Gives a state another name everywhere at once.
 *
 * @param text a definition
 * @param mention what `stateNamedAt` found in it
 * @param name the new name, at most 80 characters: https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
 * @returns what to replace, in the order of the text
 * @throws RangeError with one sentence for a name that the state can not have
 */
export function renameState(text: string, { places, others }: StateMention, name: string): Replacement[] {
  if (name === '') throw new RangeError('A state needs a name.')
  if (name.length > 80) throw new RangeError(`A state’s name has 80 characters at most; this one has ${name.length}.`)
  if (others.includes(name)) throw new RangeError(`There is a state with the name ${name} already.`)
  return places.map(({ from, to }) => ({ from, to, text: written(name, text[from]!) }))
}

/** In the quotation marks that were there, or in some where the name needs them. */
function written(name: string, before: string): string {
  if (before === '"' || !/^[A-Za-z][\w -]*$/.test(name) || /^(?:true|false|null|yes|no|on|off|~)$/i.test(name)) return JSON.stringify(name)
  return before === '\'' ? `'${name}'` : name
}

function endOf({ valueFrom, value }: Entry, text: string): number {
  const quote = text[valueFrom]
  return valueFrom + value!.length + (quote === '"' || quote === '\'' ? 2 : 0)
}

function sameScope(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index])
}
