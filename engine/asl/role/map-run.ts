import { isObject, type Json, type JsonObject } from '../query/json.ts'
import { given, type Given } from './arguments.ts'
import { arnAt, type Place } from './resources.ts'
import type { Permission } from './statement.ts'

/**
 * What a Distributed Map needs for its own child executions, its reader and its writer; nothing for an inline Map.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
 */
export function mapRunPermissions(name: string, state: JsonObject, place: Place): Permission[] {
  const processor = state.ItemProcessor ?? state.Iterator
  const config = isObject(processor) && isObject(processor.ProcessorConfig) ? processor.ProcessorConfig : {}
  if (config.Mode !== 'DISTRIBUTED')
    return []
  const machine = arnAt(place, 'states', `stateMachine:${place.machine}`)
  const executions = arnAt(place, 'states', `execution:${place.machine}`)
  const label = given(state, 'Label')
  return [
    { actions: ['states:StartExecution'], resources: [machine], states: [name], reasons: [`${name} starts a child execution of this machine for each item or batch`] },
    { actions: ['states:DescribeExecution', 'states:StopExecution'], resources: [`${executions}:*`], states: [name], reasons: [`${name} watches its child executions, and stops them when it ends early`] },
    { actions: ['states:RedriveExecution'], resources: [`${executions}/${textOf(label, '*')}:*`], states: [name], reasons: [`a redrive of the Map Run of ${name} redrives its failed children`] },
    ...reader(name, state.ItemReader ?? null, place),
    ...writer(name, state.ResultWriter ?? null, place),
  ]
}

function reader(name: string, value: Json, { partition }: Place): Permission[] {
  if (!isObject(value))
    return []
  const { bucket, key, prefix } = whereOf(value)
  const lists = typeof value.Resource === 'string' && value.Resource.includes('listObjects')
  const config = isObject(value.ReaderConfig) ? value.ReaderConfig : {}
  // An inventory's manifest names files of its own.
  const whole = lists || config.InputType === 'MANIFEST'
  return [
    { actions: ['s3:GetObject'], resources: [`arn:${partition}:s3:::${bucket}/${whole ? `${textOf(prefix, '')}*` : textOf(key, '*')}`], states: [name], reasons: [`${name} reads its items${whole ? ', in files that are known only at run time' : ''}`] },
    ...lists ? [{ actions: ['s3:ListBucket'], resources: [`arn:${partition}:s3:::${bucket}`], states: [name], reasons: [`${name} lists its items`] }] : [],
  ]
}

function writer(name: string, value: Json, { partition }: Place): Permission[] {
  if (!isObject(value) || typeof value.Resource !== 'string')
    return []
  const { bucket, prefix } = whereOf(value)
  const folder = textOf(prefix, '')
  return [{
    actions: ['s3:PutObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'],
    resources: [`arn:${partition}:s3:::${bucket}/${folder}${folder === '' || folder.endsWith('/') ? '' : '/'}*`],
    states: [name],
    reasons: [`${name} writes its results, in a folder for each Map Run`],
  }]
}

function whereOf(value: JsonObject): { bucket: string, key: Given, prefix: Given } {
  const written = value.Arguments ?? value.Parameters
  const values = isObject(written) ? written : {}
  return { bucket: textOf(given(values, 'Bucket'), '*'), key: given(values, 'Key'), prefix: given(values, 'Prefix') }
}

function textOf(value: Given, otherwise: string): string {
  return value.kind === 'text' ? value.text : otherwise
}
