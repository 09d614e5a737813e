import type { Buffer } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { cacheControl, securityHeaders } from '../vite/built/policy.mjs'
import { hasAlready, partOf, takesGzip } from './conditions.ts'
import { DeckFiles } from './files.ts'
import { isOwnHost } from './own-host.ts'

export interface DeckOptions {
  /** The built deck. */
  dir: string
  /** Where it stands, such as `/talk/`. */
  base?: string
  /** Leaves the deck's security headers out when false: for decks that are not ours. */
  headers?: boolean
  /** Other names of this machine than its addresses, for the Host header. */
  names?: readonly string[]
  /** What is sent instead of a file's content. */
  change?: (file: string, body: Buffer) => Buffer
  /** Whether who asks may have a file of the deck. */
  mayRead?: (request: IncomingMessage, file: string) => boolean
}

/**
 * Answers for a built deck as the hosts in hosting/ do: the same headers, gzip, parts of files, a folder's index.html, the deck's
 * 404.html for what is not there, and nothing outside the base path. No request ends it.
 */
export function deckHandler({ dir, base = '/', headers = true, names, change, mayRead = () => true }: DeckOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const files = new DeckFiles(dir, change)

  function answer(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(headers ? securityHeaders : {}))
      response.setHeader(name, value)
    if (!isOwnHost(request.headers.host, names))
      return say(response, 403, 'This server answers for this machine only, by the name localhost or its addresses.')
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      return say(response, 405, `The deck can be read, nothing else; ${request.method} is not answered.`)
    }
    const path = pathOf(request.url ?? '/')
    if (path === undefined)
      return say(response, 400, 'That is no address.')
    if (`${path}/` === base)
      return redirect(response, base)
    const found = path.startsWith(base) ? files.find(path.slice(base.length)) : undefined
    if (!found)
      return missing(request, response)
    if ('folder' in found)
      return redirect(response, `${base}${encodeURI(found.folder)}/`)
    if (!mayRead(request, found.file))
      return say(response, 403, 'That is for the presenter.')
    send(request, response, found.file, 200)
  }

  function missing(request: IncomingMessage, response: ServerResponse): void {
    const page = files.find('404.html')
    if (page && 'file' in page && /\btext\/html\b/.test(request.headers.accept ?? ''))
      return send(request, response, page.file, 404)
    say(response, 404, `There is nothing here; the deck is at ${base}`)
  }

  function send(request: IncomingMessage, response: ServerResponse, file: string, status: number): void {
    const { body, gzipped, tag, type } = files.read(file)
    response.setHeader('Content-Type', type)
    response.setHeader('Cache-Control', cacheControl(file))
    response.setHeader('Vary', 'Accept-Encoding')
    const asked = status === 200 && request.headers.range && unchanged(request.headers['if-range']?.toString(), tag) ? partOf(request.headers.range, body.length) : undefined
    const zipped = !asked && gzipped && takesGzip(String(request.headers['accept-encoding'] ?? ''))
    if (status === 200) {
      const sent = `"${tag}${zipped ? '-gzip' : ''}"`
      response.setHeader('Accept-Ranges', 'bytes')
      response.setHeader('ETag', sent)
      if (hasAlready(request.headers['if-none-match'], sent)) {
        response.writeHead(304).end()
        return
      }
    }
    if (asked === 'outside') {
      response.setHeader('Content-Range', `bytes */${body.length}`)
      return say(response, 416, `The file has ${body.length} bytes.`)
    }
    if (asked)
      response.setHeader('Content-Range', `bytes ${asked.first}-${asked.last}/${body.length}`)
    if (zipped)
      response.setHeader('Content-Encoding', 'gzip')
    const content = asked ? body.subarray(asked.first, asked.last + 1) : zipped ? gzipped : body
    response.writeHead(asked ? 206 : status, { 'Content-Length': content.length })
    response.end(request.method === 'HEAD' ? undefined : content)
  }

  return (request, response) => {
    try {
      answer(request, response)
    }
    catch {
      // A file that goes away, or may not be read, between finding and sending it.
      if (response.headersSent)
        response.destroy()
      else
        say(response, 404, 'The file is not there any more, or may not be read.')
    }
  }
}

/** Answers with a sentence. */
export function say(response: ServerResponse, status: number, sentence: string): void {
  response.removeHeader('ETag')
  response.setHeader('Cache-Control', 'no-cache')
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' })
  response.end(response.req.method === 'HEAD' ? undefined : `${sentence}\n`)
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(301, { 'Location': location, 'Cache-Control': 'no-cache', 'Content-Length': 0 }).end()
}

/** The decoded path of a request's address; undefined where it is no path, or one that no file can have. */
function pathOf(url: string): string | undefined {
  const raw = url.replace(/[?#].*$/s, '')
  try {
    const path = decodeURIComponent(raw)
    return path.startsWith('/') && !path.includes('\0') ? path : undefined
  }
  catch {}
}

function unchanged(condition: string | undefined, tag: string): boolean {
  return condition === undefined || condition === `"${tag}"`
}

/** A base path with its slashes: `talk` is `/talk/`. */
export function baseOf(text: string): string {
  return `/${text.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/')
}
