import type { RegexNode } from './parse-regex.ts'
import { QueryError } from '../query-error.ts'

/** Instructions of the matcher. Targets are indexes into the program. */
export type Instruction =
  | { op: 'set', matches: (code: number) => boolean }
  | { op: 'split', first: number, second: number }
  | { op: 'jump', to: number }
  | { op: 'save', slot: number }
  | { op: 'clear', from: number, to: number }
  | { op: 'mark', slot: number }
  | { op: 'advanced', slot: number }
  | { op: 'assert', what: 'start' | 'end' | 'boundary' | 'inside' }
  | { op: 'backreference', index: number }
  | { op: 'look', ahead: boolean, negative: boolean, program: Instruction[] }
  | { op: 'match' }

/** Counted repetition is unrolled; `(a{1000}){1000}` must not become a program of millions. */
const maxInstructions = 20_000

/** Compiles a syntax tree. The slots are two for each capture, the whole match first, then one for each loop, which notes where its round began. */
export function compileRegex(root: RegexNode, captures: number): { program: Instruction[], slots: number } {
  const compiler = new Compiler(2 * (captures + 1))
  const program = compiler.compile(root)
  return { program, slots: compiler.slots }
}

class Compiler {
  slots: number
  private size = 0

  constructor(slots: number) {
    this.slots = slots
  }

  compile(root: RegexNode): Instruction[] {
    const program: Instruction[] = []
    this.emit(program, root)
    program.push({ op: 'match' })
    return program
  }

  private emit(out: Instruction[], node: RegexNode): void {
    if (++this.size > maxInstructions) {
      throw new QueryError('States.QueryEvaluationError', 'The regular expression is too large.')
    }
    switch (node.kind) {
      case 'empty': return
      case 'set': out.push({ op: 'set', matches: node.matches }); return
      case 'assert': out.push({ op: 'assert', what: node.what }); return
      case 'backreference': out.push({ op: 'backreference', index: node.index }); return
      case 'sequence': node.items.forEach(item => this.emit(out, item)); return
      case 'capture':
        out.push({ op: 'save', slot: 2 * node.index })
        this.emit(out, node.body)
        out.push({ op: 'save', slot: 2 * node.index + 1 })
        return
      case 'look': out.push({ op: 'look', ahead: node.ahead, negative: node.negative, program: this.compile(node.body) }); return
      case 'choice': this.emitChoice(out, node.options); return
      case 'repeat': this.emitRepeat(out, node)
    }
  }

  private emitChoice(out: Instruction[], options: RegexNode[]): void {
    const jumps: { op: 'jump', to: number }[] = []
    options.forEach((option, i) => {
      if (i === options.length - 1) {
        this.emit(out, option)
        return
      }
      const split = { op: 'split' as const, first: out.length + 1, second: 0 }
      out.push(split)
      this.emit(out, option)
      const jump = { op: 'jump' as const, to: 0 }
      out.push(jump)
      jumps.push(jump)
      split.second = out.length
    })
    for (const jump of jumps) jump.to = out.length
  }

  private emitRepeat(out: Instruction[], node: RegexNode & { kind: 'repeat' }): void {
    for (let i = 0; i < node.min; i++) this.emitRound(out, node)
    if (node.max === Number.POSITIVE_INFINITY) {
      const start = out.length
      const split = this.split(out)
      const slot = this.slots++
      out.push({ op: 'mark', slot })
      this.emitRound(out, node)
      out.push({ op: 'advanced', slot }, { op: 'jump', to: start })
      this.leave(split, node.lazy, out.length)
      return
    }
    const splits: { first: number, second: number }[] = []
    for (let i = node.min; i < node.max; i++) {
      splits.push(this.split(out))
      const slot = this.slots++
      out.push({ op: 'mark', slot })
      this.emitRound(out, node)
      out.push({ op: 'advanced', slot })
    }
    for (const split of splits) this.leave(split, node.lazy, out.length)
  }

  /** Every round of a repetition starts with the captures inside it forgotten. */
  private emitRound(out: Instruction[], node: RegexNode & { kind: 'repeat' }): void {
    if (node.endCapture > node.firstCapture) out.push({ op: 'clear', from: 2 * node.firstCapture, to: 2 * node.endCapture })
    this.emit(out, node.body)
  }

  private split(out: Instruction[]): { first: number, second: number } {
    const split = { op: 'split' as const, first: out.length + 1, second: out.length + 1 }
    out.push(split)
    return split
  }

  private leave(split: { first: number, second: number }, lazy: boolean, to: number): void {
    if (lazy) split.first = to
    else split.second = to
  }
}
