import type { Part, Run } from './run.ts'
import { SafeRegex } from '../../regex/safe-regex.ts'
import { charactersPerStep, regexMovesPerStep } from '../meter.ts'
import { lettersPerStep } from '../metering/prices.ts'
import { unsure } from './run.ts'
import { asSequence } from './values.ts'

/** What a function does with a text, a pattern and, where it takes one, a replacement. */
type Search = (text: string, pattern: RegExp, run: Run, replacement: string) => unknown

/** By how many arguments stand behind the pattern. */
const searches: readonly Readonly<Record<string, Search>>[] = [{ contains, match, split }, { replace }]

/**
 * `$split(text, /-/)`, `$contains`, `$match` and `$replace` with a pattern that is written in the call, and no limit.
 *
 * @param name the function
 * @param text what it looks at
 * @param pattern what it looks for
 * @param others the arguments behind the pattern
 * @returns undefined for any other function, or number of arguments
 */
export function patternPart(name: string, text: Part, pattern: RegExp, others: readonly Part[]): Part | undefined {
  const known = searches[others.length]
  const search = known && Object.hasOwn(known, name) ? known[name]! : undefined
  return search && ((context, run) => {
    if (run.scope.variables.get(name) !== undefined) throw unsure
    const [value, replacement = ''] = [text, ...others].map(part => textIn(part(context, run)))
    run.spend(1 + value!.length / charactersPerStep)
    return search(value!, pattern, run, replacement)
  })
}

/** What a signature says of anything else, `jsonata` knows. */
function textIn(value: unknown): string {
  if (typeof value !== 'string') throw unsure
  return value
}

function contains(text: string, pattern: RegExp, run: Run): boolean {
  return matcher(pattern, run).exec(text) !== null
}

function match(text: string, pattern: RegExp, run: Run): unknown[] {
  const all: unknown[] = []
  eachMatch(text, pattern, run, ([whole, ...groups], index) => {
    const found = { match: whole, index, groups }
    run.hold(found)
    all.push(found)
  })
  return asSequence(all)
}

function split(text: string, pattern: RegExp, run: Run): string[] {
  run.spend(text.length / lettersPerStep)
  const parts: string[] = []
  let from = 0
  eachMatch(text, pattern, run, ([whole], index) => {
    parts.push(text.slice(from, index))
    from = index + whole.length
  })
  parts.push(text.slice(from))
  run.hold(parts)
  return parts
}

function replace(text: string, pattern: RegExp, run: Run, replacement: string): string {
  const parts: string[] = []
  let from = 0
  eachMatch(text, pattern, run, (found, index) => {
    run.spend(1 + replacement.length / 16)
    const by = replacement.includes('$') ? filledIn(replacement, found) : replacement
    run.grow(index - from + by.length)
    parts.push(text.slice(from, index), by)
    from = index + found[0].length
  })
  parts.push(text.slice(from))
  return parts.join('')
}

/** `$0` is the match, `$1` a group of it, `$$` a dollar; any other dollar stands for itself. */
function filledIn(replacement: string, [whole, ...groups]: RegExpExecArray): string {
  // Numbers of two digits, and what else JavaScript reads as a number, are left to `jsonata`.
  if (groups.length > 9 || /\$[\s+-]/.test(replacement)) throw unsure
  return replacement.replaceAll(/\$([$\d])/g, (_, sign: string) => {
    if (sign === '$') return '$'
    return (sign === '0' ? whole : groups[Number(sign) - 1]) ?? ''
  })
}

/** Calls back for every match. One of no letters is an error, or the last one: that is left to `jsonata`. */
function eachMatch(text: string, pattern: RegExp, run: Run, found: (match: RegExpExecArray, index: number) => void): void {
  const regex = matcher(pattern, run)
  for (let match = regex.exec(text); match; match = regex.lastIndex < text.length ? regex.exec(text) : null) {
    if (match[0] === '') throw unsure
    run.spend(1)
    found(match, match.index)
  }
}

/** Its moves are paid for as they are made. */
function matcher(pattern: RegExp, run: Run): SafeRegex {
  return new SafeRegex(pattern, '', moves => run.spend(moves / regexMovesPerStep))
}
