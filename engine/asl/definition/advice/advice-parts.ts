import { isObject, type Json } from '../../query/json.ts'
import { MISSPELT_LANGUAGE } from './advice-language.ts'
import type { AdvisedState } from './advised-state.ts'

/** The fields of a Map's parts, each under its place in the state. */
const PARTS: readonly (readonly [place: readonly string[], fields: readonly string[]])[] = [
  [['ItemReader'], ['Resource', 'Parameters', 'Arguments', 'ReaderConfig']],
  [['ItemReader', 'ReaderConfig'], ['InputType', 'CSVDelimiter', 'CSVHeaderLocation', 'CSVHeaders', 'ItemsPointer', 'ManifestType', 'Transformation', 'MaxItems', 'MaxItemsPath']],
  [['ItemBatcher'], ['BatchInput', 'MaxItemsPerBatch', 'MaxItemsPerBatchPath', 'MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath']],
  [['ResultWriter'], ['Resource', 'Parameters', 'Arguments', 'WriterConfig']],
  [['ResultWriter', 'WriterConfig'], ['Transformation', 'OutputType']],
  [['ItemProcessor', 'ProcessorConfig'], ['Mode', 'ExecutionType']],
]

/** Advice on fields of a Map's reader, batcher, writer and processor that nothing reads: most are misspelt. */
export function adviseOnParts({ state, note }: AdvisedState): void {
  for (const [place, fields] of PARTS) {
    const part = place.reduce<Json | undefined>((value, step) => value !== undefined && isObject(value) ? value[step] : undefined, state)
    if (part === undefined || !isObject(part)) continue
    for (const field of Object.keys(part)) {
      if (field !== 'Comment' && !fields.includes(field) && !MISSPELT_LANGUAGE.test(field)) note('UNKNOWN_FIELD', `Nothing reads the field '${field}' here. ${place.at(-1)} has ${fields.join(', ')}.`, ...place, field)
    }
  }
}
