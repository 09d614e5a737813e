/** What S3 plausibly holds when nobody said what it should: every bucket exists, every object is there, and nothing is in them. */

import type { ObjectStore } from '../../asl/index.ts'

const INVENTORY = JSON.stringify({ files: [], fileSchema: 'Bucket, Key' })

/** Objects that were put win over the plausible ones. */
export function plausibleObjects(store: ObjectStore): ObjectStore {
  return {
    get: (bucket, key) => store.get(bucket, key) ?? emptyObject(key),
    list: (bucket, prefix) => store.list(bucket, prefix) ?? [],
    put: (bucket, key, body) => store.put(bucket, key, body),
    putLazily: (bucket, key, body) => store.putLazily ? store.putLazily(bucket, key, body) : store.put(bucket, key, body()),
  }
}

/** No items in the format that the name suggests; an empty list otherwise, which CSV readers take for a line of headers. */
function emptyObject(key: string): string {
  if (/manifest\.json$/i.test(key)) return INVENTORY
  return /\.(jsonl|ndjson|csv|txt)$/i.test(key) ? '' : '[]'
}
