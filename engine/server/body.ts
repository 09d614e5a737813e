import type { IncomingMessage } from 'node:http'

/** A definition of 1 MiB may take several times as much as text in JSON. */
const MOST_BYTES = 8 * 2 ** 20

/** So many bytes may be on their way at a time, of all requests together. */
const MOST_AT_A_TIME = 128 * 2 ** 20

/** A body that is not taken. */
export class BodyRefused extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Reads bodies, and no more of them than fit into memory. */
export class BodyReader {
  private onTheWay = 0

  /**
   * The body of a request as text.
   *
   * @throws BodyRefused when it is too large, or when there are too many
   */
  async read(request: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = []
    let bytes = 0
    try {
      if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge()
      for await (const chunk of request as AsyncIterable<Buffer>) {
        bytes += chunk.length
        this.onTheWay += chunk.length
        if (bytes > MOST_BYTES) throw tooLarge()
        if (this.onTheWay > MOST_AT_A_TIME) throw new BodyRefused(503, 'Too many large requests at a time.')
        chunks.push(chunk)
      }
      return Buffer.concat(chunks).toString('utf8')
    }
    finally {
      this.onTheWay -= bytes
    }
  }
}

function tooLarge(): BodyRefused {
  return new BodyRefused(413, `The request is larger than ${MOST_BYTES} bytes.`)
}
