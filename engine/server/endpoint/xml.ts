import type { Json, JsonObject } from '../../asl/index.ts'

interface Element {
  name: string
  text: string
  children: [name: string, value: Json][]
}

/** Tags, and what stands between them; declarations, comments and attributes say nothing to us. */
const TOKEN = /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([\w:.-]+)(?:\s[^<>]*?)?(\/?)>|([^<]+)/gy

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: '\'' }

/**
 * Reads the XML that services of AWS answer with: elements and text, nothing else of what XML has. An element that holds others is an object by their names, a list where
 * they are called `member`; any other one is its text. Everything is text: numbers, too.
 *
 * @throws Error where it is not well-formed
 */
export function readXml(xml: string): JsonObject {
  const open: Element[] = [{ name: '', text: '', children: [] }]
  let at = 0
  for (const [token, closes, name, closed, text] of xml.matchAll(TOKEN)) {
    at += token.length
    const current = open.at(-1)!
    if (text !== undefined) current.text += unescaped(text)
    if (name === undefined) continue
    if (closes === '') open.push({ name, text: '', children: [] })
    if (closes === '' && closed === '') continue
    const ended = open.pop()!
    if (ended.name !== name || open.length === 0) throw new Error(`the answer is no XML: ${name} ends where it has not begun`)
    open.at(-1)!.children.push([name, valueOf(ended)])
  }
  if (at < xml.length || open.length > 1 || open[0]!.children.length !== 1) throw new Error('the answer is no XML')
  return Object.fromEntries(open[0]!.children)
}

function valueOf({ text, children }: Element): Json {
  if (children.length === 0) return text
  return children.every(([name]) => name === 'member') ? children.map(([, value]) => value) : Object.fromEntries(children)
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
  })
}
