export const LONGEST_NAME = 24

/**
 * A nickname that came from anywhere, as it may be shown: one line, no letters that cannot be seen or turn the direction, no towers of accents.
 *
 * @returns empty where nothing is left
 */
export function soundName(raw: unknown): string {
  if (typeof raw !== 'string' || raw.length > 1000)
    return ''
  const shown = raw.normalize('NFC').replace(/\s+/g, ' ').replace(/\p{C}/gu, '').replace(/(\p{M}{2})\p{M}+/gu, '$1').trim()
  return [...shown].slice(0, LONGEST_NAME).join('').trim()
}
