/**
 * An entry of a list by its id.
 *
 * @throws Error that names the id and those there are
 */
export function byId<T extends { id: string }>(entries: readonly T[], id: string): T {
  const entry = entries.find(candidate => candidate.id === id)
  if (entry === undefined)
    throw new Error(`facts: unknown id ${id}; there are ${entries.map(candidate => candidate.id).join(', ')}`)
  return entry
}
