/**
 * ItemReader: where a Distributed Map gets its items when they aren't in its input.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */

import type { ItemReader, QueryLanguage, ReaderConfig } from '../definition/types.ts'
import { compileTemplate } from '../query/index.ts'
import type { Json } from '../query/json.ts'
import { isObject } from '../query/json.ts'
import type { ObjectStore } from '../execution/map-run/object-store.ts'
import type { Steps } from '../execution/turns/coroutine.ts'
import type { MapItem, StateVisit } from '../execution/strand.ts'
import { entriesOf } from './map-items.ts'
import { compileNumberField } from './number-field.ts'
import { readerFailed, readObject } from './read-object.ts'

/** A reader with its fields evaluated, ready to read. Reading throws States.ItemReaderFailed. */
export type ReadyReader = (store: ObjectStore | undefined) => MapItem[]

/** Compiles an ItemReader. Its numbers and arguments are evaluated before the Map Run starts, its data is read in it. */
export function compileItemReader(reader: ItemReader, language: QueryLanguage): (visit: StateVisit) => Steps<ReadyReader> {
  const config = reader.ReaderConfig ?? {}
  const maxItems = compileNumberField('MaxItems', { literal: config.MaxItems, path: config.MaxItemsPath, language })
  const source = compileTemplate((language === 'JSONata' ? reader.Arguments : reader.Parameters) ?? {}, language, {
    field: language === 'JSONata' ? 'ItemReader/Arguments' : undefined,
  })
  const listing = reader.Resource.includes(':s3:listObjectsV2')

  return function* (visit): Steps<ReadyReader> {
    const most = yield* maxItems(visit)
    const answer = source.evaluate(visit)
    const place = answer instanceof Promise ? (yield answer) as Json : answer
    return (store) => {
      if (most !== undefined && most < 0) throw readerFailed('field MaxItems must be positive')
      if (isObject(place) && place.VersionId !== undefined && config.InputType === 'PARQUET') {
        throw readerFailed('S3 Version ID selection is not currently supported for PARQUET files')
      }
      if (!store) throw readerFailed('There is no S3 to read from in this simulation.')
      const items = listing ? listed(store, locationOf(place), config) : readItems(store, locationOf(place), config)
      return most === undefined || most === 0 ? items : items.slice(0, most)
    }
  }
}

function locationOf(place: Json): { bucket: string, key: string, prefix: string } {
  const fields = isObject(place) ? place : {}
  const text = (value: Json | undefined) => typeof value === 'string' ? value : ''
  return { bucket: text(fields.Bucket), key: text(fields.Key), prefix: text(fields.Prefix) }
}

/** What Map.Item.Source says: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html#contextobject-map */
function addressOf(bucket: string, key?: string): string {
  return key === undefined ? `s3://${bucket}` : `s3://${bucket}/${key}`
}

/** The objects of a bucket themselves, or what all of them hold, one after the other. */
function listed(store: ObjectStore, { bucket, prefix }: { bucket: string, prefix: string }, config: ReaderConfig): MapItem[] {
  const objects = store.list(bucket, prefix)
  if (!objects) throw readerFailed(`The specified bucket does not exist: ${bucket}`)
  if (config.Transformation !== 'LOAD_AND_FLATTEN') {
    return objects.map((object, Index) => ({ Index, Value: object as unknown as Json, Source: addressOf(bucket) }))
  }
  const rows = objects.flatMap(({ Key }) => {
    const held = readObject(store, bucket, Key, config)
    return (Array.isArray(held) ? held : [held]).map(Value => ({ Value, Source: addressOf(bucket, Key) }))
  })
  return rows.map((row, Index) => ({ Index, ...row }))
}

function readItems(store: ObjectStore, { bucket, key }: { bucket: string, key: string }, config: ReaderConfig): MapItem[] {
  const rows = readObject(store, bucket, key, config)
  const Source = addressOf(bucket, key)
  return Array.isArray(rows) ? rows.map((Value, Index) => ({ Index, Value, Source })) : entriesOf(rows).map(entry => ({ ...entry, Source }))
}
