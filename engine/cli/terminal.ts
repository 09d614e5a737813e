import type { Readable, Writable } from 'node:stream'
import { CommandError } from './problems.ts'
import { reasonOf } from './reasons.ts'

/** What a command reads from and writes to; tests hand in their own. */
export interface Terminal {
  stdin: Readable
  stdout: Writable & { isTTY?: boolean, columns?: number }
  stderr: Writable
  env: Record<string, string | undefined>
}

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue'

const CODES: Record<Style, [number, number]> = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39] }

export type Paint = (style: Style, text: string) => string

/** Colours for a terminal and for nothing else. https://no-color.org */
export function painter({ stdout, env }: Terminal): Paint {
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '' && env.FORCE_COLOR !== '0'
  const wanted = (env.NO_COLOR === undefined || env.NO_COLOR === '') && env.TERM !== 'dumb' && (forced || stdout.isTTY === true)
  return (style, text) => (wanted ? `\u001B[${CODES[style][0]}m${text}\u001B[${CODES[style][1]}m` : text)
}

/**
 * Writes, and waits where the other side is slower than we are. A reader that has gone (`… | head -1`) is no failure: what is written to it
 * from then on is dropped, and the command's answer stays what it is.
 *
 * @returns whether anybody still reads
 * @throws CommandError when the text can't be written: the disk is full, for example
 */
export async function write(stream: Writable, text: string): Promise<boolean> {
  try {
    await new Promise<void>((resolve, reject) => {
      stream.write(text, (error) => (error ? reject(error) : resolve()))
    })
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return false
    throw new CommandError(`the output can not be written: ${reasonOf(error)}`)
  }
}

/** Makes names from a definition harmless on a terminal: control characters, and those that turn the direction of text, become �. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '�')
}
