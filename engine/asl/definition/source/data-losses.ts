import { isMap, isScalar, parseDocument, visit, type Document, type Node } from 'yaml'
import { isRounded, type Loss, lossesIn } from '../../query/json-losses.ts'
import { withoutByteOrderMark } from '../../query/json.ts'
import { pointerOf, type Diagnostic } from './diagnostic.ts'
import { LineIndex } from './source-text.ts'

/**
 * Warnings about data that is not kept as it is written: integers beyond 2^53 become the nearest that a double holds, and
 * of a key given twice in an object only the last value counts.
 *
 * Never throws. A text that is neither JSON nor YAML has no warnings: whoever reads it says what is wrong with it.
 *
 * @param marked the data, which may begin with a byte-order mark, such as an execution's input or a mock file: JSON, or YAML 1.2
 * @param options.file name to put into the warnings, which say line and column, and a JSON pointer
 */
export function dataLosses(marked: string, { file }: { file?: string } = {}): Diagnostic[] {
  const text = withoutByteOrderMark(marked)
  const lines = new LineIndex(text)
  return found(text).map(loss => ({
    severity: 'WARNING',
    code: loss.kind === 'rounded' ? 'NUMBER_ROUNDED' : 'REPEATED_KEY',
    message: loss.kind === 'rounded'
      ? `The number ${loss.text} is beyond the integers that are kept exactly and became ${Number(loss.text)}`
      : `The key ${JSON.stringify(loss.text)} is given more than once, and only its last value counts`,
    location: pointerOf(loss.path),
    range: lines.range(loss.start, loss.end),
    ...(file === undefined ? {} : { file }),
  }))
}

function found(text: string): Loss[] {
  try {
    JSON.parse(text)
    return [...lossesIn(text)]
  }
  catch {
    return roundedInYaml(text)
  }
}

/** Integers only: YAML's readers refuse a key given twice. */
function roundedInYaml(text: string): Loss[] {
  try {
    return roundedIn(parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' }))
  }
  catch {
    return []
  }
}

function roundedIn(document: Document.Parsed): Loss[] {
  const losses: Loss[] = []
  visit(document, {
    Scalar(_key, node, ancestors) {
      const { source, value, range } = node
      if (typeof value !== 'number' || source === undefined || !Number.isFinite(value) || !isRounded(source)) return
      losses.push({ kind: 'rounded', text: source, path: pathOf([...ancestors, node]), start: range?.[0] ?? 0, end: range?.[1] ?? 0 })
    },
  })
  return losses
}

/** The steps that lead through a node's ancestors to it. */
function pathOf(nodes: readonly unknown[]): (string | number)[] {
  return nodes.flatMap((node, index): (string | number)[] => {
    const child = nodes[index + 1]
    if (child === undefined || typeof node !== 'object' || node === null || !('items' in node)) return []
    if (!isMap(node)) return [(node.items as unknown[]).indexOf(child)]
    const { key } = child as { key: Node }
    return [isScalar(key) ? String(key.value) : String(key)]
  })
}
