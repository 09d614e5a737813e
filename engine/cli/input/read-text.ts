import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { CommandError } from '../problems.ts'
import { reasonOf } from '../reasons.ts'

/** Larger texts are read by no command: as JSON they would not fit into memory twice. */
const MAX_BYTES = 256 * 2 ** 20

/** Standard input, as messages name it. */
export const STDIN = '<stdin>'

/**
 * The text of a file, or of standard input where the name is `-`. A byte-order mark is left out.
 *
 * @throws CommandError with one sentence: there is no such file, it is too large, it is no UTF-8
 */
export async function readText(file: string, stdin: Readable): Promise<string> {
  if (file === '') throw new CommandError('the name of a file is empty')
  const name = file === '-' ? STDIN : file
  try {
    return decode(name, file === '-' ? await readAll(stdin) : readFile(file))
  } catch (error) {
    if (error instanceof CommandError) throw error
    throw new CommandError(`${name} can not be read: ${reasonOf(error)}`)
  }
}

function readFile(file: string): Buffer {
  if (statSync(file).size > MAX_BYTES) throw tooLarge(file)
  return readFileSync(file)
}

async function readAll(stdin: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stdin) {
    const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk as Buffer
    bytes += piece.length
    if (bytes > MAX_BYTES) throw tooLarge(STDIN)
    chunks.push(piece)
  }
  return Buffer.concat(chunks)
}

function tooLarge(name: string): CommandError {
  return new CommandError(`${name} is larger than ${MAX_BYTES / 2 ** 20} MB, which is more than is read here`)
}

function decode(name: string, bytes: Buffer): string {
  if (isUtf16(bytes)) throw new CommandError(`${name} is written in UTF-16; save it as UTF-8`)
  if (!isUtf8(bytes)) throw new CommandError(`${name}:${lineOfStray(bytes)}: what stands here is no UTF-8; save the file as UTF-8`)
  return new TextDecoder().decode(bytes)
}

/** By its byte-order mark, or by the zero that half of the first two characters is. */
function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes
  if (first === undefined || second === undefined) return false
  return (first === 0xFF && second === 0xFE) || (first === 0xFE && second === 0xFF) || (first === 0) !== (second === 0)
}

/** The first line that holds a byte which is no UTF-8. */
function lineOfStray(bytes: Buffer): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0A, start)
    if (!isUtf8(bytes.subarray(start, end < 0 ? bytes.length : end))) return line
    if (end < 0) break
    start = end + 1
  }
  return line
}
