import { strToU8, zipSync } from 'fflate'
import type { HomeFile } from './taken.ts'

/** The first day that a ZIP can name: the same files give the same bytes, whenever and wherever. */
const DAY = new Date(1980, 0, 1)

/**
 * Packs files into a ZIP.
 *
 * @param files by path, with `/`
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zip(files: readonly HomeFile[]): Uint8Array<ArrayBuffer> {
  return zipSync(Object.fromEntries(files.map(({ path, text }) => [path, strToU8(text)])), { level: 6, mtime: DAY }) as Uint8Array<ArrayBuffer>
}
