import type { ObjectStore, StoredObject } from '../execution/map-run/object-store.ts'
import { isObject } from '../query/json.ts'
import { readerFailed } from '../states/read-object.ts'
import { parse } from './check-request.ts'

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
    list: () => listed(text),
    put: () => {},
  }
}

function listed(text: string): StoredObject[] {
  const parsed = parse(text, notListed)
  const list = isObject(parsed) ? parsed.Contents : parsed
  const isListed = Array.isArray(list) && list.every(entry => isObject(entry) && typeof entry.Key === 'string')
  return isListed ? list as unknown as StoredObject[] : notListed()
}

function notListed(): never {
  throw readerFailed('The reader\'s data is no list of objects of S3, each with its Key, as ListObjectsV2 answers it.')
}
