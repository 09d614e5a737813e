import type { Plugin } from 'vite'
import type { Diagnostic, SourceRange } from '../../engine/asl/index.ts'
import type { CaseFile } from '../../engine/simulation/cases.ts'
import type { MockFile } from '../../engine/simulation/mock-file.ts'
import type { HighlightedLine } from './highlight.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { formatDiagnostic, toMermaid } from '../../engine/asl/index.ts'
import { listPatterns, readPattern } from '../../engine/cli/pattern-folder.ts'
import { rehearse, withoutFields } from '../../engine/simulation/rehearse.ts'
import { markdownFiles } from '../deck/running-order.ts'
import { drawDiagram } from './diagrams.ts'
import { highlightWorkflow } from './highlight.ts'

/** A drawn state machine, with what ties its nodes and edges to states and transitions. */
export interface DrawnMachine {
  svg: string
  width: number
  height: number
  nodeOf: Record<string, string>
  edges: ReturnType<typeof toMermaid>['edges']
}

/** All that a slide needs to run a pattern; built from its folder, loaded when its slide is near. */
export interface PatternModule {
  slug: string
  source: string
  lines: HighlightedLine[]
  definition: object
  mocks: MockFile
  cases: CaseFile
  /** The lines of each state: first and last, from 1. */
  stateLines: Record<string, [number, number]>
  /** The lines a case leaves out, by case name. */
  omittedLines: Record<string, [number, number][]>
  /** Diagrams; a case that leaves nothing out, or nothing that shows, uses the first. */
  diagrams: DrawnMachine[]
  diagramOf: Record<string, number>
}

/** What every slide knows of every pattern at once: just enough to count clicks. */
export interface PatternSummary {
  title: string
  paper: string
  cases: { name: string, title: string, beats: number }[]
}

const INDEX = 'virtual:patterns'
const MODULE = 'virtual:pattern/'
const USE = /<LiveWorkflow\b[^>]*?\bpattern="([^"]*)"(?:[^>]*?\bcases="([^"]*)")?/g

/**
 * Makes the folders of snippets/ into modules: `virtual:patterns` with a summary of each and what is wrong with them, and
 * `virtual:pattern/<slug>` with everything one pattern needs. A mistake fails the build; the dev server puts it on the slide.
 *
 * @param root the project's folder
 */
export function patterns(root: string): Plugin {
  const folder = resolve(root, 'snippets')
  let building = false
  let known: Record<string, PatternSummary> = {}
  let misused = false

  const problemsOf = (diagnostics: Diagnostic[]) =>
    diagnostics.map(item => formatDiagnostic({ ...item, ...(item.file ? { file: relative(root, item.file) } : {}) }))

  return {
    name: 'patterns',
    configResolved(config) {
      building = config.command === 'build'
    },
    resolveId(id) {
      return id === INDEX || id.startsWith(MODULE) ? `\0${id}` : undefined
    },
    async load(id) {
      if (id === `\0${INDEX}`) {
        const { summaries, problems } = await summarise(folder)
        const misuses = checkUses(root, summaries, listPatterns(folder))
        known = summaries
        misused = misuses.length > 0
        const messages = [...problemsOf(problems), ...problemsOf(misuses)]
        if (building && messages.length > 0)
          this.error(messages.join('\n'))
        for (const slug of listPatterns(folder))
          watchFolder(this, join(folder, slug))
        return [
          `export const patterns = ${JSON.stringify(summaries)}`,
          `export const problems = ${JSON.stringify(messages)}`,
          `export const loadPattern = {${listPatterns(folder).map(slug => `${JSON.stringify(slug)}: () => import(${JSON.stringify(MODULE + slug)})`).join(',')}}`,
        ].join('\n')
      }
      if (id.startsWith(`\0${MODULE}`)) {
        const slug = id.slice(MODULE.length + 1)
        watchFolder(this, join(folder, slug))
        const { pattern, diagnostics } = readPattern(folder, slug)
        if (!pattern) {
          const messages = problemsOf(diagnostics)
          if (building)
            this.error(messages.join('\n'))
          return `export const pattern = undefined; export const problems = ${JSON.stringify(messages)}`
        }
        return `export const problems = []; export const pattern = ${JSON.stringify(await buildPattern(folder, slug))}`
      }
    },
    configureServer(server) {
      const onChange = (file: string) => {
        const isPattern = file.startsWith(folder)
        // A slide is updated in place, unless it has come to misuse a pattern, or has stopped doing so.
        if (!isPattern && !(file.endsWith('.md') && (misused || checkUses(root, known, listPatterns(folder)).length > 0)))
          return
        for (const module of server.moduleGraph.idToModuleMap.values()) {
          if (module.id?.startsWith(`\0${MODULE}`) || module.id === `\0${INDEX}`)
            server.moduleGraph.invalidateModule(module)
        }
        server.ws.send({ type: 'full-reload' })
      }
      server.watcher.add(folder)
      server.watcher.on('change', onChange)
      server.watcher.on('add', onChange)
      server.watcher.on('unlink', onChange)
    },
  }
}

function watchFolder(context: { addWatchFile: (file: string) => void }, folder: string) {
  for (const file of readdirSync(folder))
    context.addWatchFile(join(folder, file))
}

/**
 * Reads every pattern and runs all of its cases, to count their beats.
 *
 * @param folder the folder that holds the patterns
 * @returns a summary of each pattern that is in order, and what is wrong with the others
 */
export async function summarise(folder: string): Promise<{ summaries: Record<string, PatternSummary>, problems: Diagnostic[] }> {
  const summaries: Record<string, PatternSummary> = {}
  const problems: Diagnostic[] = []
  for (const slug of listPatterns(folder)) {
    const { pattern, diagnostics } = readPattern(folder, slug)
    problems.push(...diagnostics)
    if (!pattern)
      continue
    const cases: PatternSummary['cases'] = []
    for (const item of pattern.cases.cases) {
      const { beats, missing } = await rehearse(pattern, item)
      const file = join(folder, slug, 'cases.yaml')
      const lines = readFileSync(file, 'utf8').split('\n')
      for (const index of missing) {
        const beat = item.beats[index]!
        const line = lines.findIndex(text => text.includes(beat.say.slice(0, 40))) + 1 || 1
        const place = { line, column: 1 }
        problems.push({ severity: 'ERROR', code: 'BEAT', file, range: { start: place, end: place }, message: `case “${item.name}” never comes to “${beat.on ?? `${beat.at} s`}”` })
      }
      cases.push({ name: item.name, title: item.title, beats: beats.length })
    }
    summaries[slug] = { title: pattern.cases.title, paper: pattern.cases.paper, cases }
  }
  return { summaries, problems }
}

/**
 * Holds the slides to the patterns there are.
 *
 * @param root the project's folder
 * @param summaries the patterns that are in order, by slug
 * @param slugs all patterns there are; what is wrong with the others has been said already
 * @returns a diagnostic for every slide that names a pattern or a case that does not exist
 */
export function checkUses(root: string, summaries: Record<string, PatternSummary>, slugs: readonly string[]): Diagnostic[] {
  return markdownFiles(root).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return [...text.matchAll(USE)].flatMap((match) => {
      const [, slug, cases] = match
      const line = text.slice(0, match.index).split('\n').length
      const place = { line, column: 1 }
      const complain = (message: string): Diagnostic => ({ severity: 'ERROR', code: 'SLIDE', message, file: join(root, file), range: { start: place, end: place } })
      const summary = summaries[slug!]
      if (!summary)
        return slugs.includes(slug!) ? [] : [complain(`no pattern “${slug}” in snippets/; there is ${slugs.join(', ') || 'none'}`)]
      return (cases ?? '').split(/[\s,]+/).filter(Boolean)
        .filter(name => !summary.cases.some(item => item.name === name))
        .map(name => complain(`pattern “${slug}” has no case “${name}”; it has ${summary.cases.map(item => item.name).join(', ')}`))
    })
  })
}

