import { seededRandom } from '../account/random.ts'

/**
 * Puts things in an order that looks like none: always the same for the same name, and never the order that some of them are to have.
 *
 * @param things what is shuffled
 * @param name what the order hangs on
 * @param right some of the things, in the order that would give something away
 */
export function shuffled<T>(things: readonly T[], name: string, right: readonly T[]): T[] {
  const random = seededRandom([...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), 7))
  const order = things.map(thing => ({ thing, place: random() })).sort((a, b) => a.place - b.place).map(({ thing }) => thing)
  const places = order.flatMap((thing, index) => right.includes(thing) ? [index] : [])
  if (places.length > 1 && places.every((place, index) => order[place] === right[index])) {
    const [first, last] = [places[0]!, places.at(-1)!]
    ;[order[first], order[last]] = [order[last]!, order[first]!]
  }
  return order
}
