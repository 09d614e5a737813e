import { KEY, stored } from './storage.ts'

/** Where the stage server carries the talk; undefined where the page comes from another. */
export function talkServer(): URL | undefined {
  const server = document.querySelector<HTMLMetaElement>('meta[name=talk-server]')?.content
  return server ? new URL(server, new URL(import.meta.env.BASE_URL, location.href)) : undefined
}

/** The header with which this window shows the presenter's password; none where it knows of none. */
export function authorization(key = stored(KEY)): Record<string, string> {
  return key ? { Authorization: `Bearer ${encodeURIComponent(key)}` } : {}
}

/**
 * Asks the stage server whether this window may lead.
 *
 * @param key the password to ask with; by default the one that the window has stored
 * @returns `yes` also where there is no such server, or it is out of reach
 */
export async function askToLead(key?: string): Promise<'yes' | 'no' | 'wait'> {
  const server = talkServer()
  if (!server)
    return 'yes'
  try {
    const { status } = await fetch(server, { method: 'POST', headers: authorization(key) })
    return status === 403 ? 'no' : status === 429 ? 'wait' : 'yes'
  }
  catch {
    return 'yes'
  }
}
