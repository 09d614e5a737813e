import fc from 'fast-check'

const KEYS = ['States', 'StartAt', 'Type', 'Next', 'End', 'Retry', 'Catch', 'Choices', 'Parameters', 'Comment', 'ItemProcessor', 'ErrorEquals', 'A', 'x']

/** YAML as people write it: mappings and lists at any indentation, block scalars, brackets, anchors with aliases, comments in every place. */
export const yamlText: fc.Arbitrary<string> = fc.gen().map((gen) => {
  const below = (end: number): number => gen(fc.nat, { max: end - 1 })
  const oneOf = <T>(items: readonly T[]): T => items[below(items.length)]!
  const behind = (): string => (below(3) === 0 ? ` # behind ${below(1000)}` : '')
  const own = (indent: string): string => (below(4) === 0 ? `${indent}# own ${below(1000)}\n` : '')
  const anchors: string[] = []
  let made = 0

  const value = (indent: string, depth: number): string => {
    const kind = below(12)
    if (anchors.length > 0 && kind === 0) return ` *${oneOf(anchors)}${behind()}\n`
    const anchor = below(6) === 0 ? `a${made++}` : undefined
    const text = `${anchor === undefined ? '' : ` &${anchor}`}${content(kind, indent, depth)}`
    if (anchor !== undefined) anchors.push(anchor)
    return text
  }

  const content = (kind: number, indent: string, depth: number): string => {
    if (depth > 0 && kind < 5) return `${behind()}\n${mapping(indent + oneOf(['  ', '    ']), depth - 1)}`
    if (depth > 0 && kind < 7) {
      const inside = indent + oneOf(['', '  '])
      return `${behind()}\n${own(inside)}${Array.from({ length: 1 + below(3) }, () => `${inside}-${value(`${inside}  `, 0)}${own(inside)}`).join('')}`
    }
    if (kind === 7) return ` |${oneOf(['', '-', '+'])}${behind()}\n${indent}    one\n${indent}      two\n\n${indent}    three\n`
    if (kind === 8) return ` {a: 1, b: [x, "y z"], c: {d: e}}${behind()}\n`
    if (kind === 9) return ` >${oneOf(['', '-', '+'])}\n${indent}   one\n${indent}   two\n`
    return ` ${oneOf(['v', '"q"', '\'s\'', '1.0', 'NO', '~', '${X}'])}${behind()}\n`
  }

  const mapping = (indent: string, depth: number): string => {
    const keys = [...new Set(Array.from({ length: 1 + below(5) }, () => oneOf(KEYS)))]
    return keys.map((key) => `${own(indent)}${below(8) === 0 ? '\n' : ''}${indent}${key}:${value(indent, depth)}`).join('') + own(indent)
  }
  return mapping('', 3)
})