/**
 * Builds what one slide needs of one pattern.
 *
 * @param folder the folder that holds the patterns
 * @param slug the pattern, which must be in order
 * @returns the module's content, all of it plain JSON
 */
export async function buildPattern(folder: string, slug: string): Promise<PatternModule> {
  const { pattern, workflow } = readPattern(folder, slug)
  if (!pattern || !workflow)
    throw new Error(`snippets/${slug} is not in order`)
  const lines = (range: SourceRange | undefined): [number, number] =>
    range ? [range.start.line, range.end.column === 1 ? range.end.line - 1 : range.end.line] : [0, 0]

  const stateLines: PatternModule['stateLines'] = {}
  const visit = (states: Record<string, any> | undefined, pointer: string) => {
    for (const [name, state] of Object.entries(states ?? {})) {
      const here = `${pointer}/States/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      stateLines[name] = lines(workflow.rangeOf(here))
      state.Branches?.forEach((branch: any, index: number) => visit(branch.States, `${here}/Branches/${index}`))
      for (const field of ['ItemProcessor', 'Iterator'])
        visit(state[field]?.States, `${here}/${field}`)
    }
  }
  visit(pattern.definition.States as Record<string, any>, '')

  const diagrams: DrawnMachine[] = []
  const sources: string[] = []
  const diagramOf: Record<string, number> = {}
  for (const item of pattern.cases.cases) {
    const { source, nodeOf, edges } = toMermaid(withoutFields(pattern.definition, item.omit))
    let index = sources.indexOf(source)
    if (index < 0) {
      index = sources.push(source) - 1
      const { svg, width, height } = await drawDiagram(source)
      diagrams.push({ svg, width, height, nodeOf, edges })
    }
    diagramOf[item.name] = index
  }

  return {
    slug,
    source: workflow.text,
    lines: await highlightWorkflow(workflow.text),
    definition: pattern.definition,
    mocks: pattern.mocks,
    cases: pattern.cases,
    stateLines,
    omittedLines: Object.fromEntries(pattern.cases.cases.map(item => [item.name, item.omit.map(pointer => lines(workflow.rangeOf(pointer)))])),
    diagrams,
    diagramOf,
  }
}
