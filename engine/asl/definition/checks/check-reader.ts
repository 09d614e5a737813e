import { isObject, type Json, type JsonObject, plainText } from '../../query/json.ts'
import { isPlaceholder } from '../substitutions.ts'
import { jsonataExpression } from './check-expressions.ts'
import type { Place, Report } from './report.ts'
import type { QueryLanguage } from '../types.ts'

/** What the fields of a reader's and a writer's configuration accept. */
const ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  InputType: ['CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST'],
  Transformation: ['NONE', 'LOAD_AND_FLATTEN'],
  ManifestType: ['ATHENA_DATA', 'S3_INVENTORY'],
  CSVDelimiter: ['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'],
  CSVHeaderLocation: ['FIRST_ROW', 'GIVEN'],
}

const WRITER_ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  Transformation: ['NONE', 'COMPACT', 'FLATTEN'],
  OutputType: ['JSON', 'JSONL'],
}

/** The calls of S3 that read items, and the one that writes results. */
const ACTIONS = { ItemReader: ['getObject', 'listObjectsV2'], ResultWriter: ['putObject'] } as const

/** Types of data that have the fields of a CSV file. */
const WITH_HEADERS = ['CSV', 'MANIFEST']

/** Types of data that an Athena manifest may name. */
const ATHENA_TYPES = ['CSV', 'JSONL', 'PARQUET', 'MANIFEST']

/**
 * The place in S3 that a reader or a writer names: a call that there is, and its arguments. A writer may go without, then
 * it shapes the results only.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
export function checkPlace(part: JsonObject, language: QueryLanguage, place: Place, report: Report): void {
  const kind = place.at(-1) as keyof typeof ACTIONS
  const field = language === 'JSONata' ? 'Arguments' : 'Parameters'
  const { Resource: resource, [field]: given } = part
  if (kind === 'ItemReader' && resource === undefined) report.schema('These fields are required: [Resource]', place)
  if (kind === 'ResultWriter' && (resource === undefined) !== (given === undefined)) report.schema(`These fields are required: [${resource === undefined ? 'Resource' : field}]`, place)
  if (kind === 'ResultWriter' && resource === undefined && given === undefined && part.WriterConfig === undefined) {
    report.schema(`A ResultWriter needs a WriterConfig, or Resource and ${field}, or all of them`, place)
  }
  if (typeof resource === 'string' && !isPlaceholder(resource) && !ACTIONS[kind].some(action => resource.endsWith(`:s3:${action}`))) {
    report.schema(`The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`, [...place, 'Resource'])
  }
  if (given === undefined || isObject(given) || isPlaceholder(given)) return
  if (language === 'JSONPath') report.schema('Value must be an object', [...place, field])
  else if (typeof given !== 'string' || jsonataExpression(given) === undefined) report.schema('Value must be an object or a JSONata expression', [...place, field])
}

/**
 * Which fields of a ReaderConfig go together. Sentences and verdicts are those that AWS gave.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
export function checkReader(config: JsonObject, place: Place, report: Report): void {
  checkAccepted(config, ACCEPTED, place, report)
  const { InputType: type, ItemsPointer: pointer, CSVHeaders: headers } = config
  if (type === undefined && config.Transformation === 'LOAD_AND_FLATTEN') report.schema("The field 'InputType' is required", place)
  if (typeof type === 'string' && !isPlaceholder(type)) {
    if (type === 'CSV' && config.CSVHeaderLocation === undefined) report.schema("The field 'CSVHeaderLocation' is required", place)
    if (!WITH_HEADERS.includes(type)) {
      for (const field of ['CSVHeaderLocation', 'CSVHeaders']) if (config[field] !== undefined) report.schema(`Field '${field}' is not supported`, place)
    }
    if (config.ManifestType === 'ATHENA_DATA' && !ATHENA_TYPES.includes(type)) report.schema("Field 'ManifestType' is not supported", place)
  }
  if (config.CSVHeaderLocation === 'GIVEN' && config.CSVHeaders === undefined && WITH_HEADERS.includes(plainText(type))) report.schema('These fields are required: [CSVHeaders]', place)
  if (headers !== undefined && !isPlaceholder(headers) && !(Array.isArray(headers) && headers.length > 0 && headers.every(header => typeof header === 'string'))) {
    report.schema('Value must be an array of strings, and not an empty one', [...place, 'CSVHeaders'])
  }
  if (pointer !== undefined && typeof pointer !== 'string') report.schema('Value must be a string', [...place, 'ItemsPointer'])
  if (typeof pointer === 'string' && pointer !== '' && !pointer.startsWith('/') && !isPlaceholder(pointer)) {
    report.schema(`Invalid input: JSON Pointer expression must start with '/': ${JSON.stringify(pointer)}`, [...place, 'ItemsPointer'])
  }
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html */
export function checkWriter(config: Json | undefined, place: Place, report: Report): void {
  if (isObject(config)) checkAccepted(config, WRITER_ACCEPTED, place, report)
}

function checkAccepted(config: JsonObject, accepted: Readonly<Record<string, readonly string[]>>, place: Place, report: Report): void {
  for (const [field, values] of Object.entries(accepted)) {
    const given = config[field]
    if (given === undefined || isPlaceholder(given) || values.includes(plainText(given))) continue
    report.schema(`Value should be one of [${values.join(', ')}]`, [...place, field])
  }
}
