import type { SourcePosition, SourceRange } from './diagnostic.ts'

/** A node of a parsed text: where its key (if it has one) starts, where its value ends, and what is inside it. */
export interface SourceNode {
  /** Offset of the key, or of the value where there is no key. */
  start: number
  /** Offset just after the value. */
  end: number
  child(step: string): SourceNode | undefined
  /** What is inside, with keys or indexes, in the order of the text. JSON has it, YAML has its own tree for that. */
  members?: () => Iterable<[string, SourceNode]>
}

/** Turns offsets of a text into lines and columns. */
export class LineIndex {
  readonly #starts: number[] = [0]
  readonly #text: string

  constructor(text: string) {
    this.#text = text
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  position(offset: number): SourcePosition {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - this.#starts[low]! + 1 }
  }

  /** The offset of the line break that ends the line of an offset. */
  endOfLine(offset: number): number {
    const end = this.#text.indexOf('\n', offset)
    return end < 0 ? this.#text.length : end
  }

  /** The range between two offsets, without the white space a block value ends in. */
  range(start: number, end: number): SourceRange {
    let last = Math.min(end, this.#text.length)
    while (last > start && /\s/.test(this.#text[last - 1]!)) last--
    return { start: this.position(start), end: this.position(Math.max(last, start)) }
  }
}

/**
 * Follows the steps of a pointer as far as the text goes. `exact` says whether it went all the way. A step such as
 * `Choices[0]`, as AWS's diagnostics write it, is the two steps `Choices` and `0`.
 */
export function findNode(root: SourceNode, steps: readonly string[]): { node: SourceNode, exact: boolean } {
  let node = root
  for (const step of steps) {
    const next = node.child(step) ?? indexed(node, step)
    if (next === undefined) return { node, exact: false }
    node = next
  }
  return { node, exact: true }
}

function indexed(node: SourceNode, step: string): SourceNode | undefined {
  const match = /^(.+)\[(\d+)\]$/.exec(step)
  return match ? node.child(match[1]!)?.child(match[2]!) : undefined
}
