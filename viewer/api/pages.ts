/**
 * All that a list has, page by page.
 *
 * @param page asks for one page; it is given the token of the page before
 * @param most so many items are enough
 * @returns the items, and whether there are more
 */
export async function collect<Item>(page: (nextToken: string | undefined) => Promise<{ items: Item[], nextToken?: string | undefined }>, most = Number.POSITIVE_INFINITY): Promise<{ items: Item[], more: boolean }> {
  const all: Item[] = []
  let nextToken: string | undefined
  do {
    const { items, nextToken: next } = await page(nextToken)
    all.push(...items)
    // A server that gives the same token again would be asked for ever.
    if (next === nextToken)
      return { items: all, more: false }
    nextToken = next
  } while (nextToken !== undefined && all.length < most)
  return { items: all, more: nextToken !== undefined }
}

/**
 * Does the same with each of many, a few at a time.
 *
 * @param width how many at a time
 */
export async function inTurn<Item, Result>(items: readonly Item[], width: number, work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = Array.from({ length: items.length })
  let next = 0
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, async () => {
    for (let at = next++; at < items.length; at = next++)
      results[at] = await work(items[at]!)
  }))
  return results
}
