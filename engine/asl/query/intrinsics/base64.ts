/** Base64 (RFC 4648) of a text's UTF-8 bytes. */
export function base64Encode(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join(''))
}

/**
 * The UTF-8 text that a Base64 text stands for, read as forgivingly as AWS's intrinsic function reads it: characters that
 * are no Base64 are skipped, a sign of padding ends it, and a last character that is too few for a byte is dropped.
 */
export function base64Decode(text: string): string {
  const [data = ''] = text.split('=', 1)
  const characters = data.replace(/[^A-Za-z0-9+/_-]/g, '').replaceAll('-', '+').replaceAll('_', '/')
  const whole = characters.length % 4 === 1 ? characters.slice(0, -1) : characters
  return new TextDecoder().decode(bytesOf(whole))
}

/** The UTF-8 text that a Base64 text stands for, padded or not; undefined for a text that is no Base64. */
export function base64DecodeStrictly(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.replace(/=+$/, '').length % 4 === 1) return undefined
  return new TextDecoder().decode(bytesOf(text.replace(/=+$/, '')))
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0))
}
