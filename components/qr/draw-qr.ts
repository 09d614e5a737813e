import { encode } from 'uqr'

/** A QR code: its width in modules, the quiet zone of four included, and the dark modules as an SVG path. */
export interface Qr {
  size: number
  path: string
}

/**
 * A text as a QR code that is read from the back of a room: a quarter of it may be hidden by a head or a reflection.
 *
 * @throws Error for a text that is too long for one
 */
export function qrCode(text: string): Qr {
  const { data, size } = encode(text, { ecc: 'Q', border: 4 })
  const runs = data.flatMap((row, y) => [...row.map(dark => dark ? '1' : '0').join('').matchAll(/1+/g)]
    .map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`))
  return { size, path: runs.join('') }
}
