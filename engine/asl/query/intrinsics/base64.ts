/** Base64 (RFC 4648) of a text's UTF-8 bytes. */
export function base64Encode(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join(''))
}

/** The UTF-8 text that a Base64 text stands for, or undefined if it isn't Base64. */
export function base64Decode(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), char => char.charCodeAt(0)))
  }
  catch {
    return undefined
  }
}
