/**
 * The name that somebody probably meant.
 *
 * @param name what was written
 * @param names what there is
 * @returns the nearest of them, or undefined where none is near: a letter in three may be wrong, left out, too many or swapped
 */
export function nearName(name: string, names: Iterable<string>): string | undefined {
  const most = Math.max(1, Math.floor(name.length / 3))
  const [best] = [...names]
    .map(other => ({ other, distance: distanceOf(name.toLowerCase(), other.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance)
  return best?.other
}

/**
 * The end of a message about a name that is not there.
 *
 * @param name what was written
 * @param names what there is
 * @param has how the list of all names begins that stands where none is near; empty for no list
 * @returns `; did you mean Publish?`, or without a near name `; it has A, B`; empty where there is nothing to name
 */
export function orNear(name: string, names: Iterable<string>, has = 'it has'): string {
  const all = [...names]
  const near = nearName(name, all)
  if (near !== undefined)
    return `; did you mean ${near}?`
  return has && all.length > 0 ? `; ${has} ${all.join(', ')}` : ''
}

/** Letters to change, add, leave out or swap with their neighbour: the optimal string alignment distance. */
export function distanceOf(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1)
    }
    before = last
    last = row
  }
  return last[b.length]!
}
