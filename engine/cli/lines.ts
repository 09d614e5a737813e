import type { Readable } from 'node:stream'

/**
 * The lines of a stream of UTF-8 text as they come, without their line breaks. Only `\n` ends a line: U+2028 and U+2029, at which
 * `node:readline` cuts too, may stand in JSON strings as they are. A byte-order mark at the start is left out.
 *
 * @param stream bytes, or text where the stream has an encoding
 */
export async function* linesOf(stream: Readable): AsyncGenerator<string> {
  // It drops the mark.
  const decoder = new TextDecoder()
  let parts: string[] = []
  for await (const chunk of stream as AsyncIterable<Uint8Array | string>) {
    const [first, ...rest] = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n')
    parts.push(first!)
    for (const next of rest) {
      yield parts.join('')
      parts = [next]
    }
  }
  const last = parts.join('') + decoder.decode()
  if (last !== '') yield last
}
