/**
 * ResultWriter: exports the results of a Map Run to S3, or shapes them where they stay in the output.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */

import type { QueryLanguage, ResultWriter } from '../definition/types.ts'
import { compileTemplate } from '../query/index.ts'
import type { Json, JsonObject } from '../query/json.ts'
import { isObject, textBytes } from '../query/json.ts'
import { isoTime } from '../execution/turns/clock.ts'
import { StateFailure } from '../execution/failure.ts'
import type { MapRun } from '../execution/map-run/map-run.ts'
import type { ChildDescription } from '../execution/map-run/map-run-children.ts'
import type { ObjectStore } from '../execution/map-run/object-store.ts'
import { ITEMS_IN_A_TURN, type Steps, TURN } from '../execution/turns/coroutine.ts'
import type { StateVisit } from '../execution/strand.ts'
import { type ResultFileOptions, resultFiles } from './result-files.ts'

/** Gives the Map state's result, and writes the files where the definition names a bucket. Throws States.ResultWriterFailed. */
export type ReadyWriter = (run: MapRun, store: ObjectStore | undefined) => Steps<Json>

export function compileResultWriter(writer: ResultWriter, language: QueryLanguage): (visit: StateVisit) => Steps<ReadyWriter> {
  const target = language === 'JSONata' ? writer.Arguments : writer.Parameters
  const compiled = target === undefined ? undefined : compileTemplate(target, language, { field: language === 'JSONata' ? 'ResultWriter/Arguments' : undefined })
  const transformation = writer.WriterConfig?.Transformation ?? (compiled ? 'NONE' : 'COMPACT')
  const jsonLines = writer.WriterConfig?.OutputType === 'JSONL'

  return function* (visit): Steps<ReadyWriter> {
    const answer = compiled?.evaluate(visit)
    const place = answer instanceof Promise ? (yield answer) as Json : answer
    if (place === undefined) return function* (run) { return Array.from(run.children).flatMap(child => shape(child!, transformation)) }
    const most = visit.strand.execution.limits.resultFileBytes
    return (run, store) => exportTo(run, store, place, { jsonLines, most, rowsOf: index => shape(run.children.at(index)!, transformation) })
  }
}

/** What of a child stands in the results: one entry, or with FLATTEN those of its array. One that has failed is described whatever the transformation is. */
function shape(child: ChildDescription, transformation: string): Json[] {
  if (transformation === 'NONE' || child.status !== 'SUCCEEDED') return [describe(child)]
  const output = child.output!
  return transformation === 'FLATTEN' && Array.isArray(output) ? output : [output]
}

/** A child's output, or how it ended where a failure was tolerated. */
export function outputOf(child: ChildDescription | undefined): Json {
  return child!.status === 'SUCCEEDED' ? child!.output! : { Status: child!.status, Error: child!.error ?? null, Cause: child!.cause ?? null }
}

function describe(execution: ChildDescription): JsonObject {
  return {
    ExecutionArn: execution.arn,
    Input: JSON.stringify(execution.input),
    InputDetails: { Included: true },
    Name: execution.name,
    ...(execution.status === 'SUCCEEDED' ? { Output: JSON.stringify(execution.output), OutputDetails: { Included: true } } : { Error: execution.error ?? null, Cause: execution.cause ?? null }),
    RedriveCount: execution.redriveCount,
    StartDate: isoTime(execution.startedAt),
    StateMachineArn: execution.machineArn,
    Status: execution.status,
    ...(execution.endedAt === undefined ? {} : { StopDate: isoTime(execution.endedAt) }),
  }
}

function* exportTo(run: MapRun, store: ObjectStore | undefined, place: Json, options: ResultFileOptions): Steps<Json> {
  const { Bucket: bucket, Prefix: prefix } = (isObject(place) ? place : {}) as { Bucket?: Json, Prefix?: Json }
  if (!store || typeof bucket !== 'string') throw new StateFailure('States.ResultWriterFailed', 'The results can\'t be written: there is no such bucket.')
  const id = run.arn.slice(run.arn.lastIndexOf(':') + 1)
  const folder = `${typeof prefix === 'string' && prefix !== '' ? `${prefix.replace(/\/$/, '')}/` : ''}${id}`
  const files: Record<string, Json[]> = { FAILED: [], PENDING: [], SUCCEEDED: [] }
  for (const kind of ['SUCCEEDED', 'FAILED'] as const) {
    const indexes = Array.from({ length: run.children.length }, (_, index) => index).filter(index => (run.children.statusOf(index) === 'SUCCEEDED') === (kind === 'SUCCEEDED'))
    const written = resultFiles(options, ({ text, bytes, count }) => {
      const key = `${folder}/${kind}_${files[kind]!.length}.json`
      // One that has succeeded stays as it is; the others may be redriven.
      if (kind === 'SUCCEEDED' && store.putLazily) store.putLazily(bucket, key, text)
      else store.put(bucket, key, text())
      files[kind]!.push({ Key: key, Size: bytes })
      run.resultFiles.push({ key, status: kind, count, bytes })
    })
    for (const [done, index] of indexes.entries()) {
      if (done > 0 && done % ITEMS_IN_A_TURN === 0) yield TURN
      written.add(index)
    }
    written.end()
  }
  const manifest = JSON.stringify({ DestinationBucket: bucket, MapRunArn: run.arn, ResultFiles: files })
  store.put(bucket, `${folder}/manifest.json`, manifest)
  run.resultFiles.push({ key: `${folder}/manifest.json`, bytes: textBytes(manifest) })
  return { MapRunArn: run.arn, ResultWriterDetails: { Bucket: bucket, Key: `${folder}/manifest.json` } }
}
