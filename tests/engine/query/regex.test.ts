import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { QueryError } from '../../../engine/asl/query/index.ts'
import { SafeRegex } from '../../../engine/asl/query/regex/safe-regex.ts'
import { queryErrorOf } from './scope.ts'

const atom = fc.constantFrom('a', 'b', 'A', '.', '-', 'é', '[ab]', '[^a]', '[a-c\\d]', '\\w', '\\W', '\\d', '\\s', '\\b', '\\B', '^', '$', '\\1', '\\2', '\\.', '\\u0061', '\\x62', '{', '(?=a)', '(?!b)')
const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{0,2}', '{1,}', '{1,2}?')
const source = fc.letrec<{ regex: string }>(tie => ({
  regex: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(atom, quantifier).map(([text, times]) => (/^(?:\^|\$|\\b|\\B|\(\?|\{)/.test(text) ? text : text + times)),
    fc.tuple(tie('regex'), tie('regex')).map(parts => parts.join('')),
    fc.tuple(tie('regex'), tie('regex')).map(parts => parts.join('|')),
    fc.tuple(fc.constantFrom('(', '(?:', '(?=', '(?!'), tie('regex'), quantifier).map(([open, body, times]) => `${open}${body})${/[=!]$/.test(open) ? '' : times}`),
  ),
})).regex
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', 'B', '1', ' ', '\n', '-', 'é', 'É', '{', '.'), maxLength: 12 })

describe('the regular expression matcher', () => {
  it('finds what JavaScript finds', () => {
    fc.assert(fc.property(source, fc.constantFrom('', 'i', 'm', 'g', 'im'), text, (pattern, flags, subject) => {
      const native = new RegExp(pattern, flags).exec(subject)
      const safe = new SafeRegex(pattern, flags).exec(subject)
      expect(safe && [...safe, safe.index]).toEqual(native && [...native, native.index])
    }), { numRuns: 3000 })
  })

  it.each([
    ['(?<year>\\d{4})-(?<month>\\d\\d)', '2026-11', ['2026-11', '2026', '11']],
    ['(?<q>[\'"]).*?\\k<q>', 'say "it\'s"', ['"it\'s"', '"']],
    ['(?<=\\$)\\d+', 'cost $42', ['42']],
    ['(?<!\\$)\\b\\d+', '$42 17', ['17']],
    ['[\\]\\-a]+', 'x]-a', [']-a']],
    ['\\cJ', '\n', ['\n']],
    ['(?:)', 'x', ['']],
  ])('%s', (pattern, subject, expected) => {
    expect([...new SafeRegex(pattern).exec(subject)!]).toEqual(expected)
  })

  it('goes on from lastIndex when global', () => {
    const regex = new SafeRegex('\\d', 'g')
    expect([regex.exec('1a2')?.[0], regex.lastIndex, regex.exec('1a2')?.[0], regex.exec('1a2'), regex.lastIndex]).toEqual(['1', 1, '2', null, 0])
  })

  it('tests whole texts', () => {
    expect([new SafeRegex('a+?').matchesWhole('aaa'), new SafeRegex('a|ab').matchesWhole('ab'), new SafeRegex('a').matchesWhole('ba')]).toEqual([true, true, false])
  })

  it.each([['(a+)+$', `${'a'.repeat(50)}!`], ['(a|aa)*$', `${'a'.repeat(60)}!`], ['\\s+$', `${' '.repeat(50_000)}x`], ['(.*)*x\\1', 'y'.repeat(60)]])('%s gives up instead of hanging', async (pattern, subject) => {
    await expect(queryErrorOf(() => new SafeRegex(pattern).exec(subject))).resolves.toBeInstanceOf(QueryError)
  })

  it('counts every search anew', () => {
    const regex = new SafeRegex('a*')
    for (let i = 0; i < 60; i++) expect(regex.test('a'.repeat(20_000))).toBe(true)
  })

  it.each(['(', '[', '(?<a>x)(?<a>y)', '(a{1000}){1000}'])('%s is refused', async (pattern) => {
    await expect(queryErrorOf(() => new SafeRegex(pattern))).resolves.toBeInstanceOf(QueryError)
  })
})
