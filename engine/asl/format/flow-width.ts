import { isAlias, isCollection, isMap, isScalar, isSeq, visit, type Document, type Node, type Pair } from 'yaml'

/** Brackets that are wider than this go into lines. */
const WIDEST = 80

/**
 * Turns lists and mappings in brackets into blocks, where they are too wide for a line or have comments in them. Those inside are looked at by
 * themselves then.
 *
 * @param text what the document was read from
 */
export function unfoldWide(document: Document.Parsed, text: string): void {
  visit(document, {
    Collection: (_, node) => {
      if (node.flow !== true) return undefined
      if (widthOf(node, text, true) <= WIDEST) return visit.SKIP
      if (node.items.length > 0) node.flow = false
      return undefined
    },
  })
}

/** How wide a node is in one line, whatever the blanks in the text; without end where it can not be in one line. A comment may follow the `isLast`. */
function widthOf(node: unknown, text: string, isLast = false): number {
  if (isAlias(node)) return node.source.length + 1
  const around = propertiesOf(node as Node | null, isLast)
  if (isScalar(node)) {
    const source = node.range ? text.slice(node.range[0], node.range[1]) : ''
    return source.includes('\n') ? Infinity : around + source.length
  }
  if (!isCollection(node)) return 0
  const between = 2 * Math.max(0, node.items.length - 1)
  if (isSeq(node)) return around + 2 + between + sum(node.items, (item) => widthOf(item, text))
  if (!isMap(node)) return Infinity
  return around + (node.items.length === 0 ? 2 : 4) + between + sum(node.items as Pair[], ({ key, value }) => widthOf(key, text) + (value === null ? 0 : 2 + widthOf(value, text)))
}

/** The width of an anchor and a tag; a comment takes the rest of its line. */
function propertiesOf(node: Node | null, isLast: boolean): number {
  if (node === null) return 0
  if (!isLast && (node.commentBefore || node.comment)) return Infinity
  const { anchor, tag } = node as { anchor?: string, tag?: string }
  return (anchor === undefined ? 0 : anchor.length + 2) + (tag === undefined ? 0 : tag.length + 1)
}

function sum<T>(items: readonly T[], width: (item: T) => number): number {
  return items.reduce((all, item) => all + width(item), 0)
}
