import { expect, test } from 'vitest'
import { S3 } from '../../../engine/simulation/account/services/s3.ts'
import { run } from './support.ts'

test.each([
  ['CSV', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, 'id,name\n1,a', { id: '1', name: 'a' }],
  ['CSV with a quoted header', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, '"id",name\n1,a', { id: '1', name: 'a' }],
  ['JSON', { InputType: 'JSON' }, '[{"id":1}]', { id: 1 }],
  ['JSON Lines', { InputType: 'JSONL' }, '{"id":1}\n', { id: 1 }],
])('a byte-order mark is no part of a %s file that a Distributed Map reads', async (_, ReaderConfig, body, item) => {
  const objects = new S3({ anyBucket: true })
  objects.put('b', 'k', `\uFEFF${body}`)
  const { status, output } = await run({
    StartAt: 'M',
    States: { M: { Type: 'Map', ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig, Parameters: { Bucket: 'b', Key: 'k' } }, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, End: true } },
  }, { objects })
  expect([status, output]).toEqual(['SUCCEEDED', [item]])
})
