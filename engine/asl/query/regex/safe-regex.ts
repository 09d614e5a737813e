import type { Instruction } from './program.ts'
import { QueryError } from '../query-error.ts'
import { canonicalCase, isLineEnd, isWord, parseRegex } from './parse-regex.ts'
import { compileRegex } from './program.ts'

/** Counts down what an evaluation may still do; throws a QueryError when nothing is left. */
export type Spend = (steps: number) => void

/** Steps one search may take when nobody else counts: some ten milliseconds. */
const maxSteps = 1_000_000

interface Compiled {
  program: Instruction[]
  slots: number
  captures: number
  ignoreCase: boolean
  multiline: boolean
}

const compiled = new WeakMap<RegExp, Compiled>()

/**
 * A regular expression that can't hang. JavaScript's own engine backtracks without end on patterns such as `(a+)+$`, and
 * nothing can stop it from outside; this matcher answers the same for the same pattern, counts its steps and gives up
 * with a QueryError. It has what `jsonata` asks of its RegexEngine option: a constructor taking a RegExp, exec, lastIndex.
 */
export class SafeRegex {
  lastIndex = 0
  readonly source: string
  readonly flags: string
  private readonly global: boolean
  private readonly spend: Spend | undefined
  private readonly compiled: Compiled

  /** Without `spend`, each search has a limit of its own. */
  constructor(pattern: string | RegExp, flags = '', spend?: Spend) {
    const native = typeof pattern === 'string' ? nativeRegex(pattern, flags) : pattern
    this.source = native.source
    this.flags = native.flags
    this.global = native.global || native.sticky
    this.spend = spend
    let found = compiled.get(native)
    if (!found) compiled.set(native, found = compile(native))
    this.compiled = found
  }

  /** Like RegExp.prototype.exec, the `groups` property aside. */
  exec(text: string): RegExpExecArray | null {
    const from = this.global ? this.lastIndex : 0
    const spend = this.spend ?? stepLimit()
    for (let start = from; start <= text.length; start++) {
      const slots = this.run(text, start, spend)
      if (!slots) continue
      if (this.global) this.lastIndex = slots[1]!
      return this.result(text, slots)
    }
    this.lastIndex = 0
    return null
  }

  test(text: string): boolean {
    return this.exec(text) !== null
  }

  /** Whether the pattern matches the text from end to end. */
  matchesWhole(text: string, spend: Spend = this.spend ?? stepLimit()): boolean {
    return this.run(text, 0, spend, text.length) !== undefined
  }

  private run(text: string, start: number, spend: Spend, end?: number): number[] | undefined {
    const slots = Array.from<number>({ length: this.compiled.slots }).fill(-1)
    slots[0] = start
    return new Matcher(text, this.compiled, spend).run(this.compiled.program, start, slots, end)
  }

  private result(text: string, slots: number[]): RegExpExecArray {
    const groups = Array.from({ length: this.compiled.captures + 1 }, (_, i) =>
      slots[2 * i]! < 0 || slots[2 * i + 1]! < 0 ? undefined : text.slice(slots[2 * i], slots[2 * i + 1]))
    return Object.assign(groups, { index: slots[0]!, input: text, groups: undefined }) as unknown as RegExpExecArray
  }
}

function nativeRegex(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags)
  }
  catch {
    throw new QueryError('States.QueryEvaluationError', 'The regular expression is not valid.')
  }
}

function compile(native: RegExp): Compiled {
  const { root, captures } = parseRegex(native.source === '(?:)' ? '' : native.source, native.ignoreCase)
  return { ...compileRegex(root, captures), captures, ignoreCase: native.ignoreCase, multiline: native.multiline }
}

function stepLimit(): Spend {
  let left = maxSteps
  return (steps) => {
    left -= steps
    if (left < 0) throw new QueryError('States.QueryEvaluationError', 'A regular expression takes too many steps on this text.')
  }
}

