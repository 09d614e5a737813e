import { pointerOf, type Diagnostic, type SourcePosition, type SourceRange } from '../definition/source/diagnostic.ts'
import { parseDefinition, type ParsedDefinition } from '../definition/source/parse.ts'
import type { StateMachineDefinition } from '../definition/types.ts'
import type { JsonObject } from '../query/json.ts'

/**
 * A definition that stands in a template as YAML or JSON: its lines are the template's.
 *
 * @param template the template's text
 * @param place steps from its top to the definition
 * @param definition what stands there, with the template's functions worked out
 */
export function embedded(template: ParsedDefinition, place: readonly string[], definition: JsonObject): ParsedDefinition {
  const within = template.rangeAt(place)
  const top = pointerOf(place)
  return {
    ...template,
    definition: definition as unknown as StateMachineDefinition,
    diagnostics: template.diagnostics.filter(({ range }) => within === undefined || range === undefined || isWithin(range, within)).map((one) => relative(one, top)),
    // A template's object becomes JSON before anything is filled in: every value stands in quotes there.
    unquoted: new Set(),
    rangeOf: (pointer) => template.rangeOf(pointer === '/' ? top : top + pointer),
    rangeAt: (steps) => template.rangeAt([...place, ...steps]),
  }
}

function relative(diagnostic: Diagnostic, top: string): Diagnostic {
  const { location, ...others } = diagnostic
  return location?.startsWith(`${top}/`) ? { ...others, location: location.slice(top.length) } : diagnostic
}

function isWithin({ start }: SourceRange, outer: SourceRange): boolean {
  return !isBefore(start, outer.start) && !isBefore(outer.end, start)
}

function isBefore(one: SourcePosition, other: SourcePosition): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column)
}

/**
 * A definition that is text in a template, perhaps put together of pieces: all that is said of it is said at the line of the field that has
 * it, and where in the text it is.
 *
 * @param template the template's text
 * @param place steps from its top to the field
 * @param text the field's text, with the template's functions worked out
 */
export function embeddedText(template: ParsedDefinition, place: readonly string[], text: string): ParsedDefinition {
  const parsed = parseDefinition(text)
  const range = template.rangeAt(place)
  const field = place.at(-1)!
  const there = { ...(range === undefined ? {} : { range: { start: range.start, end: range.start } }), ...(template.file === undefined ? {} : { file: template.file }) }
  return {
    ...parsed,
    ...(template.file === undefined ? {} : { file: template.file }),
    diagnostics: parsed.diagnostics.map((one) => ({ ...one, ...there, hint: [one.hint, `this is at line ${one.range?.start.line ?? 1}, column ${one.range?.start.column ?? 1} of the text of ${field}`].filter(Boolean).join('; ') })),
    within: `this is in the text of ${field}`,
    rangeOf: (pointer) => (parsed.rangeOf(pointer) === undefined ? undefined : there.range),
    rangeAt: () => there.range,
  }
}
