import { describe, expect, test } from 'vitest'
import type { Json } from '../../../engine/asl/index.ts'
import { S3 } from '../../../engine/simulation/account/services/s3.ts'
import { start } from './support.ts'

// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html: a file beyond a size is followed by another one with the next number.

const processor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'C', States: { C: { Type: 'Choice', Choices: [{ Variable: '$.bad', IsPresent: true, Next: 'F' }], Default: 'P' }, P: { Type: 'Pass', OutputPath: '$.out', End: true }, F: { Type: 'Fail', Error: 'Bad' } } }

async function write(input: Json, writerConfig: object | undefined, resultFileBytes: number) {
  const objects = new S3({ anyBucket: true })
  const ResultWriter = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Prefix: 'p' }, ...writerConfig ? { WriterConfig: writerConfig } : {} }
  const { clock, execution } = start({ StartAt: 'M', States: { M: { Type: 'Map', ToleratedFailurePercentage: 100, ItemProcessor: processor, ResultWriter, End: true } } }, { input, objects, limits: { resultFileBytes } })
  await clock.run()
  const { MapRunArn, ResultWriterDetails: { Key } } = execution.output as { MapRunArn: string, ResultWriterDetails: { Key: string } }
  const manifest = JSON.parse(objects.get('b', Key)!) as { MapRunArn: string, ResultFiles: Record<string, { Key: string, Size: number }[]> }
  expect(manifest.MapRunArn).toBe(MapRunArn)
  const folder = Key.replace('manifest.json', '')
  const files = Object.values(manifest.ResultFiles).flat().map(({ Key, Size }) => {
    const body = objects.get('b', Key)!
    expect(Size).toBe(new TextEncoder().encode(body).length)
    return [Key.replace(folder, ''), body] as const
  })
  return { files, manifest, run: execution.mapRuns[0]! }
}

const outs = (...values: Json[]): Json => values.map(out => ({ out }))

describe('results are written in files of a size', () => {
  test.each<[string, Json, object | undefined, number, [string, string][]]>([
    ['all in one', outs('a', 'b'), { Transformation: 'COMPACT' }, 100, [['SUCCEEDED_0.json', '["a","b"]']]],
    ['just full', outs('aaa', 'bbb', 'c'), { Transformation: 'COMPACT' }, 13, [['SUCCEEDED_0.json', '["aaa","bbb"]'], ['SUCCEEDED_1.json', '["c"]']]],
    ['by lines', outs('aaa', 'bbb', 'c'), { Transformation: 'COMPACT', OutputType: 'JSONL' }, 13, [['SUCCEEDED_0.json', '"aaa"\n"bbb"\n'], ['SUCCEEDED_1.json', '"c"\n']]],
    ['wide letters', outs('é€😀', 'é€😀'), { Transformation: 'COMPACT' }, 20, [['SUCCEEDED_0.json', '["é€😀"]'], ['SUCCEEDED_1.json', '["é€😀"]']]],
    ['a row larger than a file', outs('x', 'y'.repeat(30), 'z'), { Transformation: 'COMPACT' }, 10, [['SUCCEEDED_0.json', '["x"]'], ['SUCCEEDED_1.json', `["${'y'.repeat(30)}"]`], ['SUCCEEDED_2.json', '["z"]']]],
    ['flattened, the rows of a child together', outs(['a', 'b'], ['c', 'd'], [], 'e'), { Transformation: 'FLATTEN' }, 12, [['SUCCEEDED_0.json', '["a","b"]'], ['SUCCEEDED_1.json', '["c","d"]'], ['SUCCEEDED_2.json', '["e"]']]],
    ['flattened to nothing', outs([], []), { Transformation: 'FLATTEN' }, 12, [['SUCCEEDED_0.json', '[]']]],
    ['nothing at all', [], { Transformation: 'COMPACT' }, 12, []],
  ])('%s', async (_what, input, config, most, expected) => {
    expect((await write(input, config, most)).files).toEqual(expected)
  })

  test.each([{ Transformation: 'COMPACT' }, { Transformation: 'FLATTEN' }])('of one that failed everything is written, whatever the transformation: $Transformation', async (config) => {
    const { files } = await write([{ out: 1 }, { bad: 1 }], config, 1000)
    expect(files.map(([key, body]) => [key, JSON.parse(body) as unknown])).toEqual([
      ['FAILED_0.json', [expect.objectContaining({ Input: '{"bad":1}', Status: 'FAILED', Error: 'Bad', RedriveCount: 0 })]],
      ['SUCCEEDED_0.json', [1]],
    ])
  })

  test('those that failed have files of their own, each child described', async () => {
    const { files, manifest, run } = await write([{ out: 1 }, { bad: 1 }, { bad: 2 }, { out: 2 }], undefined, 500)
    expect(files.map(([key]) => key)).toEqual(['FAILED_0.json', 'FAILED_1.json', 'SUCCEEDED_0.json', 'SUCCEEDED_1.json'])
    expect(manifest.ResultFiles.PENDING).toEqual([])
    expect(files.map(([, body]) => (JSON.parse(body) as { Input: string }[]).map(({ Input }) => Input))).toEqual([['{"bad":1}'], ['{"bad":2}'], ['{"out":1}'], ['{"out":2}']])
    expect(run.resultFiles.map(({ count }) => count)).toEqual([1, 1, 1, 1, undefined])
  })
})
