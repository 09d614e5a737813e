import type { IncomingMessage } from 'node:http'

/** A small body arrives at once, even over a bad network. */
const PATIENCE_MS = 3000

/**
 * Reads the small body of a request as JSON.
 *
 * @param request whose body nobody has read yet
 * @param longest in bytes
 * @returns what it says, or the status with which it is refused: 400 for what is no JSON, 408 for what does not come, 413 for what is too long.
 * What has come until then is forgotten
 */
export async function readPost(request: IncomingMessage, longest: number): Promise<{ body: unknown } | { status: 400 | 408 | 413 }> {
  if (Number(request.headers['content-length'] ?? 0) > longest)
    return { status: 413 }
  return new Promise((resolve) => {
    let text = ''
    const done = (answer: Awaited<ReturnType<typeof readPost>>) => {
      clearTimeout(patience)
      request.removeAllListeners('data')
      resolve(answer)
    }
    const patience = setTimeout(done, PATIENCE_MS, { status: 408 })
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
      if (text.length > longest)
        done({ status: 413 })
    })
    request.on('end', () => {
      try {
        done({ body: JSON.parse(text) })
      }
      catch {
        done({ status: 400 })
      }
    })
    // Who hangs up wants no answer.
    request.on('error', () => done({ status: 400 }))
    request.on('close', () => done({ status: 400 }))
  })
}
