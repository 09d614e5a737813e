import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { refusalReply, type Reply } from '../reply.ts'
import { PAGE_HEADERS } from './policy.ts'

/** The folder of the built page, or what to say meanwhile; `again`: it comes by itself. */
export type PageSource = () => { folder: string } | { says: string, again: boolean }

/** Files of the page, by their ending. */
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
}

const FILE = /^\/(?:assets\/)?[\w-]+(?:\.[\w-]+)*\.(\w+)$/

/**
 * Answers with a file of the page.
 *
 * @param source where the page is
 * @param pathname of the request; `/` is the page itself
 */
export async function answerFile(source: PageSource, pathname: string): Promise<Reply> {
  const path = pathname === '/' ? '/index.html' : pathname
  const [, ending = ''] = FILE.exec(path) ?? []
  const type = TYPES[ending]
  if (type === undefined) return missing()
  const found = source()
  if ('says' in found) return meanwhile(found.says, found.again)
  try {
    return {
      status: 200,
      type,
      body: await readFile(join(found.folder, path)),
      headers: { ...PAGE_HEADERS, 'Cache-Control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache' },
    }
  }
  catch {
    return missing()
  }
}

function missing(): Reply {
  return refusalReply('UnknownOperationException', 'There is no such page. The API takes POST requests.', { status: 404 })
}

function meanwhile(says: string, again: boolean): Reply {
  const text = says.replace(/[&<>]/g, sign => `&#${sign.charCodeAt(0)};`)
  return {
    status: 503,
    type: TYPES.html!,
    body: `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width"><title>asl serve</title><pre>${text}</pre></html>\n`,
    headers: { ...PAGE_HEADERS, 'Cache-Control': 'no-store', ...(again ? { Refresh: '1' } : {}) },
  }
}
