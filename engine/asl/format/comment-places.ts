import { isNode, isScalar, visit, type Document } from 'yaml'

/**
 * The library keeps a comment between a key and its value, and writes it in a line of its own, above the value's anchor. These two put it back
 * where it stood: behind the key, or below the line with the anchor. They tell it by a mark, which is a character that YAML does not allow.
 */
const [BEHIND, BELOW] = ['\u0000', '\u0001']

/** Marks the comments of a document that is about to be written. */
export function markComments(document: Document.Parsed, text: string): void {
  visit(document, {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || !key.range || !isNode(value) || !value.range || !value.commentBefore) return
      const isBehind = /^[^\n]*\s#/.test(text.slice(key.range[1], value.range[0]))
      value.commentBefore = (isBehind ? BEHIND : BELOW) + value.commentBefore
    },
  })
}

const PROPERTIES = String.raw`[&!][^\s:]*(?: [&!][^\s:]*)?`

const IS_BEHIND = new RegExp(String.raw`:\n *#\u0000([^\n]*)\n((?: *#[^\n]*\n)*)( *${PROPERTIES}\n)?`, 'g')
const IS_BELOW = new RegExp(String.raw`:\n( *#)\u0001([^\n]*\n(?: *#[^\n]*\n)*)( *${PROPERTIES}\n)?`, 'g')

/** Puts the marked comments of a written document where they belong. */
export function unmarked(written: string): string {
  const after = (properties: string | undefined): string => (properties === undefined ? '' : ` ${properties.trim()}`)
  return written
    .replace(IS_BEHIND, (_, comment: string, more: string, properties?: string) => `:${after(properties)} #${comment}\n${more}`)
    .replace(IS_BELOW, (_, indent: string, comments: string, properties?: string) => `:${after(properties)}\n${indent}${comments}`)
}
