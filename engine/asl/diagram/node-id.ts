/**
 * Names for Mermaid: every state gets an identifier that depends on its name only, so that a page can find the node again
 * after the diagram was drawn, and that no name (`end`, `%%{init}%%`, an emoji) can turn into Mermaid syntax.
 */

/** FNV-1a over UTF-16 code units, as six hexadecimal digits: enough to tell names apart that look alike once cleaned. */
function shortHash(text: string): string {
  let hash = 0x811C9DC5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 8).toString(16).padStart(6, '0')
}

/** Hands out node ids. Equal names give equal ids in every diagram; different names never share one in the same diagram. */
export class NodeIds {
  readonly #ids = new Map<string, string>()
  readonly #taken = new Set<string>()

  /** The id of a state: `s_Pay` for `Pay`, `s_Wait_2_days_1f0c3a` for `Wait 2 days!`. */
  of(name: string): string {
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    const clean = name.replace(/[^A-Za-z0-9]+/g, '_').slice(0, 40)
    let id = clean === name ? `s_${clean}` : `s_${clean}_${shortHash(name)}`
    while (this.#taken.has(id)) id += '_'
    this.#ids.set(name, id)
    this.#taken.add(id)
    return id
  }
}
