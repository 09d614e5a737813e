/** Syntax tree of a regular expression as ECMAScript defines it without the `u` and `v` flags. */
export type RegexNode =
  | { kind: 'empty' }
  | { kind: 'set', matches: (code: number) => boolean }
  | { kind: 'assert', what: 'start' | 'end' | 'boundary' | 'inside' }
  | { kind: 'sequence', items: RegexNode[] }
  | { kind: 'choice', options: RegexNode[] }
  | { kind: 'capture', index: number, body: RegexNode }
  | { kind: 'backreference', index: number }
  | { kind: 'look', ahead: boolean, negative: boolean, body: RegexNode }
  | { kind: 'repeat', body: RegexNode, min: number, max: number, lazy: boolean, firstCapture: number, endCapture: number }

export interface RegexSyntax {
  root: RegexNode
  /** Number of capturing groups, the whole match not counted. */
  captures: number
}

export type CodeTest = (code: number) => boolean

const isDigit: CodeTest = code => code >= 48 && code <= 57
export const isWord: CodeTest = code => isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95
const spaces = new Set('\t\n\v\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF'.split('').map(char => char.charCodeAt(0)))
const isSpace: CodeTest = code => spaces.has(code)
export const isLineEnd: CodeTest = code => code === 10 || code === 13 || code === 0x2028 || code === 0x2029

const classEscapes: Record<string, CodeTest> = {
  d: isDigit,
  D: code => !isDigit(code),
  w: isWord,
  W: code => !isWord(code),
  s: isSpace,
  S: code => !isSpace(code),
}
const controlEscapes: Record<string, number> = { t: 9, n: 10, v: 11, f: 12, r: 13 }

/** Parses the source of a regular expression that JavaScript's own RegExp has already accepted. */
export function parseRegex(source: string, ignoreCase: boolean): RegexSyntax {
  return new RegexParser(source, ignoreCase).parse()
}

class RegexParser {
  private at = 0
  private captures = 0
  private readonly source: string
  private readonly ignoreCase: boolean
  private readonly groupCount: number
  private readonly names: (string | undefined)[]

  constructor(source: string, ignoreCase: boolean) {
    this.source = source
    this.ignoreCase = ignoreCase
    this.names = groupNames(source)
    this.groupCount = this.names.length
  }

  parse(): RegexSyntax {
    const root = this.choice()
    return { root, captures: this.captures }
  }

  private choice(): RegexNode {
    const options = [this.sequence()]
    while (this.take('|')) options.push(this.sequence())
    return options.length === 1 ? options[0]! : { kind: 'choice', options }
  }

  private sequence(): RegexNode {
    const items: RegexNode[] = []
    while (this.at < this.source.length && !this.sees('|') && !this.sees(')')) {
      const firstCapture = this.captures + 1
      const atom = this.atom()
      items.push(this.quantified(atom, firstCapture))
    }
    if (items.length === 0) return { kind: 'empty' }
    return items.length === 1 ? items[0]! : { kind: 'sequence', items }
  }

  private quantified(body: RegexNode, firstCapture: number): RegexNode {
    const [min, max] = this.quantifier()
    if (min < 0) return body
    const lazy = this.take('?')
    return { kind: 'repeat', body, min, max, lazy, firstCapture, endCapture: this.captures + 1 }
  }

  private quantifier(): [number, number] {
    if (this.take('*')) return [0, Number.POSITIVE_INFINITY]
    if (this.take('+')) return [1, Number.POSITIVE_INFINITY]
    if (this.take('?')) return [0, 1]
    const counted = /\{(\d+)(?:(,)(\d*))?\}/y
    counted.lastIndex = this.at
    const found = counted.exec(this.source)
    if (!found) return [-1, -1]
    this.at += found[0].length
    const min = Number(found[1])
    return [min, found[2] === undefined ? min : found[3] ? Number(found[3]) : Number.POSITIVE_INFINITY]
  }

  private atom(): RegexNode {
    const char = this.source[this.at]!
    if (char === '(') return this.group()
    this.at++
    if (char === '^') return { kind: 'assert', what: 'start' }
    if (char === '$') return { kind: 'assert', what: 'end' }
    if (char === '.') return { kind: 'set', matches: code => !isLineEnd(code) }
    if (char === '[') return { kind: 'set', matches: this.characterClass() }
    if (char === '\\') return this.escape()
    return this.literal(char.charCodeAt(0))
  }

  private group(): RegexNode {
    this.at++
    if (this.take('?:')) return this.closing(this.choice())
    for (const [opening, ahead, negative] of [['?=', true, false], ['?!', true, true], ['?<=', false, false], ['?<!', false, true]] as const) {
      if (this.take(opening)) return { kind: 'look', ahead, negative, body: this.closing(this.choice()) }
    }
    if (this.take('?<')) this.at = this.source.indexOf('>', this.at) + 1
    const index = ++this.captures
    return { kind: 'capture', index, body: this.closing(this.choice()) }
  }

