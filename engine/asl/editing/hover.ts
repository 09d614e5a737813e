import { fieldNames } from './completion.ts'
import { contextOf } from './context.ts'
import { namedAt } from './expression.ts'
import { FUNCTION_WORDS } from './function-words.ts'
import { fieldOf } from './rules.ts'
import { scan } from './scan.ts'
import { CONTEXT_WORDS, ERROR_WORDS, FIELD_WORDS, STATES_WORDS, TYPE_WORDS, type Word } from './words.ts'

export interface Hover extends Word {
  /** The word that is explained. */
  name: string
  from: number
  to: number
}

/**
 * What is to be said of the word at a place of a definition: a field, a state's type, an error name; in an expression a function or what
 * `$states` has.
 *
 * @returns undefined where the word is none of the language's
 */
export function hoverAt(text: string, offset: number): Hover | undefined {
  const found = scan(text, offset)
  if (!found.place) return undefined
  const named = namedAt(text, offset)
  if (named) return inExpression(named)
  const before = /[\w.]*$/.exec(text.slice(0, offset))![0].length
  const name = /^[\w.]+/.exec(text.slice(offset - before))?.[0].replace(/\.$/, '')
  if (!name) return undefined
  const context = contextOf(found, found.place.path)
  const field = fieldOf(context.inside)
  const isField = found.place.at === 'key' && fieldNames(context).includes(name)
  const words = isField ? FIELD_WORDS : field === 'Type' ? TYPE_WORDS : field === 'ErrorEquals' ? ERROR_WORDS : undefined
  if (!words || !Object.hasOwn(words, name)) return undefined
  return { name, from: offset - before, to: offset - before + name.length, ...words[name]! }
}

function inExpression({ name, from, to }: { name: string, from: number, to: number }): Hover | undefined {
  const [root, first, ...deeper] = name.slice(1).split('.')
  if (root === 'states') {
    const [words, key] = first === 'context' && deeper.length > 0 ? [CONTEXT_WORDS, deeper.join('.')] : [STATES_WORDS, deeper.length === 0 ? first ?? '' : '']
    return Object.hasOwn(words, key) ? { name, from, to, ...words[key]! } : undefined
  }
  if (first !== undefined || !Object.hasOwn(FUNCTION_WORDS, root!)) return undefined
  const { takes, text, url } = FUNCTION_WORDS[root!]!
  return { name, from, to, text: `${name}${takes}: ${text}`, url }
}
