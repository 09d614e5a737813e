import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gridOf } from './grid.ts'
import { draft, NoBrowserError, SourceError } from './drafting-page.ts'

/** A diagram as a page places it: plain SVG text, without styles, ids, scripts or colours; `styles/diagram.css` tints it. */
export interface Diagram {
  /** Mermaid source. */
  source: string
  svg: string
  /** In px at 1:1, where labels are 18 px high. */
  width: number
  height: number
}

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..')

/** Drawings that are part of the project, so that a machine without a browser can build the deck. */
export const DRAWN = join(root, 'diagrams', 'drawn')
/** Drawings of work in progress. */
const SCRATCH = join(root, '.cache', 'diagrams')

/** What a drawing depends on beside its source: other content of these, other file name. */
const MAKERS = ['in-page.ts', 'redraw.ts', 'arrowheads.ts', 'geometry.ts', 'icon-room.ts', 'shapes.ts', 'text.ts', 'mermaid-config.ts']
const GRID_MAKERS = ['grid.ts', 'grid-routes.ts']
const mermaidVersion = (createRequire(join(root, 'package.json'))('mermaid/package.json') as { version: string }).version
const makersDigest = digestOf(mermaidVersion, MAKERS)
const gridDigest = digestOf(makersDigest, GRID_MAKERS)

function digestOf(first: string, files: string[]): string {
  const digest = createHash('sha256').update(first)
  for (const file of files) digest.update(readFileSync(join(here, file), 'utf8').replaceAll('\r\n', '\n'))
  return digest.digest('hex')
}

/** The name of the file that holds the drawing of `source`: it changes with the source, with Mermaid and with these scripts. */
function drawingName(source: string): string {
  return `${createHash('sha256').update(gridOf(source) ? gridDigest : makersDigest).update(normal(source)).digest('hex').slice(0, 20)}.svg`
}

/** Every drawing this process has asked for, by file name. */
export const asked = new Map<string, { source: string, file?: string }>()

/** Thrown when a diagram can't be had; the message has the file and, where Mermaid names one, the line. */
export class DiagramError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DiagramError'
  }
}

/**
 * The drawing of a Mermaid source: the project's own if there is one, else a new one from a headless browser.
 *
 * @param source Mermaid text
 * @param options `file`: where the source stands, for messages; `fresh`: draw even if a drawing is there; `into`: the
 *   folder where a new drawing is kept
 * @throws DiagramError for a source that Mermaid can't read, and when a drawing is missing on a machine without a browser
 */
export async function drawDiagram(source: string, options: { file?: string, fresh?: boolean, into?: string } = {}): Promise<Diagram> {
  const name = drawingName(source)
  asked.set(name, { source, ...(options.file === undefined ? {} : { file: options.file }) })
  if (!options.fresh) {
    for (const folder of [DRAWN, SCRATCH]) {
      const file = join(folder, name)
      if (existsSync(file)) return { source, ...read(await readFile(file, 'utf8'), file) }
    }
  }
  const drawn = await draw(normal(source), options.file)
  await keep(options.into ?? SCRATCH, name, drawn.svg)
  return { source, ...drawn }
}

async function draw(source: string, file: string | undefined): Promise<Omit<Diagram, 'source'>> {
  try {
    return await draft(source)
  } catch (error) {
    const place = file ?? 'diagram'
    if (error instanceof SourceError) throw new DiagramError(`${place}${error.line === undefined ? '' : `:${error.line}`}: ${error.message}`, { cause: error })
    if (error instanceof NoBrowserError) {
      throw new DiagramError(`${place}: this diagram is not drawn yet, and there is no browser to draw it with. Run "npm run diagrams" on a machine that has Chrome, Chromium or Edge, and commit diagrams/drawn. (${error.message})`, { cause: error })
    }
    throw error
  }
}

let kept = 0

/** Written beside and moved, so that nobody reads half a file: neither another process nor this one, which may draw a diagram twice at once. */
async function keep(folder: string, name: string, svg: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const partial = join(folder, `${name}.${process.pid}.${++kept}.partial`)
  await writeFile(partial, svg)
  await rename(partial, join(folder, name))
}

function read(text: string, file: string): Omit<Diagram, 'source'> {
  const svg = normal(text)
  const size = /^<svg [^>]*?\bwidth="(\d+)" height="(\d+)"/.exec(svg)
  if (!size) throw new DiagramError(`${file}: this is not a drawing of ours. Run "npm run diagrams".`)
  return { svg, width: Number(size[1]), height: Number(size[2]) }
}

function normal(text: string): string {
  return text.replaceAll('\r\n', '\n')
}
