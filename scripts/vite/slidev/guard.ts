import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin, ViteDevServer } from 'vite'
import { randomUUID } from 'node:crypto'
import { BadRequest, checkShared, checkSlide, readBody } from './guard/bodies.ts'
import { isForeign, isLocal, isOwn } from './guard/origin.ts'
import { stayUp } from './guard/stay-up.ts'

/** What Slidev's windows share by themselves, each with something of its kind. */
const SLIDEV_SHARES = { sync: false, nav: {}, drawings: {}, snapshots: {} }

/**
 * What stands at which address of Slidev 53's and Vite's own server, beside files: who may use it, and with which method.
 * - `/__slidev/slides/3.json`: a slide with its notes; POST writes the Markdown file.
 * - `/@server-ref/nav`, `/@server-reactive/nav`: what the windows share; POST steers them.
 * - `/__mcp`: Slidev's server for agents, which edits slides; `mcp: true` in slides.md turns it on.
 * - `/__open-in-editor`: starts an editor, with GET.
 * - `/__inspect`, `/.vite-inspect`: Vite's inspector with --inspect, files only.
 */
const SLIDE = /^\/__slidev\/slides\/\d+\.json$/
const SHARED = /^\/@server-(?:ref|reactive)\/([\w-]+)$/
// Large letters are small ones to Connect.
const GUARDED = /^\/(?:__slidev|@server-ref|@server-reactive|__mcp|__open-in-editor|__inspect|\.vite-inspect)(?:[/.]|$)/i

/**
 * While the deck is served from `npm start`, nobody but its own pages writes, steers, opens or runs anything: any other
 * page that is open in the browser can send requests to localhost, and Slidev asks none of them where it comes from.
 * What is refused is a 403 and a line in the terminal; what is broken is a 400, and the server stays.
 *
 * Programs without a page, curl among them, may read and not write. Slidev's server for agents is the exception, being for
 * programs: it refuses pages only, and is off unless slides.md says `mcp: true`. Files are changed from this machine only.
 */
export function guard(): Plugin {
  return {
    name: 'deck:guard',
    enforce: 'pre',
    apply: 'serve',
    configureServer: {
      order: 'pre',
      handler(server) {
        stayUp(server)
        server.middlewares.use(async (request, response, next) => {
          const answer = await judge(request, server)
          if (answer === undefined)
            return next()
          if (answer.status === 403)
            server.config.logger.warnOnce(`  Refused: ${line(request)} ${answer.message}`)
          end(response, answer)
        })
      },
    },
    transform: {
      order: 'post',
      handler: (code, id) => id === '/@slidev/configs' ? { code: withoutPassword(code), map: null } : undefined,
    },
  }
}

interface Answer { status: 400 | 403 | 404, message: string }

/** @returns what to answer instead of what was asked for; nothing when it may go on */
async function judge(request: IncomingMessage, { config }: ViteDevServer): Promise<Answer | undefined> {
  const path = pathOf(request.url ?? '/', config.base)
  const reads = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS'
  const guarded = GUARDED.test(path)
  if (reads && !guarded)
    return undefined

  const hosts = Array.isArray(config.server.allowedHosts) ? config.server.allowedHosts : []
  const forPrograms = /^\/__mcp/i.test(path)
  const starts = /^\/__open-in-editor/i.test(path)
  if ((reads && !starts) || forPrograms ? isForeign(request, hosts) : !isOwn(request, hosts))
    return { status: 403, message: 'did not come from a page of this deck.' }
  if (!path.startsWith('/@server-') && (!reads || starts || forPrograms) && !isLocal(request))
    return { status: 403, message: 'came from another machine.' }
  if (reads || forPrograms || starts || !guarded)
    return undefined

  const shared = SHARED.exec(path)?.[1]
  const known: Record<string, unknown> = { ...SLIDEV_SHARES, ...stateOf(config) }
  if (shared === undefined ? !SLIDE.test(path) : !Object.hasOwn(known, shared))
    return { status: 404, message: 'There is nothing to write here.' }
  try {
    const body = await readBody(request)
    if (shared === undefined)
      checkSlide(body)
    else
      checkShared(body, known[shared])
    return undefined
  }
  catch (error) {
    if (!(error instanceof BadRequest))
      throw error
    return { status: 400, message: error.message }
  }
}

/** The path that will be looked at, without what is not part of it. */
function pathOf(url: string, base: string): string {
  const path = (url.startsWith('/') ? url : URL.parse(url)?.pathname ?? '/').split('?')[0]!
  return path.startsWith(base) ? `/${path.slice(base.length)}` : path
}

/** What the deck shares besides, as vite.config.ts says. */
function stateOf(config: ViteDevServer['config']): Record<string, unknown> {
  return (config as { slidev?: { serverRef?: { state?: Record<string, unknown> } } }).slidev?.serverRef?.state ?? {}
}

/** A request in a line of the terminal, whatever its sender put into it. */
function line({ method, url, headers }: IncomingMessage): string {
  const said = `${method} ${url?.split('?')[0]}${headers.origin ? ` of ${headers.origin}` : ''}`
  return said.replace(/[^ -~]/g, '�').slice(0, 200)
}

function end(response: ServerResponse, { status, message }: Answer): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${message}\n`)
}

/**
 * Slidev sends the password of --remote to every window, which compares it there. What is sent instead is something that
 * nobody knows: no password at all would let everybody in.
 */
function withoutPassword(code: string): string {
  return code.replace(/"remote":"(?:[^"\\]|\\.)+"/, `"remote":${JSON.stringify(randomUUID())}`)
}
