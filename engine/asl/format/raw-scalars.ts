import { parseDocument, type Document, type Scalar, type ScalarTag, type Tags, type YAMLMap } from 'yaml'

/**
 * A YAML document whose scalars are written as they were read: quotes, escapes, numbers and the lines of a block scalar stay, and only their
 * indentation follows what is around them.
 *
 * @param text YAML; what is wrong with it is in the document's errors
 */
export function readRaw(text: string): Document.Parsed {
  const raw: ScalarTag = {
    tag: TEXT,
    default: true,
    identify: (value) => typeof value === 'string',
    resolve: (source) => source,
    stringify: (item, { indent }, onComment, onChompKeep) => {
      const scalar = item as Scalar<string>
      const source = scalar.range ? text.slice(scalar.range[0], scalar.range[1]) : JSON.stringify(scalar.value)
      if (scalar.type !== 'BLOCK_LITERAL' && scalar.type !== 'BLOCK_FOLDED') return flow(source, indent)
      const { head, lines, keeps } = block(source, scalar.value, indent)
      if (head.includes('#')) onComment?.()
      if (keeps) onChompKeep?.()
      return [head, ...lines].join('\n')
    },
  }
  return parseDocument(text, {
    schema: 'failsafe',
    customTags: (tags) => [...tags.flatMap((tag) => (typeof tag === 'string' || tag.tag === TEXT ? [] : [padded(tag)])), raw],
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
}

const TEXT = 'tag:yaml.org,2002:str'

/** `{ a: 1 }`, but `[a, b]`. */
function padded(tag: Tags[number]): Tags[number] {
  if (typeof tag === 'string' || !('collection' in tag)) return tag
  const flowCollectionPadding = tag.collection === 'map' ? ' ' : ''
  const stringify: ScalarTag['stringify'] = (node, context, onComment, onChompKeep) => (node as unknown as YAMLMap).toString({ ...context, flowCollectionPadding }, onComment, onChompKeep)
  return { ...tag, stringify } as unknown as Tags[number]
}

/** Quoted and plain text may go on in further lines; their indentation does not count. */
function flow(source: string, indent: string): string {
  const [first = '', ...more] = source.split(/\r?\n/)
  return [withoutEnd(first, more.length === 0), ...more.map((line, index) => {
    const rest = withoutEnd(line.trimStart(), index === more.length - 1)
    return rest === '' ? '' : `${indent}${rest}`
  })].join('\n')
}

/** A line without its last blanks, which do not count before the next one, unless they are escaped. */
function withoutEnd(line: string, isLast: boolean): string {
  return isLast ? line : line.replace(/(?<!\\)[ \t]+$/, '')
}

/** A block scalar's head and its lines, moved to where they belong; `keeps`: the empty lines at its end are part of the text. */
function block(source: string, value: string, indent: string): { head: string, lines: string[], keeps: boolean } {
  const [first = '', ...lines] = source.split(/\r?\n/)
  const keeps = /^[|>]\d?\+/.test(first)
  if (keeps && lines.at(-1) === '') lines.pop()
  while (!keeps && lines.length > 0 && lines.at(-1)!.trim() === '') lines.pop()
  const depth = depthOf(lines, value)
  const isStated = /^[|>][-+]?\d/.test(first)
  // The library writes the lines two further in than what they belong to.
  const head = (isStated ? first.replace(/\d/, indent === '' ? '1' : '2') : first).trimEnd()
  return { head, keeps, lines: lines.map((line) => (line.length <= depth && line.trim() === '' ? '' : `${indent}${line.slice(depth)}`)) }
}

/** How far the lines are indented: what the text's first line has before it in the file, and not in its value. */
function depthOf(lines: readonly string[], value: string): number {
  const written = lines.find((line) => line.trim() !== '')
  if (written === undefined) return 0
  const [own = ''] = /^ */.exec(value.replace(/^\n+/, '')) ?? []
  return /^ */.exec(written)![0].length - own.length
}
