import type { Entry } from './entry.ts'

/** What is wrong with a value, or with one item of a value that is a list. */
export type Problem = string | { item: number, message: string }

/** A field that an entry may have: whether it must, and what is wrong with a value (undefined when nothing is). */
export interface Rule {
  required: boolean
  problem: (value: unknown) => Problem | undefined
}

/** The fields of one kind of entry. */
export type Rules = Record<string, Rule>

/** Makes a rule's field one that may be left out. */
export function optional(rule: Rule): Rule {
  return { ...rule, required: false }
}

/** Text of one line, at most `longest` characters: what fits on a slide. */
export function text(longest: number): Rule {
  return required((value) => {
    if (typeof value !== 'string' || value.trim() === '')
      return 'must be text'
    if (/\n/.test(value.trim()))
      return 'must be one line; fold it with >-'
    return value.length > longest ? `is ${value.length} characters long, ${longest} fit on the slide` : undefined
  })
}

/** A name such as `lambda-destinations` or an id such as `S07`. */
export function name(pattern: RegExp, example: string): Rule {
  return required(value => typeof value === 'string' && pattern.test(value) ? undefined : `must look like ${example}, not ${show(value)}`)
}

/** One of a few words. */
export function oneOf(words: readonly string[]): Rule {
  return required(value => words.includes(value as string) ? undefined : `must be one of ${words.join(', ')}, not ${show(value)}`)
}

export const boolean: Rule = required(value => typeof value === 'boolean' ? undefined : `must be true or false, not ${show(value)}`)

export const positiveNumber: Rule = required(value =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? undefined : `must be a number above 0, not ${show(value)}`)

export const count: Rule = required(value =>
  Number.isInteger(value) && (value as number) >= 0 ? undefined : `must be a whole number, 0 or more, not ${show(value)}`)

/** An address that a reader can click. */
export const link: Rule = required(linkProblem)

/** A list of texts, with `least` items or more. */
export function texts(least: number): Rule {
  return required((value) => {
    if (!Array.isArray(value))
      return 'must be a list'
    if (value.length < least)
      return least === 1 ? 'needs an entry at least' : `needs ${least} entries at least`
    return value.every(item => typeof item === 'string' && item.trim() !== '') ? undefined : 'must be a list of texts'
  })
}

/** Where a number comes from: `{ text, url? }`. */
export const source: Rule = required(sourceProblem)

/** A list of sources, one at least. */
export const sources: Rule = required((value) => {
  if (!Array.isArray(value) || value.length === 0)
    return 'needs a source at least'
  const problems = value.map(sourceProblem)
  const item = problems.findIndex(problem => problem !== undefined)
  return item < 0 ? undefined : { item, message: problems[item] ?? '' }
})

/** A rule of one's own, for a field that has to be there. */
export function required(problem: Rule['problem']): Rule {
  return { required: true, problem }
}

/**
 * Holds an entry against its rules and reports on the line concerned: a missing field, a field nobody knows, a value
 * that breaks its rule.
 *
 * @returns true when everything was in order
 */
export function keepsRules(entry: Entry, rules: Rules): boolean {
  let kept = true
  const report = (message: string, field?: string, item?: number) => {
    kept = false
    if (field !== undefined && item !== undefined)
      entry.reportItem(message, field, item)
    else
      entry.report(message, field)
  }
  for (const [field, rule] of Object.entries(rules)) {
    if (!entry.fields.includes(field)) {
      if (rule.required)
        report(`${label(entry)}: missing ${field}`)
      continue
    }
    const problem = rule.problem(entry.value[field])
    if (typeof problem === 'string')
      report(`${label(entry)}: ${field} ${problem}`, field)
    else if (problem !== undefined)
      report(`${label(entry)}: ${field} ${problem.message}`, field, problem.item)
  }
  for (const field of entry.fields) {
    if (!(field in rules))
      report(`${label(entry)}: unknown field ${field}`, field)
  }
  return kept
}

/** How messages call an entry. */
export function label(entry: Entry): string {
  return typeof entry.value.id === 'string' ? entry.value.id : 'entry'
}

function linkProblem(value: unknown): string | undefined {
  const malformed = `is not a link: ${show(value)}`
  if (typeof value !== 'string' || /\s/.test(value) || !/^https?:\/\//.test(value) || !URL.canParse(value))
    return malformed
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(new URL(value).hostname) ? undefined : malformed
}

function sourceProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'must be a source with text and, if there is one, url'
  const { text: words, url, ...others } = value as Record<string, unknown>
  if (typeof words !== 'string' || words.trim() === '')
    return 'has no text that names the source'
  if (Object.keys(others).length > 0)
    return `has an unknown field ${Object.keys(others)[0]}`
  return url === undefined ? undefined : linkProblem(url)
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? 'nothing'
}
