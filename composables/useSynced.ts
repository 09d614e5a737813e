import type { Synced } from './place/place.ts'
import { usePlace } from './place/place.ts'

/**
 * A small plain value that somebody changed by hand, beside the clicks: the same in every window of a talk, and the page's own where
 * there is no talk. Never there in print.
 *
 * @param key who it belongs to, unique in the deck
 * @param isSound whether a value that came from elsewhere is what the reader expects; another counts as none
 * @returns the value, undefined until somebody sets it, and its setter
 */
export function useSynced<T>(key: string, isSound: (value: unknown) => value is T): Synced<T> {
  return usePlace().useSynced(key, isSound)
}
