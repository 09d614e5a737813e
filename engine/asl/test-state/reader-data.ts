import type { ObjectStore, StoredObject } from '../execution/object-store.ts'
import type { Json } from '../query/json.ts'
import { isObject } from '../query/json.ts'

/**
 * What the ItemReader of a tested Map finds: the text that the request gives “as found in its original source”, whatever
 * bucket and key the definition names. There is no second object beside it. A reader that lists objects gets the list, with
 * or without the answer of ListObjectsV2 around it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestStateConfiguration.html
 */
export function readerData(text: string): ObjectStore {
  let unread = true
  return {
    get: () => {
      const found = unread ? text : undefined
      unread = false
      return found
    },
    list: () => listed(text) as StoredObject[] | undefined,
    put: () => {},
  }
}

function listed(text: string): Json[] | undefined {
  try {
    const parsed = JSON.parse(text) as Json
    const list = isObject(parsed) ? parsed.Contents : parsed
    return Array.isArray(list) ? list : undefined
  }
  catch {
    return undefined
  }
}
