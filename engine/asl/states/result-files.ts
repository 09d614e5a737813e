import type { Json } from '../query/json.ts'
import { textBytes } from '../query/json.ts'

export interface ResultFileOptions {
  /** A line for each row, instead of an array of all. */
  jsonLines: boolean
  /** Bytes from which on another file is begun; a row that has more gets a file of its own. */
  most: number
}

/** A file that is full, or the last one. */
export interface WrittenFile {
  body: string
  bytes: number
  /** How many children it tells of. */
  count: number
}

/**
 * Puts rows into files, one after the other; no text grows beyond a file.
 *
 * @param options how a file is written
 * @param write told each file; none where nothing was added
 * @returns `add` takes the rows of one child, which stay together; `end` writes what is left
 */
export function resultFiles({ jsonLines, most }: ResultFileOptions, write: (file: WrittenFile) => void): { add: (rows: readonly Json[]) => void, end: () => void } {
  let texts: string[] = []
  let bytes = 0
  let count = 0

  function end(): void {
    if (count === 0) return
    const body = jsonLines ? texts.map(text => `${text}\n`).join('') : `[${texts.join(',')}]`
    // A break or comma for each row; of the brackets one stands where the last comma would.
    write({ body, bytes: jsonLines ? bytes : Math.max(2, bytes + 1), count })
    texts = []
    bytes = count = 0
  }

  function add(rows: readonly Json[]): void {
    const more = rows.map(row => JSON.stringify(row))
    const size = more.reduce((sum, text) => sum + textBytes(text) + 1, 0)
    if (bytes > 0 && bytes + size >= most) end()
    for (const text of more) texts.push(text)
    bytes += size
    count++
  }

  return { add, end }
}
