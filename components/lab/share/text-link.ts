/** A text in a link, and with it the case that somebody has made. It is packed, so that it stays short enough to be sent. */

export interface Shared {
  /** The definition. */
  text: string
  /** What a case of one's own is given and answers, as JSON. */
  input?: string
  mocks?: string
}

/** The first part of what a link carries: how the rest is to be read. */
const FORMAT = '1.'
/** What mail and chat programs still take for a link. */
const LONGEST_LINK = 32_000
/** Characters of a text that was packed. A link somebody sends may hold far more than it looks like. */
const LONGEST_TEXT = 300_000

/**
 * What a link carries of a text.
 *
 * @param shared the text, and a case of one's own
 * @returns letters, digits, `-`, `_` and `.` only
 * @throws RangeError with one sentence for what is too long for a link
 * @see https://developer.mozilla.org/en-US/docs/Web/API/CompressionStream
 */
export async function pack({ text, input, mocks }: Shared): Promise<string> {
  const written = new TextEncoder().encode(JSON.stringify([text, input, mocks].filter(part => part !== undefined)))
  const packed = await bytesOf(new Blob([written]).stream().pipeThrough(new CompressionStream('deflate-raw')), Infinity)
  const link = FORMAT + btoa(Array.from(packed, byte => String.fromCharCode(byte)).join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  if (link.length > LONGEST_LINK)
    throw new RangeError('This text is too long for a link. Take it home as a file instead.')
  return link
}

/**
 * Reads what a link carries. Anybody can have written it: it is read up to a length, and held to what it must be.
 *
 * @param link as `pack` has made it
 * @throws SyntaxError with one sentence for everything else
 */
export async function unpack(link: string): Promise<Shared> {
  if (!link.startsWith(FORMAT))
    throw new SyntaxError('The text in this link was written by another version of the lab, or it is no text.')
  if (link.length > LONGEST_LINK)
    throw new SyntaxError('The text in this link is too long to be read.')
  let found: unknown
  try {
    const packed = Uint8Array.from(atob(link.slice(FORMAT.length).replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0))
    const written = await bytesOf(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')), LONGEST_TEXT)
    found = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(written))
  }
  catch (error) {
    throw error instanceof RangeError
      ? new SyntaxError('The text in this link is too long to be read.', { cause: error })
      : new SyntaxError('The text in this link can’t be read: a part of the link is missing, or it was changed.', { cause: error })
  }
  if (!Array.isArray(found) || ![1, 3].includes(found.length) || !found.every(part => typeof part === 'string'))
    throw new SyntaxError('The text in this link can’t be read: it is none of the lab’s.')
  const [text, input, mocks] = found as [string, string?, string?]
  return { text, ...(input === undefined || mocks === undefined ? {} : { input, mocks }) }
}

/** All bytes of a stream. @throws RangeError when there are more than `most` */
async function bytesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>, most: number): Promise<Uint8Array> {
  const reader = stream.getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length
    if (length > most) {
      await reader.cancel()
      throw new RangeError('too long')
    }
    parts.push(part.value)
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}
