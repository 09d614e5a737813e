import { describe, expect, test } from 'vitest'
import type { Json } from '../../../engine/asl/index.ts'
import { runCase } from '../../../engine/simulation/run/recorded-case.ts'
import { readTable, sources } from './sources.ts'

interface Row {
  is: string
  map?: Record<string, Json>
  inline?: true
  jsonata?: true
  input?: Record<string, Json>
  /** ReaderConfig of a reader of the object "file" in the bucket "b", or of the bucket's list under in/. */
  reader?: Json
  list?: Json
  arguments?: Record<string, Json>
  file?: string
  files?: Record<string, string>
  /** The first character of the file so many times. */
  widen?: number
  /** So many of the three items fail. */
  fail?: number
  exceeded?: boolean
  output?: Json
  /** The first of the outputs. */
  first?: Json
  /** The key of the manifest that a ResultWriter leaves behind. */
  written?: string
  error?: string
  cause?: string
  source: string
}

describe('options of a Map at the ends of what they take', () => {
  test.each(readTable<Row>('map.yaml'))('$about: $is · $source', async (row) => {
    expect(Object.keys(sources)).toContain(row.source)
    const result = await runCase(caseOf(row))
    if (row.exceeded === true) expect(result).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' })
    else if (row.error === undefined) expect(result).toMatchObject({ status: 'SUCCEEDED' })
    else expect([result.status, result.error, result.cause]).toEqual(['FAILED', row.error, expect.stringContaining(row.cause!)])
    if (row.output !== undefined) expect(result.output).toStrictEqual(row.output)
    if (row.written !== undefined) expect(result.output).toMatchObject({ ResultWriterDetails: { Bucket: 'b', Key: expect.stringMatching(new RegExp(row.written)) as string } })
    if (row.first !== undefined) expect((result.output as Json[])[0]).toStrictEqual(row.first)
  })
})

function caseOf({ map, inline, jsonata, input, reader, list, arguments: more, file, widen = 1, files, fail }: Row): Parameters<typeof runCase>[0] {
  const objects = { ...file === undefined ? {} : { file: file.slice(0, 1).repeat(widen) + file.slice(1) }, marker: '', ...files }
  return {
    definition: {
      ...jsonata ? { QueryLanguage: 'JSONata' as const } : {},
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          ...reader || list
            ? { ItemReader: {
                Resource: `arn:aws:states:::s3:${reader ? 'getObject' : 'listObjectsV2'}`,
                ReaderConfig: reader ?? list,
                [jsonata ? 'Arguments' : 'Parameters']: { Bucket: 'b', ...reader ? { Key: 'file' } : { Prefix: 'in/' }, ...more },
              } }
            : jsonata ? { Items: '{% $states.input.list %}' } : { ItemsPath: '$.list' },
          ItemProcessor: { ...inline ? {} : { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }, ...fail === undefined ? passing : failing },
          ...map,
          End: true,
        },
      },
    },
    input: fail === undefined ? input ?? {} : { list: [1, 2, 3].map(n => n <= fail), ...input },
    s3: Object.entries(objects).map(([key, body]) => ({ bucket: 'b', key, body })),
  } as unknown as Parameters<typeof runCase>[0]
}

const passing = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }

/** Fails for true, and for a batch that begins with it. */
const failing = {
  StartAt: 'C',
  States: {
    C: { Type: 'Choice', Choices: [{ And: [{ Variable: '$.Items', IsPresent: true }, { Variable: '$.Items[0]', BooleanEquals: true }], Next: 'F' }, { Variable: '$', BooleanEquals: true, Next: 'F' }], Default: 'P' },
    F: { Type: 'Fail', Error: 'Bad', Cause: 'luck' },
    P: { Type: 'Pass', End: true },
  },
}
