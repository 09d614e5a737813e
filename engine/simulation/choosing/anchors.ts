import { isNode, parseDocument, stringify, visit } from 'yaml'

/**
 * What the anchors of some texts stand for. A name that several have means what it does in the first of them.
 *
 * @param texts definitions in YAML
 * @returns by name, in flow style on one line
 */
export function anchorsIn(texts: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const text of texts) {
    const document = parseDocument(text)
    visit(document, {
      Node: (_, node) => {
        if (isNode(node) && 'anchor' in node && node.anchor !== undefined)
          found[node.anchor] ??= stringify(node.toJS(document), { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true, defaultStringType: 'PLAIN' }).trim()
      },
    })
  }
  return found
}
