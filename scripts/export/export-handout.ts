import { mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { chromium } from 'playwright'
import { findBrowser } from '../browser.mjs'
import { readDeck } from '../deck/parser.ts'
import { closeDraftingPage } from '../diagrams/drafting-page.ts'
import { handoutHtml } from '../read/handout.ts'
import { makeReading } from '../read/reading.ts'
import { siteAddress } from '../vite/built/site.ts'
import { contents, shown, words } from './export-deck.ts'
import { finishPdf, sourceDate } from './finish-pdf.ts'
import type { ExportOptions } from './options.ts'
import { lendPrintFonts } from './print-fonts.ts'

/** A4 in px of CSS. */
const PAPER = { width: 793.7, height: 1122.5 }

/**
 * Writes what is read in `read/` as a PDF on A4: every slide with what is said on it, tagged, with an outline.
 *
 * @throws NoBrowserError, and Error that names a slide that could not be rendered
 */
export async function exportHandout(root: string, options: ExportOptions): Promise<void> {
  const found = options.executablePath ? { executablePath: options.executablePath, args: [] } : await findBrowser()
  const started = performance.now()
  if (options.talk) process.env.DECK_TALK = '1'
  const { headmatter } = await readDeck(root, options.entry)
  const reading = await makeReading(root)
  const browser = await chromium.launch(found)
  try {
    mkdirSync(dirname(options.output), { recursive: true })
    const page = await browser.newPage({ javaScriptEnabled: true })
    const css = await lendPrintFonts(page, reading.css, root, join(root, '.cache', 'export', 'fonts'))
    await page.setContent(handoutHtml(reading, css, siteAddress()?.href), { timeout: options.timeout })
    await page.evaluate(() => document.fonts.ready)
    await page.pdf({
      path: options.output,
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
      outline: options.withToc,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: '<div style="width:100%;padding:0 16mm;font:8pt sans-serif;color:#596579;text-align:right"><span class="pageNumber"></span></div>',
    })
  } finally {
    await browser.close()
    await closeDraftingPage()
  }
  const pages = await finishPdf(options.output, {
    title: String(headmatter.title ?? ''),
    author: typeof headmatter.author === 'string' ? headmatter.author : undefined,
    subject: typeof headmatter.info === 'string' ? headmatter.info.trim() : undefined,
    keywords: words(headmatter.keywords),
    language: 'en',
    ...PAPER,
    date: sourceDate(root),
  })
  const seconds = (performance.now() - started) / 1000
  const slides = reading.chapters.reduce((sum, chapter) => sum + chapter.slides.length, 0)
  console.log(`${shown(options.output)}: ${contents(slides, pages, 'pdf')}, ${(statSync(options.output).size / 1024 ** 2).toFixed(1)} MB, ${seconds.toFixed(0)} s`)
}
