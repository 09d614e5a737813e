import type { Plugin } from 'vite'
import type { ParsedDefinition, SourceRange, StateMachineDefinition } from '../../../engine/asl/index.ts'
import type { DrawnMachine } from '../../../engine/asl/diagram/layout/index.ts'
import type { CaseFile } from '../../../engine/simulation/cases/cases.ts'
import type { MockFile } from '../../../engine/simulation/mocks/mock-file.ts'
import type { Mistake } from '../../deck/mistake.ts'
import type { PatternSummary } from '../../deck/pattern-summaries.ts'
import type { HighlightedLine } from './highlight.ts'
import { join, resolve } from 'node:path'
import { toMermaid } from '../../../engine/asl/index.ts'
import { checkPattern } from '../../../engine/cli/check-pattern.ts'
import { listPatterns, readPattern } from '../../../engine/cli/pattern-folder.ts'
import { machineName } from '../../../engine/simulation/cases/cases.ts'
import { definitionOf } from '../../../engine/simulation/play/pattern.ts'
import { checkSlides } from '../../deck/check-deck.ts'
import { formatMistake, mistakeAt } from '../../deck/mistake.ts'
import { patternMistakes, summarise } from '../../deck/pattern-summaries.ts'
import { DiagramError, drawDiagram } from './diagrams.ts'
import { highlightWorkflow } from './highlight.ts'
import { watchFolder } from './watch-folder.ts'

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

/** A mistake as the slides of the dev server show it. */
export interface ShownMistake {
  /** `file:line:column: error CODE: …` */
  text: string
  /** The slide it stands on: the file, and which of its slides, from 0. */
  slide?: { file: string, index: number }
  pattern?: string
  /** It is shown in place of the pattern, not beside it. */
  blocking?: true
}

const INDEX = 'virtual:patterns'
const MODULE = 'virtual:pattern/'

/**
 * Makes the folders of snippets/ into modules: `virtual:patterns` with a summary of each and what is wrong with them and with the slides,
 * and `virtual:pattern/<slug>` with everything one pattern needs. A pattern that can't be shown fails the build; the dev server puts every
 * mistake on its slide.
 *
 * @param root the project's folder
 */
export function patterns(root: string): Plugin {
  const folder = resolve(root, 'snippets')
  let building = false
  let known: Record<string, PatternSummary> = {}
  let told = ''

  const show = ({ slide, pattern, blocking, ...item }: Mistake): ShownMistake => ({
    text: formatMistake(root, item),
    ...(slide ? { slide } : {}),
    ...(pattern === undefined ? {} : { pattern }),
    ...(blocking ? { blocking } : {}),
  })

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
        const { summaries, mistakes } = await summarise(folder)
        const onSlides = await checkSlides(root, summaries)
        known = summaries
        told = JSON.stringify(onSlides)
        const shown = [...mistakes, ...onSlides].map(show)
        const blocking = shown.filter(item => item.blocking)
        if (building && blocking.length > 0)
          this.error(blocking.map(({ text }) => text).join('\n'))
        for (const slug of listPatterns(folder))
          watchFolder(this, join(folder, slug))
        return [
          `export const patterns = ${JSON.stringify(summaries)}`,
          `export const mistakes = ${JSON.stringify(building ? [] : shown)}`,
          `export const loadPattern = {${listPatterns(folder).map(slug => `${JSON.stringify(slug)}: () => import(${JSON.stringify(MODULE + slug)})`).join(',')}}`,
        ].join('\n')
      }
      if (id.startsWith(`\0${MODULE}`)) {
        const slug = id.slice(MODULE.length + 1)
        watchFolder(this, join(folder, slug))
        const { pattern, handlers, mistakes } = await readForSlide(folder, slug, building)
        if (building && !pattern)
          this.error(mistakes.map(item => formatMistake(root, item)).join('\n'))
        return [
          pattern && handlers ? `export { setUp } from ${JSON.stringify(resolve(handlers))}` : 'export const setUp = undefined',
          `export const mistakes = ${JSON.stringify(building ? [] : mistakes.map(show))}`,
          `export const pattern = ${JSON.stringify(pattern)}`,
        ].join('\n')
      }
    },
    configureServer(server) {
      const readAgain = () => {
        for (const module of server.moduleGraph.idToModuleMap.values()) {
          if (module.id?.startsWith(`\0${MODULE}`) || module.id === `\0${INDEX}`)
            server.moduleGraph.invalidateModule(module)
        }
        server.ws.send({ type: 'full-reload' })
      }
      const onChange = async (file: string) => {
        if (file.startsWith(folder))
          return readAgain()
        // A slide is updated in place, unless what is wrong with the slides has become another thing.
        if (told && file.startsWith(root) && /\.(?:md|vue)$/.test(file) && JSON.stringify(await checkSlides(root, known)) !== told)
          readAgain()
      }
      server.watcher.add(folder)
      server.watcher.on('change', onChange)
      server.watcher.on('add', onChange)
      server.watcher.on('unlink', onChange)
    },
  }
}

/**
 * What a slide shows of a pattern. While somebody writes it, all of its cases are run for what is wrong with them, and a drawing that cannot
 * be had is a mistake like any other; before a build scripts/build.mjs has done that for all patterns.
 */
async function readForSlide(folder: string, slug: string, building: boolean): Promise<{ pattern?: PatternModule, handlers?: string, mistakes: Mistake[] }> {
  const checked = building ? { ...await readPattern(folder, slug), cases: [] } : await checkPattern(folder, slug)
  const mistakes = patternMistakes(checked)
  const { handlers } = checked
  if (!checked.pattern)
    return { mistakes }
  try {
    return { pattern: await buildPattern(folder, slug), ...(handlers ? { handlers } : {}), mistakes }
  }
  catch (thrown) {
    if (!(thrown instanceof DiagramError))
      throw thrown
    return { mistakes: [{ ...mistakeAt(join(folder, slug, 'workflow.asl.yaml'), 1, 'DIAGRAM', thrown.message), pattern: slug, blocking: true }, ...mistakes] }
  }
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
