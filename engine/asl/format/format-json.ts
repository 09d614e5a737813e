import { scanJson } from '../definition/source/json-source.ts'
import type { SourceNode } from '../definition/source/source-text.ts'
import { inOrder, roleOfItem, roleOfMember, type Role } from './field-order.ts'

const INDENT = '  '

/**
 * A JSON text in one form: a member a line, two spaces a level. Numbers and texts stay as they are written, character by character, and so do
 * placeholders without quotes.
 *
 * @param text JSON without repeated keys
 * @throws JsonSyntaxError, RangeError as scanJson does
 */
export function formatJson(text: string): string {
  return `${new Writer(text).value(scanJson(text).root, 'machine', '')}\n`
}

class Writer {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** @param node a value, or a member: key and value */
  value(node: SourceNode, role: Role, indent: string, isMember = false): string {
    const source = this.#source(node, isMember)
    if (source.startsWith('{')) return this.#object(node, role, indent)
    if (source.startsWith('[')) return this.#array(node, role, indent)
    return source
  }

  #source(node: SourceNode, isMember: boolean): string {
    const source = this.#text.slice(node.start, node.end)
    return isMember ? source.slice(/^"(?:[^"\\]|\\.)*"\s*:\s*/s.exec(source)![0].length) : source
  }

  #object(node: SourceNode, role: Role, indent: string): string {
    const inside = indent + INDENT
    const members = inOrder(role, [...node.members?.() ?? []], ([name]) => name)
    const lines = members.map(([name, member]) => {
      const [key] = /^"(?:[^"\\]|\\.)*"/s.exec(this.#text.slice(member.start, member.end))!
      return `${inside}${key}: ${this.value(member, roleOfMember(role, name), inside, true)}`
    })
    return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`
  }

  #array(node: SourceNode, role: Role, indent: string): string {
    const inside = indent + INDENT
    const items = [...node.members?.() ?? []].map(([, item]) => `${inside}${this.value(item, roleOfItem(role), inside)}`)
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${indent}]`
  }
}
