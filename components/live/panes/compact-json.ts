/**
 * Writes JSON so that little things take a line and only what is longer is spread out.
 *
 * @param value any JSON value
 * @param width how many characters a line may have
 * @returns text that is still JSON
 */
export function compactJson(value: unknown, width: number): string {
  return spread(value, width, 0, 0)
}

/** `before`: what stands before the value on its line, `indent`: blanks that the lines after it begin with. */
function spread(value: unknown, width: number, indent: number, before: number): string {
  const flat = onOneLine(value)
  if (typeof value !== 'object' || value === null || before + flat.length <= width)
    return flat
  const inner = ' '.repeat(indent + 2)
  const part = (label: string, item: unknown) => inner + label + spread(item, width, indent + 2, inner.length + label.length + 1)
  const parts = Array.isArray(value)
    ? value.map(item => part('', item))
    : Object.entries(value).map(([key, item]) => part(`${JSON.stringify(key)}: `, item))
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${parts.join(',\n')}\n${' '.repeat(indent)}${close}`
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value))
    return `[${value.map(onOneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null)
    return JSON.stringify(value)
  const parts = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${onOneLine(item)}`)
  return parts.length > 0 ? `{ ${parts.join(', ')} }` : '{}'
}
