import { contextOf, keyOf, type Context } from './context.ts'
import { FUNCTION_WORDS } from './function-words.ts'
import { infoOf, type Completion, type Completions } from './offered.ts'
import { RULES } from './rules.ts'
import type { Scan } from './scan.ts'
import { CONTEXT_WORDS, STATES_WORDS } from './words.ts'

/** No expression is longer than a cursor looks back. */
const LONGEST = 4000

/** Types whose states have a result of something else's making. */
const WITH_RESULT = ['Task', 'Parallel', 'Map']

/** What of an expression stands before the cursor; undefined outside `{% %}`. */
export function expressionAt(text: string, offset: number): string | undefined {
  const before = text.slice(Math.max(0, offset - LONGEST), offset)
  const open = before.lastIndexOf('{%')
  return open > before.lastIndexOf('%}') ? before.slice(open + 2) : undefined
}

/**
 * What may stand at a cursor inside `{% %}`: what `$states` has at this place, the variables of the scope and of those around it, names of the
 * expression's own, and functions.
 *
 * @param expression what stands before the cursor
 * @param scan the text around it, read as far as it can be
 * @param context what it stands in
 * @param offset where the cursor is
 * @returns undefined in a text or a comment, and where a field of somebody's data is meant
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function completionsInExpression(expression: string, scan: Scan, context: Context, offset: number): Completions | undefined {
  if (isInText(expression)) return undefined
  const path = /\$states((?:\.\w+)*)\.(\w*)$/.exec(expression)
  if (path) {
    const options = statesOptions(path[1]!.split('.').slice(1), context)
    return options.length > 0 ? { from: offset - path[2]!.length, options } : undefined
  }
  const word = /\$\w*$/.exec(expression)
  if (!word) return undefined
  const variables = [...new Set(['states', ...ownNames(expression), ...assignedNames(scan, context)])]
  return {
    from: offset - word[0].length,
    options: [
      ...variables.map((name): Completion => ({ label: `$${name}`, kind: 'variable', ...(name === 'states' ? { info: 'What the state was given and has got, and the context object.' } : {}) })),
      ...Object.entries(FUNCTION_WORDS).filter(([name]) => !variables.includes(name)).map(([name, { takes, text }]): Completion => ({ label: `$${name}`, kind: 'function', info: text, takes })),
    ],
  }
}

/** Whether a text or a comment is open at the end of an expression. In a YAML or JSON string its quotation marks have a backslash. */
function isInText(expression: string): boolean {
  return /^(?:[^'"`/]|\\?"(?:[^"\\]|\\[^"])*\\?"|'[^']*'|`[^`]*`|\/\*[\s\S]*?\*\/|\/(?!\*))*/.exec(expression)![0].length < expression.length
}

function statesOptions(path: readonly string[], context: Context): Completion[] {
  const [first, ...deeper] = path
  if (first === undefined) return rootsAt(context).map((label) => ({ label, kind: 'value', ...infoOf(STATES_WORDS, label) }))
  if (first === 'errorOutput' && deeper.length === 0 && rootsAt(context).includes('errorOutput')) return ['Error', 'Cause'].map((label) => ({ label, kind: 'value' }))
  if (first !== 'context') return []
  const prefix = deeper.map((part) => `${part}.`).join('')
  return Object.entries(CONTEXT_WORDS)
    .filter(([name]) => name.startsWith(prefix) && !name.slice(prefix.length).includes('.'))
    .map(([name, { text }]) => ({ label: name.slice(prefix.length), kind: 'value', info: text }))
}

/** What `$states` has at a place: a result is there once there is one, an error where it was caught. */
function rootsAt({ state, inside }: Context): string[] {
  const [field, , caught] = inside
  const isAfter = field === 'Output' || field === 'Assign'
  return [
    'input',
    'context',
    ...(isAfter && (state?.type === undefined || WITH_RESULT.includes(state.type)) ? ['result'] : []),
    ...(field === 'Catch' && (caught === 'Output' || caught === 'Assign') ? ['errorOutput'] : []),
  ]
}

/** Names that the expression gives itself: `$total := …`, `function($item)`. */
function ownNames(expression: string): string[] {
  const given = [...expression.matchAll(/\$(\w+)\s*:=/g)].map(([, name]) => name!)
  const taken = [...expression.matchAll(/(?:function|λ)\s*\(([^)]*)\)/g)].flatMap(([, names]) => [...names!.matchAll(/\$(\w+)/g)].map(([, name]) => name!))
  return [...given, ...taken]
}

/** Variables that are assigned in this scope or in one around it. */
function assignedNames(scan: Scan, { scope }: Context): string[] {
  return scan.entries.filter(({ path }) => path.at(-2) === 'Assign').filter(({ path }) => {
    const there = contextOf(scan, path)
    const isAssign = there.inside[0] === 'Assign' || (RULES.includes(there.inside[0]!) && there.inside[2] === 'Assign')
    return isAssign && there.scope.every((key, at) => scope[at] === key)
  }).map(keyOf)
}

/** A name that an expression has at a place, with its path. */
export interface Named {
  /** `$sum`, `$states.context.Execution`. */
  name: string
  from: number
  to: number
}

/** The name that stands around an offset inside `{% %}`: up to the word that is pointed at. */
export function namedAt(text: string, offset: number): Named | undefined {
  const expression = expressionAt(text, offset)
  if (expression === undefined) return undefined
  const run = /[\w.$]*$/.exec(expression)![0]
  const before = run.includes('$') ? run.slice(run.lastIndexOf('$')) : ''
  const rest = /^\$?\w*/.exec(text.slice(offset))![0]
  const name = before + rest
  return /^\$\w/.test(name) && !isInText(expression.slice(0, expression.length - before.length)) ? { name, from: offset - before.length, to: offset + rest.length } : undefined
}
