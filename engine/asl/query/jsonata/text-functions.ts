/**
 * Functions of JSONata that read texts in AWS otherwise than in the `jsonata` package: Base64 stands for UTF-8, `+` in a
 * URL for a space.
 */

import { base64DecodeStrictly, base64Encode } from '../intrinsics/base64.ts'
import { FunctionError } from './function-error.ts'

/** $base64encode: of the text's UTF-8 bytes. */
export function encodeBase64(text: string | undefined): string | undefined {
  return text === undefined ? undefined : base64Encode(text)
}

/** $base64decode: the UTF-8 text, padded or not. Fails for characters that are no Base64. */
export function decodeBase64(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const decoded = base64DecodeStrictly(text)
  if (decoded === undefined) throw new FunctionError('D3137', 'The text is no Base64')
  return decoded
}

/** $decodeUrlComponent: `+` is a space, and bytes that are no UTF-8 become U+FFFD. Fails for a `%` without two digits. */
export function decodeUrlComponent(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) throw new FunctionError('D3140', '', { functionName: 'decodeUrlComponent', value: text })
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  return text.replaceAll('+', ' ').replace(/(?:%[0-9A-Fa-f]{2})+/g, run =>
    decoder.decode(Uint8Array.from(run.slice(1).split('%'), digits => Number.parseInt(digits, 16))))
}

/** A timezone in the form that JSONata knows, `+0900`; any other text is UTC. */
export function timezoneOf(timezone: string | undefined): string | undefined {
  return timezone !== undefined && /^[+-]\d{4}$/.test(timezone) ? timezone : undefined
}
