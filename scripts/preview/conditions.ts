/**
 * Whether a request can take gzip. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
 *
 * @param accepted its Accept-Encoding
 */
export function takesGzip(accepted: string): boolean {
  const weights = new Map(accepted.split(',').map((item) => {
    const [coding = '', ...parameters] = item.split(';').map(part => part.trim().toLowerCase())
    const weight = parameters.find(parameter => parameter.startsWith('q='))
    return [coding, weight === undefined ? 1 : Number(weight.slice(2))] as const
  }))
  return (weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0
}

/**
 * Whether who asks has the file already. https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2
 *
 * @param condition the request's If-None-Match
 * @param tag the file's ETag
 */
export function hasAlready(condition: string | undefined, tag: string): boolean {
  return condition?.trim() === '*' || [...(condition ?? '').matchAll(/"[^"]*"/g)].some(([one]) => one === tag)
}

/**
 * The part of a file that a request asks for. https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 *
 * @param range its Range header
 * @param size of the file, in bytes
 * @returns the first and last byte, `outside` for a part that the file does not have, or undefined for the whole file: nothing else
 *   was asked for, or several parts at once
 */
export function partOf(range: string | undefined, size: number): { first: number, last: number } | 'outside' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if ((!from && !to) || (from && to && Number(from) > Number(to)))
    return
  const first = from ? Number(from) : Math.max(0, size - Number(to))
  const last = from && to ? Math.min(Number(to), size - 1) : size - 1
  return first > last ? 'outside' : { first, last }
}
