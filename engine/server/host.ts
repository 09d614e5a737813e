/**
 * Whether a request may come in: signatures are not checked, so only programs of this machine may ask, and no page of another site that a
 * browser here has open, not by a name that leads here either (DNS rebinding).
 */

import type { IncomingMessage } from 'node:http'

const LOOPBACK = /^(?:sync-)?(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$|\.localhost$/

/**
 * What is wrong with where a request comes from.
 *
 * @param request as it came; one in absolute form was sent to a proxy, which no page can do
 * @returns a sentence, or undefined
 */
export function strangerProblem({ headers, url = '/' }: IncomingMessage): string | undefined {
  const absolute = /^http:\/\//i.test(url)
  if (!absolute && !isOwn(headers.host ?? '')) return 'This server answers to localhost, 127.0.0.1 and [::1] only.'
  const { origin } = headers
  if (origin !== undefined && !isOwn(origin.replace(/^https?:\/\//, ''))) return 'This server answers no pages of other sites.'
  return undefined
}

/** What a request asks for. A text that is no address leads to a place where nothing is. */
export function addressOf({ url = '/' }: IncomingMessage): URL {
  return URL.parse(url, 'http://localhost') ?? new URL('http://localhost/%')
}

function isOwn(host: string): boolean {
  return LOOPBACK.test(host.toLowerCase().replace(/:\d+$/, ''))
}
