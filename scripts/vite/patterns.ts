import type { Plugin } from 'vite'
import type { Diagnostic, ParsedDefinition, SourceRange, StateMachineDefinition } from '../../engine/asl/index.ts'
import type { CaseFile } from '../../engine/simulation/cases.ts'
import type { MockFile } from '../../engine/simulation/mock-file.ts'
import type { HighlightedLine } from './highlight.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { formatDiagnostic, toMermaid } from '../../engine/asl/index.ts'
import { listPatterns, readPattern } from '../../engine/cli/pattern-folder.ts'
import { machineName } from '../../engine/simulation/cases.ts'
import { definitionOf, rehearse } from '../../engine/simulation/rehearse.ts'
import { liveUses } from '../deck/live-uses.ts'
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

/** One workflow of a pattern, as the slide shows it. */
export interface WorkflowModule {
  /** The file's name without `.asl.yaml`. */
  stem: string
  /** Name of its state machine. */
  machine: string
  source: string
  lines: HighlightedLine[]
  definition: object
  /** The lines of each state: first and last, from 1. */
  stateLines: Record<string, [number, number]>
  /** The lines of each state's handlers of errors. */
  handlerLines: Record<string, { Retry?: [number, number], Catch?: [number, number] }>
  /** Lines that are shown folded: first and last, from 1. */
  folds: [number, number][]
}

/** All that a slide needs to run a pattern; built from its folder, loaded when its slide is near. */
export interface PatternModule {
  slug: string
  workflows: Record<string, WorkflowModule>
  mocks: MockFile
  cases: CaseFile
  /** The lines a case leaves out of its workflow, by case name. */
  omittedLines: Record<string, [number, number][]>
  /** Diagrams; a case that leaves nothing out, or nothing that shows, uses that of its workflow. */
  diagrams: DrawnMachine[]
  /** Index of a case's diagram, by case name. */
  diagramOf: Record<string, number>
  /** Index of a workflow's diagram, by stem. */
  diagramOfWorkflow: Record<string, number>
}

/** What every slide knows of every pattern at once: just enough to count clicks. */
export interface PatternSummary {
  title: string
  paper: string
  papers: string[]
  /** `many`: the case starts many executions, and belongs to <LiveWorld>. */
  cases: { name: string, title: string, beats: number, many: boolean }[]
}

