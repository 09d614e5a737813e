import type { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { gzipSync } from 'node:zlib'

const TYPES: Record<string, string> = {
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
  '.xml': 'application/xml; charset=utf-8',
}
const COMPRESSIBLE = /^text\/|json|svg|xml/

/** A file as it is sent. */
export interface DeckFile {
  type: string
  body: Buffer
  gzipped?: Buffer
  /** Its ETag without quotes; the gzipped form has another. */
  tag: string
}

/** What a path inside a deck leads to: a file, by its path with forward slashes, or a folder that has a page. */
export type Found = { file: string } | { folder: string }

/** The files of one folder and of nothing outside it, read once for each time they change. */
export class DeckFiles {
  readonly #root: string
  readonly #change: (file: string, body: Buffer) => Buffer
  readonly #kept = new Map<string, DeckFile & { modified: number }>()

  /**
   * @param folder a folder that exists
   * @param change what is sent instead of a file's content
   * @throws Error when there is no such folder
   */
  constructor(folder: string, change: (file: string, body: Buffer) => Buffer = (_, body) => body) {
    this.#root = realpathSync(folder)
    this.#change = change
  }

  /**
   * @param path inside the folder, decoded; ends with a slash, or is empty, where a folder's page is meant
   * @returns what is there; undefined for nothing, for a folder without a page, and for a link that leads out of the folder
   */
  find(path: string): Found | undefined {
    const wantsPage = path === '' || path.endsWith('/')
    const found = this.#inside(wantsPage ? `${path}index.html` : path)
    if (found === undefined)
      return
    if (this.#isFile(found))
      return { file: found }
    return !wantsPage && this.#isFile(`${found}/index.html`) ? { folder: found } : undefined
  }

  /** @throws Error when the file has gone away or may not be read */
  read(file: string): DeckFile {
    const place = join(this.#root, file)
    const modified = statSync(place).mtimeMs
    const known = this.#kept.get(file)
    if (known?.modified === modified)
      return known
    const body = this.#change(file, readFileSync(place))
    const type = TYPES[extname(file)] ?? 'application/octet-stream'
    const fresh = {
      modified,
      type,
      body,
      ...COMPRESSIBLE.test(type) ? { gzipped: gzipSync(body, { level: 9 }) } : {},
      tag: createHash('sha256').update(body).digest('base64url').slice(0, 16),
    }
    this.#kept.set(file, fresh)
    return fresh
  }

  /** The real place of a path, relative to the folder. */
  #inside(path: string): string | undefined {
    const wanted = join(this.#root, path)
    if (!wanted.startsWith(this.#root + sep))
      return
    try {
      const real = realpathSync(wanted)
      return real.startsWith(this.#root + sep) ? relative(this.#root, real).split(sep).join('/') : undefined
    }
    catch {
      // Nothing there, a name that is too long, a folder that may not be entered, a link in a circle.
    }
  }

  #isFile(file: string): boolean {
    return statSync(join(this.#root, file), { throwIfNoEntry: false })?.isFile() === true
  }
}
