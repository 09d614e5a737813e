import type { Json } from '../query/json.ts'
import { textBytes } from '../query/json.ts'

export interface ResultFileOptions {
  /** A line for each row, instead of an array of all. */
  jsonLines: boolean
  /** Bytes from which on another file is begun; a row that has more gets a file of its own. */
  most: number
  /** What a child stands in the results with, the same every time. */
  rowsOf: (index: number) => readonly Json[]
}

/** A file that is full, or the last one. */
export interface WrittenFile {
  /** Makes its text, every time anew: those of a million children take more room than the children. */
  text: () => string
  bytes: number
  /** How many children it tells of. */
  count: number
}

/**
 * Puts rows into files, one after the other; no text grows beyond a file.
 *
 * @param options how a file is written
 * @param write told each file; none where nothing was added
 * @returns `add` takes a child by its index, whose rows stay together; `end` writes what is left
 */
export function resultFiles({ jsonLines, most, rowsOf }: ResultFileOptions, write: (file: WrittenFile) => void): { add: (index: number) => void, end: () => void } {
  let indexes: number[] = []
  let bytes = 0

  function end(): void {
    if (indexes.length === 0) return
    const own = indexes
    // A break or comma for each row; of the brackets one stands where the last comma would.
    write({ text: () => textOf(own), bytes: jsonLines ? bytes : Math.max(2, bytes + 1), count: own.length })
    indexes = []
    bytes = 0
  }

  function textOf(children: readonly number[]): string {
    const texts = children.flatMap(index => rowsOf(index).map(row => JSON.stringify(row)))
    return jsonLines ? texts.map(text => `${text}\n`).join('') : `[${texts.join(',')}]`
  }

  function add(index: number): void {
    const size = rowsOf(index).reduce<number>((sum, row) => sum + textBytes(JSON.stringify(row)) + 1, 0)
    if (bytes > 0 && bytes + size >= most) end()
    indexes.push(index)
    bytes += size
  }

  return { add, end }
}
