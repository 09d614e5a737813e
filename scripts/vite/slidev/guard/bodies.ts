import type { IncomingMessage } from 'node:http'
import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import { isMap, parseDocument } from 'yaml'

/** What a request asks for can not be done; the message is one sentence for whoever sent it. */
export class BadRequest extends Error {}

/** No slide and no drawing of this deck comes near it. */
const LARGEST = 2_000_000

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads the body of a request as JSON and puts it back for the next who reads it.
 *
 * @returns the object that it holds
 * @throws BadRequest when it is larger than two megabytes, no JSON object, or names what belongs to every object
 */
export async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    // Read to its end all the same: whoever is cut off in the middle of sending gets no answer.
    if (size <= LARGEST)
      chunks.push(chunk as Buffer)
  }
  if (size > LARGEST)
    throw new BadRequest(`The body is larger than ${LARGEST} bytes.`)
  const body = Buffer.concat(chunks)
  const value = parse(body.toString('utf8'))
  if (!isRecord(value))
    throw new BadRequest('The body is no JSON object.')
  const again = Readable.from(body.length ? [body] : [])
  Object.assign(request, { on: again.on.bind(again), once: again.once.bind(again), pipe: again.pipe.bind(again) })
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, (key, value) => {
      if (FORBIDDEN.has(key))
        throw new BadRequest(`${key} is no name for anything here.`)
      return value
    })
  }
  catch (error) {
    throw error instanceof BadRequest ? error : new BadRequest(`The body is no JSON: ${(error as Error).message}`)
  }
}

/**
 * Whether Slidev can take a change of a slide as it is.
 *
 * @throws BadRequest
 */
export function checkSlide(body: Record<string, unknown>): void {
  for (const name of ['content', 'note', 'frontmatterRaw']) {
    if (body[name] != null && typeof body[name] !== 'string')
      throw new BadRequest(`${name} must be a text.`)
  }
  if (body.frontmatter != null && !isRecord(body.frontmatter))
    throw new BadRequest('frontmatter must be an object.')
  if (typeof body.frontmatterRaw === 'string') {
    const { contents, errors } = parseDocument(body.frontmatterRaw)
    if (errors.length || (contents !== null && !isMap(contents)))
      throw new BadRequest('frontmatterRaw must be a YAML mapping.')
  }
}

/**
 * Whether a change of what all windows share keeps its kind.
 *
 * @param body what is sent: `data`, or a `patch`
 * @param now what is there, whose kind it must have
 * @throws BadRequest
 */
export function checkShared(body: Record<string, unknown>, now: unknown): void {
  const value = body.patch || body.data
  if (typeof value !== typeof now || Array.isArray(value) !== Array.isArray(now) || (value === null) !== (now === null))
    throw new BadRequest(`data or patch must be of the kind that is there: ${typeof now}.`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