const INDEX = 'virtual:patterns'
const MODULE = 'virtual:pattern/'

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
        const { pattern, handlers, diagnostics } = await readPattern(folder, slug)
        if (!pattern) {
          const messages = problemsOf(diagnostics)
          if (building)
            this.error(messages.join('\n'))
          return `export const pattern = undefined; export const furnish = undefined; export const problems = ${JSON.stringify(messages)}`
        }
        return [
          handlers ? `export { furnish } from ${JSON.stringify(resolve(handlers))}` : 'export const furnish = undefined',
          `export const problems = []`,
          `export const pattern = ${JSON.stringify(await buildPattern(folder, slug))}`,
        ].join('\n')
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
    const { pattern, diagnostics } = await readPattern(folder, slug)
    problems.push(...diagnostics)
    if (!pattern)
      continue
    const cases: PatternSummary['cases'] = []
    for (const item of pattern.cases.cases) {
      if (item.runs) {
        cases.push({ name: item.name, title: item.title, beats: item.beats.length, many: true })
        continue
      }
      const { beats, missing } = await rehearse(pattern, item)
      const file = join(folder, slug, 'cases.yaml')
      const lines = readFileSync(file, 'utf8').split('\n')
      for (const index of missing) {
        const beat = item.beats[index]!
        const line = lines.findIndex(text => text.includes(beat.say.slice(0, 40))) + 1 || 1
        const place = { line, column: 1 }
        problems.push({ severity: 'ERROR', code: 'BEAT', file, range: { start: place, end: place }, message: `case “${item.name}” never comes to “${beat.on ?? `${beat.at} s`}”` })
      }
      cases.push({ name: item.name, title: item.title, beats: beats.length, many: false })
    }
    const { title, paper, papers } = pattern.cases
    summaries[slug] = { title, paper, papers, cases }
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
    return liveUses(text).flatMap(({ component, slug, names, index }) => {
      const line = text.slice(0, index).split('\n').length
      const place = { line, column: 1 }
      const complain = (message: string): Diagnostic => ({ severity: 'ERROR', code: 'SLIDE', message, file: join(root, file), range: { start: place, end: place } })
      const summary = summaries[slug]
      if (!summary)
        return slugs.includes(slug) ? [] : [complain(`no pattern “${slug}” in snippets/; there is ${slugs.join(', ') || 'none'}`)]
      const many = component === 'LiveWorld'
      const fitting = summary.cases.filter(item => item.many === many).map(item => item.name)
      if (fitting.length === 0)
        return [complain(`pattern “${slug}” has no case for <${component}>: ${many ? 'none has runs' : 'all have runs'}`)]
      return names
        .filter(name => !fitting.includes(name))
        .map(name => complain(summary.cases.some(item => item.name === name)
          ? `case “${name}” of pattern “${slug}” ${many ? 'has no runs: it belongs in <LiveWorkflow>' : 'has runs: it belongs in <LiveWorld>'}`
          : `pattern “${slug}” has no case “${name}”; for <${component}> it has ${fitting.join(', ')}`))
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
  const { pattern, workflows: parsed } = await readPattern(folder, slug)
  if (!pattern)
    throw new Error(`snippets/${slug} is not in order`)
  const { cases: file, mocks } = pattern
  const workflows: PatternModule['workflows'] = {}
  for (const [stem, workflow] of Object.entries(parsed))
    workflows[stem] = await buildWorkflow(workflow, { stem, machine: machineName(file, stem), fold: file.fold[stem] ?? [] })

  const diagrams: DrawnMachine[] = []
  const sources: string[] = []
  const draw = async (definition: StateMachineDefinition, stem: string): Promise<number> => {
    const grid = file.layout[stem]
    const { source, nodeOf, edges } = toMermaid(definition, grid && { grid, labels: 'edges' })
    const known = sources.indexOf(source)
    if (known >= 0)
      return known
    sources.push(source)
    const { svg, width, height } = await drawDiagram(source)
    return diagrams.push({ svg, width, height, nodeOf, edges }) - 1
  }
  const diagramOf: Record<string, number> = {}
  const diagramOfWorkflow: Record<string, number> = {}
  for (const item of file.cases.filter(item => !item.runs))
    diagramOf[item.name] = await draw(definitionOf(pattern, item), item.workflow)
  for (const [stem, definition] of Object.entries(pattern.workflows))
    diagramOfWorkflow[stem] = await draw(definition, stem)

  return {
    slug,
    workflows,
    mocks,
    cases: file,
    omittedLines: Object.fromEntries(file.cases.map(item => [item.name, item.omit.map(pointer => linesOf(parsed[item.workflow]!.rangeOf(pointer)))])),
    diagrams,
    diagramOf,
    diagramOfWorkflow,
  }
}

async function buildWorkflow(workflow: ParsedDefinition, { stem, machine, fold }: { stem: string, machine: string, fold: readonly string[] }): Promise<WorkflowModule> {
  const stateLines: WorkflowModule['stateLines'] = {}
  const handlerLines: WorkflowModule['handlerLines'] = {}
  const visit = (states: Record<string, any> | undefined, pointer: string) => {
    for (const [name, state] of Object.entries(states ?? {})) {
      const here = `${pointer}/States/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      stateLines[name] = linesOf(workflow.rangeOf(here))
      for (const field of ['Retry', 'Catch'] as const) {
        if (state[field])
          (handlerLines[name] ??= {})[field] = linesOf(workflow.rangeOf(`${here}/${field}`))
      }
      state.Branches?.forEach((branch: any, index: number) => visit(branch.States, `${here}/Branches/${index}`))
      for (const field of ['ItemProcessor', 'Iterator'])
        visit(state[field]?.States, `${here}/${field}`)
    }
  }
  visit(workflow.definition!.States as Record<string, any>, '')
  return {
    stem,
    machine,
    source: workflow.text,
    lines: await highlightWorkflow(workflow.text),
    definition: workflow.definition!,
    stateLines,
    handlerLines,
    folds: fold.map(pointer => linesOf(workflow.rangeOf(pointer))).sort((a, b) => a[0] - b[0]),
  }
}

/** The first and the last line of a field. */
function linesOf(range: SourceRange | undefined): [number, number] {
  return range ? [range.start.line, range.end.column === 1 ? range.end.line - 1 : range.end.line] : [0, 0]
}
