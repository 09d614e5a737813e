import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/**
 * Whether a request was made by a page of the deck itself: its `Origin` is the address it was sent to, or the browser says
 * `Sec-Fetch-Site: same-origin`, which no page can set. A request that says neither, as curl sends it, was not: every
 * browser sends `Origin` with what writes, and one that says nothing could have been made by anything.
 *
 * @param request what came in
 * @param hosts names besides localhost and addresses that the server answers to; one with a dot in front has subdomains
 */
export function isOwn({ headers, socket }: IncomingMessage, hosts: readonly string[] = []): boolean {
  const host = headers.host
  if (!host || !isOurs(host, hosts))
    return false
  const site = headers['sec-fetch-site']
  if (headers.origin !== undefined)
    return headers.origin === `${'encrypted' in socket ? 'https' : 'http'}://${host}` && (site === undefined || site === 'same-origin')
  return site === 'same-origin'
}

/** Whether a request says of itself that a page of another origin made it. */
export function isForeign(request: IncomingMessage, hosts: readonly string[] = []): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  return (origin !== undefined && !isOwn(request, hosts)) || site === 'cross-site' || site === 'same-site'
}

/** Whether a request comes from this machine. */
export function isLocal({ socket: { remoteAddress = '' } }: IncomingMessage): boolean {
  return /^(?:::ffff:)?127\.|^::1$/.test(remoteAddress)
}

/** A name that leads to this machine whatever the DNS says: a page can let any other name point here. */
function isOurs(host: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(`http://${host}`))
    return false
  const { hostname } = new URL(`http://${host}`)
  return hostname === 'localhost' || hostname.endsWith('.localhost') || isIP(hostname.replace(/^\[|\]$/g, '')) > 0
    || hosts.some(known => known === hostname || (known.startsWith('.') && hostname.endsWith(known)))
}
