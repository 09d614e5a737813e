import { formatDiagnostic, placeholdersOf, substituteInText, type Diagnostic, type ParsedDefinition, type StateMachineDefinition } from '../../asl/index.ts'
import { orNear } from '../../simulation/near-name.ts'
import type { Option } from '../arguments.ts'
import { CommandError } from '../problems.ts'
import type { Definition, SourcedDefinition } from './definition.ts'

/** The option that gives placeholders their values, for every command that takes a definition. */
export const SUBSTITUTE: Option = { type: 'string', multiple: true, value: 'NAME=VALUE', about: 'the value of a placeholder; where that has no quotes around it, a number or other JSON' }

/** The option that picks a machine of a template, for every command that takes one definition. */
export const AT: Option = { type: 'string', value: 'NAME', about: 'of a template: which of its state machines, by the id that it has there' }

/**
 * Reads what --substitute says.
 *
 * @param pairs `NAME=VALUE`; of two with one name the last counts
 * @throws CommandError for what is no such pair
 */
export function readSubstitutions(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(pairs.map((pair) => {
    const [, name, value] = /^([\w-]+)=(.*)$/s.exec(pair) ?? []
    if (name === undefined || value === undefined) throw new CommandError(`--substitute is ${pair}; it takes NAME=VALUE, as in --substitute Tries=3`)
    return [name, value]
  }))
}

/**
 * Fills a definition's placeholders in. Values that it has no placeholder for do nothing.
 *
 * @param parsed a text that holds a definition
 */
export function fillIn(parsed: ParsedDefinition, values: Readonly<Record<string, string>>): Definition {
  const definition = parsed.definition as StateMachineDefinition
  const names = Object.keys(values)
  if (names.length === 0) return { parsed, definition }
  const filled = substituteInText({ definition, unquoted: parsed.unquoted }, values)
  // What has a value now is taken for nothing any more.
  const diagnostics = parsed.diagnostics.filter(({ code, message }) => code !== 'SUBSTITUTION' || !names.some((name) => message.startsWith(`\${${name}} `)))
  return { parsed: { ...parsed, definition: filled, diagnostics }, definition: filled }
}

/**
 * Ends the command where a value is for no placeholder of any file: its name is misspelt.
 *
 * @param files the texts, as read and not filled in
 * @param more names that templates have, beside the definitions in them
 * @throws CommandError
 */
export function refuseStray(files: readonly ParsedDefinition[], values: Readonly<Record<string, string>>, more: Iterable<string> = []): void {
  const known = new Set([...more, ...files.flatMap(({ definition }) => (definition === undefined ? [] : placeholdersOf(definition).map(({ name }) => name)))])
  const stray = Object.keys(values).find((name) => !known.has(name))
  if (stray === undefined) return
  const where = files.length === 1 ? `${files[0]!.file} has no placeholder` : 'none of the files has a placeholder'
  throw new CommandError(`${where} \${${stray}}${orNear(stray, known)}`)
}

/**
 * What to say of placeholders that have no value.
 *
 * @param read the definition
 * @param within the JSON pointer of the part that is used, where it is not all
 * @returns a line for each name, at its first place
 */
export function unfilled({ parsed, definition, origins }: SourcedDefinition, within = ''): string[] {
  const used = placeholdersOf(definition).filter(({ pointer }) => `${pointer}/`.startsWith(`${within}/`))
  const first = new Map(used.reverse().map(({ name, pointer }) => [name, pointer]))
  return [...first].reverse().map(([name, pointer]) => {
    const range = parsed.rangeOf(pointer)
    const diagnostic: Diagnostic = { severity: 'WARNING', code: 'PLACEHOLDER', message: `\${${name}} ${sayOrigin(name, origins)} and is taken as it stands; --substitute ${name}=VALUE gives it one`, ...(parsed.file === undefined ? {} : { file: parsed.file }), ...(range === undefined ? {} : { range }) }
    return formatDiagnostic(diagnostic)
  })
}

function sayOrigin(name: string, origins: SourcedDefinition['origins']): string {
  const origin = origins?.get(name)
  return origin === undefined ? 'has no value' : `is ${origin}, which only a deployment knows,`
}

/**
 * The placeholders of a template that have no value, in one line for those who are told of a whole definition.
 *
 * @returns nothing where all have one, and for a definition that is in no template
 */
export function unfilledInTemplate({ parsed, definition, origins }: SourcedDefinition): string[] {
  const names = origins === undefined ? [] : [...new Set(placeholdersOf(definition).map(({ name }) => name))]
  if (names.length === 0) return []
  const told = names.map((name) => (origins!.has(name) ? `\${${name}} (${origins!.get(name)})` : `\${${name}}`))
  return [`${parsed.file}: taken as ${names.length === 1 ? 'it stands' : 'they stand'}: ${told.join(', ')}; --substitute NAME=VALUE gives a value`]
}
