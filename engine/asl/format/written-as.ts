import { Document, isMap, isScalar, isSeq, type Node } from 'yaml'
import { pointerOf } from '../definition/source/diagnostic.ts'
import { parseDefinition } from '../definition/source/parse.ts'
import { commentsOf } from './comments.ts'

/** Fields that take a number, and so do their placeholders. */
const NUMBER = /(?:Seconds|Rate|Attempts|Count|Percentage|Concurrency|Items|Bytes\w*)$/

/**
 * A definition in the other of the two languages that it may be written in. In JSON placeholders stand in quotes, so that every tool reads it.
 *
 * @param language what it is to be
 * @param text YAML or JSON, as `parseDefinition` reads it
 * @returns the text, which says the same; `lost`, whether comments stay behind, for which JSON has no place
 * @throws SyntaxError with one sentence for a text that is not readable, or that would not say the same
 */
export function writtenAs(language: 'JSON' | 'YAML', text: string): { text: string, lost: boolean } {
  const { definition, diagnostics, unquoted } = parseDefinition(text)
  const first = diagnostics.find(({ severity }) => severity === 'ERROR')
  if (!definition || first) throw new SyntaxError(`Line ${first?.range?.start.line ?? 1} can’t be read, so it can’t be written as ${language}.`)
  const data = JSON.stringify(definition, null, 2)
  const number = [...unquoted].find((pointer) => NUMBER.test(pointer))
  if (language === 'JSON' && number !== undefined) throw new SyntaxError(`${number} is a placeholder for a number, which is no JSON until it has a value.`)
  const written = language === 'JSON' ? `${data}\n` : yamlOf(definition, unquoted)
  if (JSON.stringify(parseDefinition(written).definition, null, 2) !== data) throw new SyntaxError(`This text says something that ${language} can’t.`)
  return { text: written, lost: language === 'JSON' && commentsOf(text).length > 0 }
}

function yamlOf(definition: object, unquoted: ReadonlySet<string>): string {
  const document = new Document(definition, { aliasDuplicateObjects: false })
  quote(document.contents, [], unquoted)
  // Long lines stay whole: an expression that is folded is hard to read.
  return document.toString({ lineWidth: 0 })
}

/** A placeholder within quotes is text, whatever it stands for: it keeps them. */
function quote(node: Node | null, path: readonly (string | number)[], unquoted: ReadonlySet<string>): void {
  if (isMap(node)) node.items.forEach(({ key, value }) => quote(value as Node, [...path, String(isScalar(key) ? key.value : key)], unquoted))
  else if (isSeq(node)) node.items.forEach((item, at) => quote(item as Node, [...path, at], unquoted))
  else if (isScalar(node) && typeof node.value === 'string' && /^\$\{[^}]*\}$/.test(node.value) && !unquoted.has(pointerOf(path))) node.type = 'QUOTE_DOUBLE'
}
