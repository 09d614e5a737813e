/**
 * ItemReader: where a Distributed Map gets its items when they aren't in its input.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */

import type { ItemReader, QueryLanguage, ReaderConfig } from '../definition/types.ts'
import { compileTemplate } from '../query/index.ts'
import type { Json, JsonObject } from '../query/json.ts'
import { isObject, withoutByteOrderMark } from '../query/json.ts'
import { StateFailure } from '../execution/failure.ts'
import type { ObjectStore } from '../execution/object-store.ts'
import type { MapItem, Steps } from '../execution/strand.ts'
import { CSV_DELIMITERS, csvObjects, parseCsv } from './csv.ts'
import { asItem, entriesOf } from './map-items.ts'
import { compileNumberField } from './number-field.ts'
import type { StateVisit } from './visit.ts'

/** A reader with its fields evaluated, ready to read. Reading throws States.ItemReaderFailed. */
export type ReadyReader = (store: ObjectStore | undefined) => MapItem[]

/** Rows of a file before they are items. */
type Rows = Json[] | JsonObject

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
      if (!store) throw readerFailed('There is no S3 to read from in this simulation.')
      const location = locationOf(place)
      const rows = listing ? listed(store, location, config) : readObject(store, location.bucket, location.key, config)
      const items = Array.isArray(rows) ? (most ? rows.slice(0, most) : rows).map(asItem) : entriesOf(rows)
      const source = listing ? `s3://${location.bucket}/${location.prefix}` : `s3://${location.bucket}/${location.key}`
      const kept = most === undefined || most === 0 ? items : items.slice(0, most)
      for (const item of kept) item.Source = source
      return kept
    }
  }
}

function readerFailed(cause: string): StateFailure {
  return new StateFailure('States.ItemReaderFailed', cause)
}

function locationOf(place: Json): { bucket: string, key: string, prefix: string } {
  const fields = isObject(place) ? place : {}
  const text = (value: Json | undefined) => typeof value === 'string' ? value : ''
  return { bucket: text(fields.Bucket), key: text(fields.Key), prefix: text(fields.Prefix) }
}

function listed(store: ObjectStore, { bucket, prefix }: { bucket: string, prefix: string }, config: ReaderConfig): Json[] {
  const objects = store.list(bucket, prefix)
  if (!objects) throw readerFailed(`The specified bucket does not exist: ${bucket}`)
  if (config.Transformation !== 'LOAD_AND_FLATTEN') return objects as unknown as Json[]
  return objects.flatMap(({ Key }) => {
    const rows = readObject(store, bucket, Key, config)
    return Array.isArray(rows) ? rows : [rows]
  })
}

function readObject(store: ObjectStore, bucket: string, key: string, config: ReaderConfig): Rows {
  const text = store.get(bucket, key)
  if (text === undefined) throw readerFailed(`The S3 object s3://${bucket}/${key} can't be read: it does not exist.`)
  const body = withoutByteOrderMark(text)
  switch (config.InputType) {
    case 'CSV': return csvRows(body, config)
    case 'JSONL': return jsonLines(body, key)
    case 'MANIFEST': return manifestRows(store, bucket, key, body, config)
    case 'PARQUET': throw readerFailed('PARQUET files can\'t be read in this simulation.')
    default: return jsonRows(body, key, config)
  }
}

function parseJson(text: string, what: string): Json {
  try {
    return JSON.parse(text) as Json
  }
  catch {
    throw readerFailed(`${what} is not valid JSON.`)
  }
}

function jsonRows(body: string, key: string, { ItemsPointer: pointer }: ReaderConfig): Rows {
  let value: Json | undefined = parseJson(body, `The S3 object ${key}`)
  for (const step of pointer === undefined || pointer === '' ? [] : pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    value = Array.isArray(value) ? value[Number(name)] : isObject(value ?? null) && Object.hasOwn(value as JsonObject, name) ? (value as JsonObject)[name] : undefined
  }
  if (Array.isArray(value) || (value !== undefined && isObject(value))) return value
  throw readerFailed(pointer === undefined ? 'Attempting to map over non-iterable node.' : `ItemsPointer '${pointer}' does not point to an array or an object.`)
}

function jsonLines(body: string, key: string): Json[] {
  return body.split(/\r?\n/).filter(line => line.trim() !== '').map((line, index) => parseJson(line, `Line ${index + 1} of the S3 object ${key}`))
}

function csvRows(body: string, config: ReaderConfig): Json[] {
  const rows = parseCsv(body, CSV_DELIMITERS[config.CSVDelimiter ?? 'COMMA'])
  const given = config.CSVHeaderLocation === 'GIVEN'
  const headers = (given ? config.CSVHeaders : rows[0]) ?? []
  if (new Set(headers).size < headers.length) throw readerFailed('CSV headers cannot contain duplicates.')
  return csvObjects(headers, given ? rows : rows.slice(1))
}

/** An S3 inventory names CSV files and their columns; an Athena UNLOAD manifest has a line for each data file. */
function manifestRows(store: ObjectStore, bucket: string, key: string, body: string, config: ReaderConfig): Json[] {
  if (config.ManifestType === 'ATHENA_DATA') {
    return body.split(/\r?\n/).filter(line => line.trim() !== '').flatMap((line) => {
      const [, dataBucket, dataKey] = /^s3:\/\/([^/]+)\/(.+)$/.exec(line.trim()) ?? []
      if (dataBucket === undefined || dataKey === undefined) throw readerFailed(`The manifest ${key} has a line that is no S3 address: ${line}`)
      return readObject(store, dataBucket, dataKey, { ...config, InputType: 'JSONL' }) as Json[]
    })
  }
  const manifest = parseJson(body, `The manifest ${key}`)
  const { files, fileSchema, destinationBucket } = (isObject(manifest) ? manifest : {}) as { files?: Json, fileSchema?: Json, destinationBucket?: Json }
  if (!Array.isArray(files) || typeof fileSchema !== 'string') throw readerFailed(`The manifest ${key} needs files and fileSchema.`)
  const headers = fileSchema.split(',').map(header => header.trim())
  const dataBucket = typeof destinationBucket === 'string' ? destinationBucket.replace(/^arn:aws:s3:::/, '') : bucket
  return files.flatMap((file) => {
    const dataKey = isObject(file) && typeof file.key === 'string' ? file.key : ''
    return readObject(store, dataBucket, dataKey, { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: headers }) as Json[]
  })
}
