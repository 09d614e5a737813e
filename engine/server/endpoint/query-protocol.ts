/** The query protocol, as SNS and STS speak it: a form goes out, XML comes back. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */

import type { Json, JsonObject } from '../../asl/index.ts'
import { isObject } from '../../asl/index.ts'
import type { Got, Outgoing } from '../http-client.ts'
import type { Answered } from './answered.ts'
import { escaped } from './signature.ts'
import { readXml } from './xml.ts'

/** Members that are maps, of SNS: how they name keys and values. All other objects are structures. */
const MAPS: Readonly<Record<string, readonly [key: string, value: string]>> = { MessageAttributes: ['Name', 'Value'], Attributes: ['key', 'value'] }

export function queryRequest(version: string, operation: string, parameters: JsonObject): Outgoing {
  const fields: [string, Json][] = [['Action', operation], ['Version', version], ...Object.entries(parameters).flatMap(([name, value]) => flattened(name, name, value!))]
  return {
    method: 'POST',
    path: '/',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: fields.map(([name, value]) => `${escaped(name)}=${escaped(String(value))}`).join('&'),
  }
}

/** @throws Error where a good answer is no XML */
export function queryAnswer(operation: string, { status, body }: Got): Answered {
  if (status < 300) {
    const result = member(readXml(body), `${operation}Response`, `${operation}Result`)
    return { result: isObject(result) ? result : {} }
  }
  return xmlRefusal(status, body, 'ErrorResponse', 'Error')
}

/**
 * What XML says of an error.
 *
 * @param status of the answer
 * @param body the answer
 * @param path where the error stands in it
 */
export function xmlRefusal(status: number, body: string, ...path: string[]): Answered {
  const otherwise = `The endpoint answers with the status ${status}.`
  try {
    const error = member(readXml(body), ...path)
    const { Code, Message } = isObject(error) ? error : {}
    return { code: typeof Code === 'string' ? Code : undefined, message: typeof Message === 'string' && Message !== '' ? Message : otherwise, status }
  }
  catch {
    return { code: undefined, message: otherwise, status }
  }
}

function member(value: Json, ...path: string[]): Json {
  return path.reduce<Json>((within, name) => isObject(within) ? within[name] ?? null : null, value)
}

function flattened(path: string, name: string, value: Json): [string, Json][] {
  if (value === null) return []
  if (Array.isArray(value)) return value.flatMap((item, index) => flattened(`${path}.member.${index + 1}`, '', item))
  if (!isObject(value)) return [[path, value]]
  const map = Object.hasOwn(MAPS, name) ? MAPS[name]! : undefined
  if (!map) return Object.entries(value).flatMap(([key, inner]) => flattened(`${path}.${key}`, key, inner!))
  return Object.entries(value).flatMap(([key, inner], index): [string, Json][] => [
    [`${path}.entry.${index + 1}.${map[0]}`, key],
    ...flattened(`${path}.entry.${index + 1}.${map[1]}`, '', inner!),
  ])
}
