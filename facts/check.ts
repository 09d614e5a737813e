import { checks } from './check/files.ts'
import { readEntries } from './check/entry.ts'
import type { Entry, FactFile } from './check/entry.ts'
import { label } from './check/rules.ts'
import { nearName } from '../engine/simulation/near-name.ts'
import type { Cost, FactDiagnostic, Facts, Price, Question, Quota, SourcedTimelineEntry, System } from './types.ts'

export type { FactFile } from './check/entry.ts'

/** The files of this folder, in the order in which messages come. */
export const factFiles = ['timeline', 'systems', 'questions', 'quotas', 'prices', 'costs'] as const

/**
 * Reads the facts and finds what is wrong with them.
 *
 * References from one file to another are followed when both are given.
 *
 * @param files name and text of each file; the name ends in `timeline.yaml`, `systems.yaml` and so on
 * @param options `demos`: what `demo:` may name; not looked at where it is left out
 * @returns the entries that are in order, and a diagnostic with file and line for each mistake. Never throws.
 */
export function readFacts(files: FactFile[], { demos }: { demos?: readonly string[] } = {}): { facts: Facts, diagnostics: FactDiagnostic[] } {
  const diagnostics: FactDiagnostic[] = []
  const all = new Map<string, Entry[]>()
  const sound = new Map<string, Entry[]>()

  for (const file of files) {
    const kind = kindOf(file.name)
    const check = checks[kind]
    if (check === undefined) {
      diagnostics.push({ file: file.name, line: 1, column: 1, message: `unknown file of facts: expected ${factFiles.map(known => `${known}.yaml`).join(', ')}` })
      continue
    }
    const entries = readEntries(file, diagnostic => diagnostics.push(diagnostic))
    if (!entries)
      continue
    all.set(kind, entries)
    sound.set(kind, entries.filter(check))
    reportDuplicates(entries)
  }
  reportUnknown(all, 'timeline', 'systems', 'systems', 'system')
  reportUnknown(all, 'questions', 'timeline', 'timeline', 'timeline entry')
  reportUnused(all)
  if (demos)
    reportDemos(all, demos)

  const order = new Map(files.map((file, index) => [file.name, index]))
  diagnostics.sort((a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column)
  return { facts: collect(sound), diagnostics }
}

/** A diagnostic as one line: `facts/timeline.yaml:12: S02: …`. */
export function formatDiagnostic({ file, line, message }: FactDiagnostic): string {
  return `${file}:${line}: ${message}`
}

function kindOf(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? '').replace(/\.ya?ml$/, '')
}

function reportDuplicates(entries: Entry[]): void {
  const seen = new Set<unknown>()
  for (const entry of entries) {
    const { id } = entry.value
    if (id !== undefined && seen.has(id))
      entry.report(`${label(entry)}: an earlier entry has this id already`, 'id')
    seen.add(id)
  }
}

function reportUnknown(all: Map<string, Entry[]>, from: string, field: string, to: string, what: string): void {
  const targets = all.get(to)
  if (targets === undefined)
    return
  const known = new Set(targets.map(target => target.value.id))
  for (const entry of all.get(from) ?? []) {
    const references = entry.value[field]
    if (!Array.isArray(references))
      continue
    references.forEach((reference, index) => {
      if (!known.has(reference))
        entry.reportItem(`${label(entry)}: unknown ${what} ${String(reference)}${near(reference, known)}`, field, index)
    })
  }
}

/** `demo:` leads to a slide. */
function reportDemos(all: Map<string, Entry[]>, demos: readonly string[]): void {
  for (const entry of all.get('timeline') ?? []) {
    const { demo } = entry.value
    if (demo !== undefined && !demos.includes(demo as string))
      entry.report(`${label(entry)}: unknown demo ${String(demo)}, neither a pattern nor the routeAlias of a slide${near(demo, demos)}`, 'demo')
  }
}

/** The name that was probably meant; a list of all of them would be too long. */
function near(name: unknown, names: Iterable<unknown>): string {
  const found = nearName(String(name), [...names].map(String))
  return found === undefined ? '' : `; did you mean ${found}?`
}

/** A system without a date would have no place on the slides. */
function reportUnused(all: Map<string, Entry[]>): void {
  const timeline = all.get('timeline')
  if (timeline === undefined)
    return
  const named = new Set(timeline.flatMap(entry => entry.value.systems))
  for (const system of all.get('systems') ?? []) {
    if (!named.has(system.value.id))
      system.report(`${label(system)}: no timeline entry names this system`, 'id')
  }
}

function collect(sound: Map<string, Entry[]>): Facts {
  const values = <T>(kind: string) => (sound.get(kind) ?? []).map(entry => entry.value as T)
  const timeline = values<SourcedTimelineEntry>('timeline').map(entry => ({ ...entry, date: entry.date === null ? null : String(entry.date) }))
  const asText = <T extends { asOf: string }>(entry: T): T => ({ ...entry, asOf: String(entry.asOf) })
  const byDate = timeline.toSorted((a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999'))
  return {
    timeline,
    systems: values<Omit<System, 'timeline'>>('systems').map(system => ({
      ...system,
      timeline: byDate.filter(entry => entry.systems.includes(system.id)).map(entry => entry.id),
    })),
    questions: values<Question>('questions'),
    quotas: values<Quota>('quotas').map(asText),
    prices: values<Price>('prices').map(asText),
    costs: values<Cost>('costs'),
  }
}