/** One way back: continue at `pc` and `at`, or, with `pc` negative, put `at` back into slot `-pc - 1` and go on backtracking. */
interface Retreat {
  pc: number
  at: number
}

class Matcher {
  private readonly text: string
  private readonly regex: Compiled
  private readonly spend: Spend

  constructor(text: string, regex: Compiled, spend: Spend) {
    this.text = text
    this.regex = regex
    this.spend = spend
  }

  /** Runs a program from a position; returns the slots of the first match (ending at `end`, if that is given). */
  run(program: Instruction[], start: number, slots: number[], end?: number): number[] | undefined {
    const { text, spend } = this
    const retreats: Retreat[] = []
    let pc = 0
    let at = start
    const save = (slot: number, value: number): void => {
      retreats.push({ pc: -slot - 1, at: slots[slot]! })
      slots[slot] = value
    }
    const retreat = (): boolean => {
      for (let back = retreats.pop(); back; back = retreats.pop()) {
        if (back.pc >= 0) {
          pc = back.pc
          at = back.at
          return true
        }
        slots[-back.pc - 1] = back.at
      }
      return false
    }
    for (;;) {
      spend(1)
      const instruction = program[pc]!
      let matched = true
      switch (instruction.op) {
        case 'set':
          matched = at < text.length && instruction.matches(text.charCodeAt(at))
          if (matched) at++
          break
        case 'split':
          retreats.push({ pc: instruction.second, at })
          pc = instruction.first
          continue
        case 'jump':
          pc = instruction.to
          continue
        case 'save':
          save(instruction.slot, at)
          break
        case 'mark':
          save(instruction.slot, at)
          break
        case 'advanced':
          matched = slots[instruction.slot] !== at
          break
        case 'clear':
          for (let slot = instruction.from; slot < instruction.to; slot++) save(slot, -1)
          break
        case 'assert':
          matched = this.holds(instruction.what, at)
          break
        case 'backreference': {
          const length = this.repeated(slots[2 * instruction.index]!, slots[2 * instruction.index + 1]!, at)
          matched = length >= 0
          if (matched) at += length
          break
        }
        case 'look': {
          const seen = this.look(instruction, at, slots)
          matched = (seen !== undefined) !== instruction.negative
          if (matched && seen) seen.forEach((value, slot) => slot > 1 && slots[slot] !== value && save(slot, value))
          break
        }
        case 'match':
          matched = end === undefined || at === end
          if (matched) {
            slots[1] = at
            return slots
          }
      }
      if (matched) pc++
      else if (!retreat()) return undefined
    }
  }

  private look(look: Instruction & { op: 'look' }, at: number, slots: number[]): number[] | undefined {
    if (look.ahead) return this.run(look.program, at, [...slots])
    for (let start = at; start >= 0; start--) {
      const seen = this.run(look.program, start, [...slots], at)
      if (seen) return seen
    }
    return undefined
  }

  private holds(what: 'start' | 'end' | 'boundary' | 'inside', at: number): boolean {
    const { text } = this
    if (what === 'start') return at === 0 || (this.regex.multiline && isLineEnd(text.charCodeAt(at - 1)))
    if (what === 'end') return at === text.length || (this.regex.multiline && isLineEnd(text.charCodeAt(at)))
    const before = at > 0 && isWord(text.charCodeAt(at - 1))
    const after = at < text.length && isWord(text.charCodeAt(at))
    return (before !== after) === (what === 'boundary')
  }

  /** Length of a captured text where it occurs again, 0 for a group that has not taken part, -1 where it differs. */
  private repeated(from: number, to: number, at: number): number {
    if (from < 0 || to < 0) return 0
    const length = to - from
    if (at + length > this.text.length) return -1
    this.spend(length)
    for (let i = 0; i < length; i++) {
      const [a, b] = [this.text.charCodeAt(from + i), this.text.charCodeAt(at + i)]
      if (a !== b && !(this.regex.ignoreCase && canonicalCase(a) === canonicalCase(b))) return -1
    }
    return length
  }
}