  private closing(body: RegexNode): RegexNode {
    this.at++
    return body
  }

  private escape(): RegexNode {
    const char = this.source[this.at] ?? '\\'
    if (char === 'b' || char === 'B') {
      this.at++
      return { kind: 'assert', what: char === 'b' ? 'boundary' : 'inside' }
    }
    if (char === 'k' && this.names.some(name => name !== undefined)) {
      const end = this.source.indexOf('>', this.at)
      const name = this.source.slice(this.at + 2, end)
      this.at = end + 1
      return { kind: 'backreference', index: this.names.indexOf(name) + 1 }
    }
    const reference = /[1-9]\d*/y
    reference.lastIndex = this.at
    const number = Number(reference.exec(this.source)?.[0])
    if (number <= this.groupCount) {
      this.at += String(number).length
      return { kind: 'backreference', index: number }
    }
    const test = classEscapes[char]
    if (test) {
      this.at++
      return { kind: 'set', matches: test }
    }
    return this.literal(this.escapedCode(false))
  }

  /** The character code that an escape stands for, legacy octal and identity escapes included. */
  private escapedCode(inClass: boolean): number {
    const rest = this.source.slice(this.at, this.at + 5)
    const coded = /^x([\da-f]{2})/i.exec(rest) ?? /^u([\da-f]{4})/i.exec(rest)
    if (coded) return this.consume(coded[0].length, Number.parseInt(coded[1]!, 16))
    const octal = /^(?:[0-3][0-7]{0,2}|[4-7][0-7]?)/.exec(rest)
    if (octal) return this.consume(octal[0].length, Number.parseInt(octal[0], 8))
    const control = (inClass ? /^c(\w)/ : /^c([a-z])/i).exec(rest)
    if (control) return this.consume(2, control[1]!.charCodeAt(0) % 32)
    const char = rest[0] ?? '\\'
    if (char === 'c') return '\\'.charCodeAt(0)
    if (inClass && char === 'b') return this.consume(1, 8)
    return this.consume(1, controlEscapes[char] ?? char.charCodeAt(0))
  }

  private consume(length: number, code: number): number {
    this.at += length
    return code
  }

  private characterClass(): CodeTest {
    const negated = this.take('^')
    const tests: CodeTest[] = []
    while (!this.sees(']')) {
      const from = this.classAtom()
      if (this.sees('-') && this.source[this.at + 1] !== ']') {
        this.at++
        const to = this.classAtom()
        if (typeof from === 'number' && typeof to === 'number') {
          tests.push(code => code >= from && code <= to)
          continue
        }
        tests.push(asTest(from), asTest('-'.charCodeAt(0)), asTest(to))
        continue
      }
      tests.push(asTest(from))
    }
    this.at++
    const folded = this.ignoreCase
      ? (code: number) => tests.some(test => test(code) || caseVariants(code).some(test))
      : (code: number) => tests.some(test => test(code))
    return negated ? code => !folded(code) : folded
  }

  private classAtom(): number | CodeTest {
    const char = this.source[this.at++]!
    if (char !== '\\') return char.charCodeAt(0)
    const test = classEscapes[this.source[this.at]!]
    if (!test) return this.escapedCode(true)
    this.at++
    return test
  }

  private literal(code: number): RegexNode {
    if (!this.ignoreCase) return { kind: 'set', matches: other => other === code }
    const canonical = canonicalCase(code)
    return { kind: 'set', matches: other => other === code || canonicalCase(other) === canonical }
  }

  private sees(text: string): boolean {
    return this.source.startsWith(text, this.at)
  }

  private take(text: string): boolean {
    if (!this.sees(text)) return false
    this.at += text.length
    return true
  }
}

/** The names of all capturing groups in order, undefined for those without: a backreference may come before its group. */
function groupNames(source: string): (string | undefined)[] {
  const names: (string | undefined)[] = []
  const tokens = /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\((?!\?(?!<[^=!]))(?:\?<([^>]*)>)?/g
  for (const token of source.matchAll(tokens)) {
    if (token[0].startsWith('(')) names.push(token[1])
  }
  return names
}

function asTest(atom: number | CodeTest): CodeTest {
  return typeof atom === 'number' ? code => code === atom : atom
}

/** Case folding of the `i` flag: to upper case, unless that takes more characters or leads from outside ASCII into it. */
export function canonicalCase(code: number): number {
  const upper = String.fromCharCode(code).toUpperCase()
  if (upper.length !== 1) return code
  const folded = upper.charCodeAt(0)
  return code >= 128 && folded < 128 ? code : folded
}

function caseVariants(code: number): number[] {
  const char = String.fromCharCode(code)
  return [char.toLowerCase(), char.toUpperCase()]
    .filter(variant => variant.length === 1 && canonicalCase(variant.charCodeAt(0)) === canonicalCase(code))
    .map(variant => variant.charCodeAt(0))
}
