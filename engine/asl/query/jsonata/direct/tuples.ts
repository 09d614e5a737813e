import type { Part, Run } from './run.ts'
import type { Marked } from './values.ts'
import { jsonataLimits } from '../meter.ts'
import { timesKept } from './filters.ts'
import { unsure } from './run.ts'
import { asSequence } from './values.ts'

/** An element on its way through a path, with what `#` and `@` have bound along it, by their places among the locals. */
interface Tuple {
  value: unknown
  bound: readonly (readonly [place: number, value: unknown])[]
}

/** What stands behind a step in brackets, or `#`: it is done to all that the step gives. */
export type Stage = { predicate: Part, weight: number } | { at: number } | { place: number }

/** A step of a path after something has been bound. */
export interface TupleStep {
  /** Undefined where elements stay what they are. */
  part: Part | undefined
  weight: number
  /** `@$name`: what the step gives is bound there, and the element stays what it was. */
  focus: number | undefined
  /** `#$name`: the position among what the step gives for one element. */
  index: number | undefined
  stages: readonly Stage[]
}

/** Sees the rest of a path with what it binds; the elements that come out are a sequence. */
export function tuplesPart(steps: readonly TupleStep[]): (items: readonly unknown[], run: Run) => Marked {
  return (items, run) => {
    let tuples: Tuple[] = items.map(value => ({ value, bound: [] }))
    for (const step of steps) {
      tuples = evaluated(step, tuples, run)
      for (const stage of step.stages) tuples = staged(stage, tuples, run)
    }
    return asSequence(tuples.map(({ value }) => value))
  }
}

function evaluated({ part, weight, focus, index }: TupleStep, tuples: readonly Tuple[], run: Run): Tuple[] {
  if (!part) return index === undefined ? [...tuples] : staged({ place: index }, tuples, run)
  const found: Tuple[] = []
  for (const { value, bound } of tuples) {
    run.spend(weight)
    restore(bound, run)
    const result = part(value, run)
    if (result === undefined) continue
    const items = Array.isArray(result) ? result as unknown[] : [result]
    run.hold(result)
    run.spend(items.length * (1 + bound.length / 8))
    if (found.length + items.length > jsonataLimits.sequence) throw unsure
    items.forEach((item, at) => {
      const more = [...bound]
      if (focus !== undefined) more.push([focus, item])
      if (index !== undefined) more.push([index, at])
      found.push({ value: focus === undefined ? item : value, bound: more })
    })
  }
  return found
}

function staged(stage: Stage, tuples: readonly Tuple[], run: Run): Tuple[] {
  if ('place' in stage) return tuples.map(({ value, bound }, at) => ({ value, bound: [...bound, [stage.place, at]] }))
  if ('at' in stage) return [tuples.at(stage.at) ?? []].flat()
  run.spend(tuples.length * stage.weight)
  return tuples.flatMap((tuple, at) => {
    restore(tuple.bound, run)
    const times = timesKept(stage.predicate(tuple.value, run), at, tuples.length, run)
    run.spend(times)
    return Array.from<Tuple>({ length: times }).fill(tuple)
  })
}

function restore(bound: Tuple['bound'], run: Run): void {
  for (const [place, value] of bound) run.locals[place] = value
}
