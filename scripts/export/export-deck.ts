import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import process from 'node:process'
import { parseRangeString } from '@slidev/parser/core'
import { findBrowser } from '../browser.mjs'
import { closeDraftingPage } from '../diagrams/drafting-page.ts'
import { UsageError } from '../setup/options.mjs'
import { finishPdf, sourceDate } from './finish-pdf.ts'
import { ExportError, type ExportOptions } from './options.ts'
import { openExportServer } from './slidev.ts'
import { writePptx } from './write-pptx.ts'

/**
 * Exports the deck and says on standard output what came of it.
 *
 * @throws UsageError, ExportError, NoBrowserError with a sentence for the person at the keyboard
 */
export async function exportDeck(root: string, options: ExportOptions): Promise<void> {
  const found = options.executablePath ? { executablePath: options.executablePath, args: [] } : await findBrowser()
  const started = performance.now()
  if (options.talk) process.env.DECK_TALK = '1'
  const server = await openExportServer(root, options)
  try {
    const total = server.deck.data.slides.length
    const wanted = parseRangeString(total, options.range)
    const beyond = [...(options.range ?? '').matchAll(/\d+/g)].map(Number).find((no) => no < 1 || no > total)
    if (beyond !== undefined) throw new UsageError(`--range ${options.range} asks for slide ${beyond}; the deck has slides 1 to ${total}.`)
    if (wanted.length === 0) throw new UsageError(`--range ${options.range} names no slide: write the smaller number first.`)
    mkdirSync(dirname(options.output), { recursive: true })
    if (options.format !== 'png') rmSync(options.output, { force: true })
    const { deck } = server
    const { config } = deck.data
    const size = { width: config.canvasWidth, height: Math.ceil(config.canvasWidth / config.aspectRatio) }
    let pages = 0
    if (options.format === 'pptx') {
      const pictures = mkdtempSync(join(tmpdir(), 'deck-pptx-'))
      try {
        await server.print({ ...options, format: 'png', output: pictures }, found)
        pages = await writePptx(options.output, { ...size, pictures, slides: deck.data.slides, title: config.title, author: config.author ?? '' })
      } finally {
        rmSync(pictures, { recursive: true, force: true })
      }
    } else {
      await server.print(options, found)
    }
    if (!existsSync(options.output)) throw new ExportError(`The export ended without writing ${options.output}.`)
    if (options.format === 'png') pages = readdirSync(options.output).length
    if (options.format === 'pdf') {
      pages = await finishPdf(options.output, {
        title: config.title,
        author: config.author || undefined,
        subject: typeof config.info === 'string' ? config.info.trim() : undefined,
        keywords: words(deck.data.headmatter.keywords),
        language: config.htmlAttrs?.lang ?? 'en',
        ...size,
        date: sourceDate(root),
      })
    }
    const seconds = (performance.now() - started) / 1000
    const weight = options.format === 'png' ? '' : `${(statSync(options.output).size / 1024 ** 2).toFixed(1)} MB, `
    console.log(`${shown(options.output)}: ${contents(wanted.length, pages, options.format)}, ${weight}${seconds.toFixed(0)} s`)
  } finally {
    await server.close()
    await closeDraftingPage()
  }
  if (process.exitCode) throw new ExportError('A slide did not become ready to print in time: the message above names what it waited for.')
}

/** What an export holds: `5 slides`, or `5 slides on 25 pages`. */
export function contents(slides: number, pages: number, format: ExportOptions['format']): string {
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`
  const more = pages > slides ? (format === 'png' ? `in ${count(pages, 'picture')}` : `on ${count(pages, 'page')}`) : ''
  return [count(slides, 'slide'), more].filter(Boolean).join(' ')
}

/** A file as a person at this place would name it. */
export function shown(file: string): string {
  const path = relative(process.cwd(), file)
  return path === '' || path.startsWith('..') ? file : path
}

/** A list in the headmatter, written as a list or with commas. */
export function words(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',')
  return list.map((word) => String(word).trim()).filter(Boolean)
}
