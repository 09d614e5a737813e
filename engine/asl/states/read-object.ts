/**
 * Formats of the data that an ItemReader reads: JSON, JSON lines, CSV, and manifests that name further files.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */

import type { ReaderConfig } from '../definition/types.ts'
import type { Json, JsonObject } from '../query/json.ts'
import { isObject, withoutByteOrderMark } from '../query/json.ts'
import { StateFailure } from '../execution/failure.ts'
import type { ObjectStore } from '../execution/map-run/object-store.ts'
import { CSV_DELIMITERS, csvObject, parseCsv } from './csv.ts'

const MOST_HEADER_BYTES = 10 * 1024

/** Rows of a file before they are items. */
type Rows = Json[] | JsonObject

export function readerFailed(cause: string): StateFailure {
  return new StateFailure('States.ItemReaderFailed', cause)
}

/**
 * Reads an object as the reader's configuration says.
 *
 * @returns its rows, or the object that a JSON file holds
 * @throws States.ItemReaderFailed
 */
export function readObject(store: ObjectStore, bucket: string, key: string, config: ReaderConfig): Rows {
  const text = store.get(bucket, key)
  if (text === undefined) throw readerFailed(`The S3 object s3://${bucket}/${key} can't be read: it does not exist.`)
  const body = withoutByteOrderMark(text)
  if (config.ManifestType !== undefined || config.InputType === 'MANIFEST') return manifestRows(store, bucket, key, body, config)
  switch (config.InputType) {
    case 'CSV': return csvRows(body, config)
    case 'JSONL': return jsonLines(body, key)
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
  const headers = (config.CSVHeaderLocation === 'GIVEN' ? config.CSVHeaders : rows.next().value) ?? []
  if (new Set(headers).size < headers.length) throw readerFailed('CSV headers cannot contain duplicates.')
  if (new TextEncoder().encode(headers.join(',')).length > MOST_HEADER_BYTES) throw readerFailed(`CSV headers cannot be larger than ${MOST_HEADER_BYTES / 1024} KiB.`)
  return Array.from(rows, row => csvObject(headers, row))
}

/** An S3 inventory names CSV files and their columns; an Athena UNLOAD manifest has a line for each data file, of the InputType that the reader names. */
function manifestRows(store: ObjectStore, bucket: string, key: string, body: string, config: ReaderConfig): Json[] {
  if (config.ManifestType === 'ATHENA_DATA') {
    const InputType = config.InputType === 'MANIFEST' ? 'JSONL' : config.InputType
    return body.split(/\r?\n/).filter(line => line.trim() !== '').flatMap((line) => {
      const [, dataBucket, dataKey] = /^s3:\/\/([^/]+)\/(.+)$/.exec(line.trim()) ?? []
      if (dataBucket === undefined || dataKey === undefined) throw readerFailed(`The manifest ${key} has a line that is no S3 address: ${line}`)
      return readObject(store, dataBucket, dataKey, { ...config, InputType, ManifestType: undefined }) as Json[]
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
