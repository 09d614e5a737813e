// @ts-check
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, relative, resolve, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { cacheControl, securityHeaders } from '../vite/policy.mjs'

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
  '.yaml': 'text/yaml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
}
const compressible = /^text\/|json|svg/

/**
 * A web server that answers for a built deck as the hosts in hosting/ do: the same headers, gzip, a folder's
 * index.html, 404 for what is not there, and nothing outside the base path.
 * @param {{ dir: string, base?: string, headers?: boolean }} options `dir` the built deck; `base` such as `/talk/`, by
 *   default `/`; `headers: false` leaves the deck's security headers out, for decks that are not ours
 * @returns {import('node:http').Server} not listening yet
 */
export function deckServer({ dir, base = '/', headers = true }) {
  const root = resolve(dir)
  /** @type {Map<string, { modified: number, body: Buffer, gzipped?: Buffer, tag: string }>} */
  const kept = new Map()

  /** @param {string} file */
  function read(file) {
    const modified = statSync(file).mtimeMs
    let entry = kept.get(file)
    if (!entry || entry.modified !== modified) {
      const body = readFileSync(file)
      const gzipped = compressible.test(types[extname(file)] ?? '') ? gzipSync(body, { level: 9 }) : undefined
      entry = { modified, body, gzipped, tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"` }
      kept.set(file, entry)
    }
    return entry
  }

  return createServer((request, response) => {
    const path = pathInside(request.url ?? '/', base)
    const file = path === undefined ? undefined : join(root, path.endsWith('/') || path === '' ? `${path}index.html` : path)
    for (const [name, value] of Object.entries(headers ? securityHeaders : {}))
      response.setHeader(name, value)
    if (file === undefined || !isFileIn(root, file)) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`Nothing at ${request.url}; the deck is at ${base}\n`)
      return
    }
    const { body, gzipped, tag } = read(file)
    response.setHeader('ETag', tag)
    response.setHeader('Cache-Control', cacheControl(relative(root, file).split(sep).join('/')))
    response.setHeader('Vary', 'Accept-Encoding')
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream')
    if (request.headers['if-none-match'] === tag) {
      response.writeHead(304).end()
      return
    }
    const zipped = gzipped && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
    if (zipped)
      response.setHeader('Content-Encoding', 'gzip')
    const answer = zipped ? gzipped : body
    response.writeHead(200, { 'Content-Length': answer.length })
    response.end(request.method === 'HEAD' ? undefined : answer)
  })
}

/**
 * The path inside the deck that a request asks for, or undefined when it asks for something outside the base.
 * @param {string} url
 * @param {string} base
 */
function pathInside(url, base) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
    return path.startsWith(base) ? path.slice(base.length) : undefined
  }
  catch {
    return undefined
  }
}

/**
 * @param {string} root
 * @param {string} file
 */
function isFileIn(root, file) {
  return file.startsWith(root + sep) && statSync(file, { throwIfNoEntry: false })?.isFile() === true
}
