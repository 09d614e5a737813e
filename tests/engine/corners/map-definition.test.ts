import { describe, expect, test } from 'vitest'
import { type Json, type StateMachineDefinition, validate } from '../../../engine/asl/index.ts'
import { readTable, sources } from './sources.ts'

interface Row {
  reader?: Json
  list?: true
  jsonata?: true
  map?: Record<string, Json>
  says: string[]
  source: string
}

describe('options of a Map that a definition may have', () => {
  test.each(readTable<Row>('map-definition.yaml').map(row => ({ ...row, given: JSON.stringify(row.reader === undefined ? row.map : row.reader) })))('$about $given · $source', ({ reader, list, jsonata, map, says, source }) => {
    expect(Object.keys(sources)).toContain(source)
    const place = { Bucket: 'b', ...list ? {} : { Key: 'k' } }
    const definition = {
      QueryLanguage: jsonata ? 'JSONata' : 'JSONPath',
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          ...reader !== undefined ? { ItemReader: { Resource: `arn:aws:states:::s3:${list ? 'listObjectsV2' : 'getObject'}`, ReaderConfig: reader, [jsonata ? 'Arguments' : 'Parameters']: place } } : {},
          ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
          ...map,
          End: true,
        },
      },
    }
    const { diagnostics } = validate(definition as unknown as StateMachineDefinition, { advice: false })
    expect(diagnostics.filter(({ severity }) => severity === 'ERROR').map(({ message }) => message)).toEqual(says.map(sentence => sentence.startsWith('/') ? expect.stringContaining(sentence.slice(1, -1)) as string : sentence))
  })
})
