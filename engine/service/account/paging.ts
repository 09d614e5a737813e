/** Lists, page by page. A token is good for the list that it came from and for no other: for the operation, with the same arguments. */

import { hashText, isObject, type Json } from '../../asl/index.ts'
import { Refusal } from '../refusal.ts'

/** Without maxResults, or with 0, a page has so many. */
const USUAL_RESULTS = 100

interface Paging<Item> {
  /** The operation, and the arguments besides the paging's own. */
  of: readonly Json[]
  maxResults?: number | undefined
  nextToken?: string | undefined
  /** Where an item stands in the order of the list, however the list changes between the pages. */
  rank: (item: Item) => number | string
  /** The list goes from the highest rank down. */
  descending?: boolean
  /** A page ends early where its items take more bytes than an answer should. */
  bytes?: (item: Item) => number
}

/** So many bytes of JSON in one answer, but for its last item. */
const MOST_BYTES = 6_000_000

/**
 * The page that a token leads to, or the first.
 *
 * @param items in the order of the list
 * @throws Refusal InvalidToken for a token of another list
 */
export function pageOf<Item>(items: readonly Item[], { of, maxResults = 0, nextToken, rank, descending = false, bytes }: Paging<Item>): { page: Item[], nextToken?: string } {
  const scope = hashText(JSON.stringify(of), 'SHA-1')
  const after = nextToken === undefined ? undefined : readToken(nextToken, scope)
  const limit = maxResults === 0 ? USUAL_RESULTS : maxResults
  const page: Item[] = []
  let size = 0
  for (const item of items) {
    const at = rank(item)
    if (after !== undefined && (descending ? at >= after : at <= after)) continue
    if (page.length === limit || size > MOST_BYTES) return { page, nextToken: tokenAfter(rank(page.at(-1)!), scope) }
    page.push(item)
    if (bytes) size += bytes(item)
  }
  return { page }
}

function tokenAfter(rank: number | string, scope: string): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ scope, rank }))
  return btoa(String.fromCharCode(...bytes))
}

function readToken(token: string, scope: string): number | string {
  try {
    const read = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(token), character => character.charCodeAt(0)))) as Json
    if (isObject(read) && read.scope === scope && (typeof read.rank === 'number' || typeof read.rank === 'string')) return read.rank
  }
  catch {}
  throw new Refusal('InvalidToken', 'Invalid Token: \'Invalid token\'')
}
