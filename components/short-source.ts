/**
 * An address short enough for the foot of a slide.
 *
 * @param url a web address
 * @param most how many characters there is room for
 * @returns host and path without their trimmings, the end of the path left out where it is too long
 */
export function shortAddress(url: string, most = 66): string {
  const text = url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/[/#]+$/, '')
  if (text.length <= most)
    return text
  const cut = text.lastIndexOf('/', most - 2)
  return `${text.slice(0, cut > 0 ? cut + 1 : most - 1)}…`
}

/**
 * As many names of sources as the foot of a slide has room for.
 *
 * @param names what the sources are called, the best first
 * @param most how many characters there is room for
 * @returns the names in a line, and how many more there are
 */
export function shortList(names: readonly string[], most = 84): string {
  let shown = 1
  while (shown < names.length && names.slice(0, shown + 1).join(' · ').length <= most - 10)
    shown++
  const rest = names.length - shown
  return `${names.slice(0, shown).join(' · ')}${rest > 0 ? ` · ${rest} more` : ''}`
}
