import { isObject, type Json, type JsonObject } from '../../query/json.ts'
import { checkJsonata } from './check-expressions.ts'
import { checkAlternatives, checkKinds, checkNumbers, checkPaths } from './check-fields.ts'
import { checkPlace, checkReader, checkWriter } from './check-reader.ts'
import { checkTemplates } from './check-templates.ts'
import type { Place, Report } from './report.ts'
import { isPlaceholder } from '../substitutions.ts'
import type { QueryLanguage } from '../types.ts'

const LABEL_LENGTH = 40

/** White space, wildcards, brackets, punctuation that ARNs use, controls: what a Label may not contain. */
const LABEL_FORBIDDEN = /[\s?*<>{}[\]:;,\\|^~$#%&`"/\p{Cc}]/u

const CONFIG_LANGUAGE: Readonly<Record<string, QueryLanguage>> = { MaxItemsPath: 'JSONPath', MaxItemsPerBatchPath: 'JSONPath', MaxInputBytesPerBatchPath: 'JSONPath', Parameters: 'JSONPath', Arguments: 'JSONata' }

/**
 * What only a Map state has: its label, processor configuration, reader, batcher and writer.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 */
export function checkMap(state: JsonObject, language: QueryLanguage, place: Place, report: Report, labels: Set<string>): void {
  const processorField = state.ItemProcessor === undefined ? 'Iterator' : 'ItemProcessor'
  const processor = state[processorField]
  if (processor === undefined) report.schema('These fields are required: [ItemProcessor]', place)
  else if (isObject(processor)) checkProcessor(processor, [...place, processorField], report)
  checkLabel(state.Label, [...place, 'Label'], report, labels)
  for (const field of ['ItemReader', 'ItemBatcher', 'ResultWriter'] as const) {
    if (isObject(state[field])) checkPart(state[field], language, [...place, field], report)
  }
  if (state.Items !== undefined && language === 'JSONata') checkItems(state.Items, [...place, 'Items'], report)
}

function checkProcessor(processor: JsonObject, place: Place, report: Report): void {
  if (processor.QueryLanguage !== undefined) report.schema("Field 'QueryLanguage' is not supported", place)
  if (!isObject(processor.ProcessorConfig)) return
  const { Mode, ExecutionType } = processor.ProcessorConfig
  const at = [...place, 'ProcessorConfig']
  if (Mode !== undefined && !isPlaceholder(Mode) && Mode !== 'INLINE' && Mode !== 'DISTRIBUTED') report.schema('Value should be one of [INLINE, DISTRIBUTED]', [...at, 'Mode'])
  if (ExecutionType !== undefined && !isPlaceholder(ExecutionType) && ExecutionType !== 'STANDARD' && ExecutionType !== 'EXPRESS') report.schema('Value should be one of [STANDARD, EXPRESS]', [...at, 'ExecutionType'])
}

function checkLabel(label: Json | undefined, place: Place, report: Report, labels: Set<string>): void {
  if (typeof label !== 'string') return
  const forbidden = LABEL_FORBIDDEN.exec(label)?.[0]
  if (label === '') report.error('INVALID_LABEL_NAME', 'Label cannot be empty', place)
  else if ([...label].length > LABEL_LENGTH) report.error('INVALID_LABEL_NAME', `Label cannot exceed ${LABEL_LENGTH} characters`, place)
  else if (forbidden !== undefined) report.error('INVALID_LABEL_NAME', `Label contains invalid character: ${JSON.stringify(forbidden)}`, place)
  else if (labels.has(label)) report.error('DUPLICATE_LABEL_NAME', `There is more than one Map state with the label '${label}'`, place)
  labels.add(label)
}

/** An ItemReader, ItemBatcher or ResultWriter, with its configuration. */
function checkPart(part: JsonObject, language: QueryLanguage, place: Place, report: Report): void {
  const config = isObject(part.ReaderConfig) ? part.ReaderConfig : undefined
  for (const [value, at] of [[part, place], [config, [...place, 'ReaderConfig']]] as const) {
    if (value === undefined) continue
    for (const [field, only] of Object.entries(CONFIG_LANGUAGE)) {
      if (value[field] !== undefined && only !== language) report.schema(`The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${only}' QueryLanguage`, at)
    }
    checkNumbers(value, language, at, report)
    checkAlternatives(value, at, report)
    if (language === 'JSONPath') checkPaths(value, at, report)
  }
  checkKinds(part, place, report)
  if (place.at(-1) !== 'ItemBatcher') checkPlace(part, language, place, report)
  if (config) checkReader(config, [...place, 'ReaderConfig'], report)
  checkWriter(part.WriterConfig, [...place, 'WriterConfig'], report)
  checkTemplates(part, language, place, report)
}

function checkItems(items: Json, place: Place, report: Report): void {
  if (typeof items !== 'string' && !Array.isArray(items)) return report.schema('Value must be an array or a JSONata expression', place)
  checkJsonata(items, place, report)
}
