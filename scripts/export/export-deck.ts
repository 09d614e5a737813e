import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import process from 'node:process'
import { findBrowser } from '../browser.mjs'
import { closeDraftingPage } from '../diagrams/drafting-page.ts'
import { finishPdf, sourceDate } from './finish-pdf.ts'
import { ExportError, type ExportOptions } from './options.ts'
import { openExportServer } from './slidev.ts'

/**
 * Exports the deck and says on standard output what came of it.
 *
 * @throws ExportError, NoBrowserError with a sentence for the person at the keyboard
 */
export async function exportDeck(root: string, options: ExportOptions): Promise<void> {
  const { executablePath } = options.executablePath ? { executablePath: options.executablePath } : await findBrowser()
  mkdirSync(dirname(options.output), { recursive: true })
  if (options.format !== 'png') rmSync(options.output, { force: true })
  const started = performance.now()
  const server = await openExportServer(root, options.entry)
  try {
    await server.print(options, executablePath)
    const { config, slides } = server.deck.data
    if (!existsSync(options.output)) throw new ExportError(`The export ended without writing ${options.output}.`)
    if (options.format === 'pdf') {
      const keywords = (Array.isArray(config.keywords) ? config.keywords : String(config.keywords ?? '').split(',')).map((word) => word.trim()).filter(Boolean)
      await finishPdf(options.output, {
        title: config.title,
        author: config.author || undefined,
        subject: typeof config.info === 'string' ? config.info.trim() : undefined,
        keywords,
        language: config.htmlAttrs?.lang ?? 'en',
        date: sourceDate(root),
      })
    }
    const seconds = (performance.now() - started) / 1000
    const size = options.format === 'png' ? '' : `${(statSync(options.output).size / 1024 ** 2).toFixed(1)} MB, `
    console.log(`${relative(process.cwd(), options.output) || options.output}: ${slides.length} slides, ${size}${seconds.toFixed(0)} s`)
  } finally {
    await server.close()
    await closeDraftingPage()
  }
  if (process.exitCode) throw new ExportError('A slide did not become ready to print in time: the message above names what it waited for.')
}
