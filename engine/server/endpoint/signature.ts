/** Signature Version 4. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */

import { createHash, createHmac } from 'node:crypto'
import type { Outgoing } from '../http-client.ts'

/** Whose request it is, and what it is for. */
export interface SigningScope {
  accessKey: string
  secretKey: string
  region: string
  /** As the service signs: `dynamodb`, `events`. */
  service: string
  /** Milliseconds since the epoch. */
  now: number
}

/**
 * The headers that sign a request: `Authorization` and `X-Amz-Date`. Endpoints on this machine take any secret; what they read is the service, the region and
 * the key.
 *
 * @param request its headers, `Host` among them, are signed all of them; its path is escaped already
 * @param scope whose it is
 */
export function signatureHeaders({ method, path, headers, body }: Outgoing, { accessKey, secretKey, region, service, now }: SigningScope): Record<'Authorization' | 'X-Amz-Date', string> {
  const moment = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, '')
  const day = moment.slice(0, 8)
  const all = Object.entries({ ...headers, 'X-Amz-Date': moment }).map(([name, value]): [string, string] => [name.toLowerCase(), value.trim().replace(/ +/g, ' ')]).sort(byName)
  const signed = all.map(([name]) => name).join(';')
  const [resource = '/', query = ''] = path.split('?')
  // All services but S3 escape what is escaped already once more.
  const canonicalPath = service === 's3' ? resource : resource.split('/').map(escaped).join('/')
  const canonicalQuery = query.split('&').filter(part => part !== '').map(part => part.includes('=') ? part : `${part}=`).sort().join('&')
  const canonical = [method, canonicalPath, canonicalQuery, ...all.map(([name, value]) => `${name}:${value}`), '', signed, sha256(body)].join('\n')
  const place = `${day}/${region}/${service}/aws4_request`
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>((secret, part) => createHmac('sha256', secret).update(part).digest(), `AWS4${secretKey}`)
  const signature = createHmac('sha256', key).update(['AWS4-HMAC-SHA256', moment, place, sha256(canonical)].join('\n')).digest('hex')
  return { 'X-Amz-Date': moment, 'Authorization': `AWS4-HMAC-SHA256 Credential=${accessKey}/${place}, SignedHeaders=${signed}, Signature=${signature}` }
}

/** Escapes all that RFC 3986 does not leave alone, as signatures and queries want it. */
export function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** The digest of a body, as `x-amz-content-sha256` has it. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : 1
}
