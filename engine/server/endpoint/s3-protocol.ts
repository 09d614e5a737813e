/** The three actions of S3 that hold one object, addressed by path. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */

import type { Json, JsonObject } from '../../asl/index.ts'
import type { Got, Outgoing } from '../http-client.ts'
import type { Answered } from './answered.ts'
import { xmlRefusal } from './query-protocol.ts'
import { escaped, sha256 } from './signature.ts'

const METHODS: Readonly<Record<string, Outgoing['method']>> = { GetObject: 'GET', PutObject: 'PUT', DeleteObject: 'DELETE' }

/** Headers of an answer that are members of a result, as text. */
const MEMBERS: readonly [header: string, member: string][] = [['content-type', 'ContentType'], ['etag', 'ETag'], ['x-amz-version-id', 'VersionId'], ['x-amz-server-side-encryption', 'ServerSideEncryption']]

/** Parameters that are headers of a request. */
const HEADERS: Readonly<Record<string, string>> = { ContentType: 'Content-Type', IfMatch: 'If-Match', IfNoneMatch: 'If-None-Match' }

/** The request; or, for what is not spoken, what that is. */
export function s3Request(operation: string, { Bucket, Key, Body, ...more }: JsonObject): Outgoing | string {
  if (!Object.hasOwn(METHODS, operation)) return `${operation} of S3: of S3 there are ${Object.keys(METHODS).join(', ')}`
  if (typeof Bucket !== 'string' || typeof Key !== 'string') return `${operation} of S3 without Bucket and Key`
  const other = Object.keys(more).find(name => !Object.hasOwn(HEADERS, name))
  if (other !== undefined) return `the parameter ${other} of S3's ${operation}`
  const body = operation === 'PutObject' ? textOf(Body) : ''
  return {
    method: METHODS[operation]!,
    path: `/${escaped(Bucket)}/${Key.split('/').map(escaped).join('/')}`,
    headers: { 'X-Amz-Content-Sha256': sha256(body), ...Object.fromEntries(Object.entries(more).map(([name, value]) => [HEADERS[name]!, String(value)])) },
    body,
  }
}

export function s3Answer(operation: string, { status, headers, body }: Got): Answered {
  if (status >= 300) return xmlRefusal(status, body, 'Error')
  const told: JsonObject = Object.fromEntries(MEMBERS.flatMap(([header, member]) => typeof headers[header] === 'string' ? [[member, headers[header]]] : []))
  if (operation !== 'GetObject') {
    delete told.ContentType
    return { result: told }
  }
  const changed = Date.parse(headers['last-modified'] ?? '')
  if (!Number.isNaN(changed)) told.LastModified = new Date(changed).toISOString().replace('.000Z', 'Z')
  return { result: { Body: body, ContentLength: Buffer.byteLength(body), Metadata: {}, ...told } }
}

function textOf(body: Json | undefined): string {
  return typeof body === 'string' ? body : JSON.stringify(body ?? '')
}
