import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer as createSocketServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parseRangeString } from '@slidev/parser/core'
import type { ResolvedSlidevOptions } from '@slidev/types'
import { chromium } from 'playwright-chromium'
import type { ViteDevServer } from 'vite'
import { extendParser } from '../deck/parser.ts'
import type { ExportOptions } from './options.ts'
import { ExportError } from './options.ts'
import { lendBrowser } from './lend-browser.ts'
import { printFonts } from './print-fonts.ts'
import { printRange } from './print-range.ts'
import { printReady, withReadySign } from './print-ready.ts'

/** Slidev's own exporter, which it does not export under a name: https://github.com/slidevjs/slidev/blob/main/packages/slidev/node/commands/export.ts */
interface SlidevExporter {
  getExportOptions: (args: Record<string, unknown>, options: ResolvedSlidevOptions) => Record<string, unknown>
  exportSlides: (options: Record<string, unknown>) => Promise<string>
}

/** A server of the deck for the exporter alone, on a free port and with a cache of its own: a talk on :3030 goes on undisturbed. */
export interface ExportServer {
  deck: ResolvedSlidevOptions
  print: (options: ExportOptions, browser: { executablePath: string, args: string[] }) => Promise<void>
  close: () => Promise<void>
}

export async function openExportServer(root: string, { entry, perSlide }: ExportOptions): Promise<ExportServer> {
  const { createServer, resolveOptions } = await import('@slidev/cli')
  const exporter = await slidevExporter(root)
  extendParser()
  const deck = await resolveOptions({ entry }, 'export')
  deck.utils.indexHtml = withReadySign(deck.utils.indexHtml)
  const port = await freePort()
  const cache = join(root, '.cache', 'export')
  const server = await createServer(deck, {
    cacheDir: join(cache, 'vite'),
    clearScreen: false,
    logLevel: 'warn',
    server: { port, strictPort: true, host: 'localhost', watch: null, open: false },
    plugins: [printFonts(root, join(cache, 'fonts')), printRange(), printReady({ inOnePiece: !perSlide })],
  })
  await server.listen(port)

  return {
    deck,
    async print(options, { executablePath, args }) {
      const request = exporter.getExportOptions({ ...options, executablePath }, deck)
      // The outline is made of these.
      if (options.format === 'pdf' && options.range) {
        const numbers = parseRangeString(deck.data.slides.length, options.range)
        request.slides = deck.data.slides.filter((slide) => numbers.includes(slide.index + 1))
      }
      const { canvasWidth, aspectRatio } = deck.data.config
      lendBrowser({ args, timeout: options.timeout, height: Math.ceil(canvasWidth / aspectRatio), tagged: !options.perSlide })
      await warmUp(server, port, executablePath, options.timeout)
      await exporter.exportSlides({ port, ...request })
    },
    close: () => server.close(),
  }
}

/**
 * Opens the print page once before it counts. The first visit finds packages that the server has yet to bundle; each time
 * it then reloads the page, which would be one in the making.
 */
async function warmUp(server: ViteDevServer, port: number, executablePath: string, timeout: number): Promise<void> {
  const browser = await chromium.launch({ executablePath })
  const page = await (await browser.newContext()).newPage()
  try {
    await page.goto(`http://localhost:${port}/?print=true#print`, { waitUntil: 'commit', timeout })
    let bundled: string | undefined
    do {
      bundled = bundledPackages(server)
      await page.locator('#print-ready i').waitFor({ timeout })
      await bundlingDone(server, timeout)
    } while (bundledPackages(server) !== bundled)
  } catch (error) {
    const missing = await page.evaluate(() => document.getElementById('print-ready')?.dataset.missing).catch(() => undefined)
    throw new ExportError(missing
      ? `Not ready to print within ${timeout / 1000} s: slide ${missing}.`
      : `The deck's print page did not come up: ${(error as Error).message.split('\n')[0]}`)
  } finally {
    await browser.close()
  }
}

/** A page seems still while the package that it waits for is being bundled; told to reload when that is done, the next page would be. */
async function bundlingDone(server: ViteDevServer, timeout: number): Promise<void> {
  const optimizer = server.environments.client?.depsOptimizer
  const deadline = Date.now() + timeout
  while (optimizer && Object.keys(optimizer.metadata.discovered).length > 0) {
    if (Date.now() > deadline) throw new Error(`packages are still being bundled after ${timeout / 1000} s: ${Object.keys(optimizer.metadata.discovered).join(', ')}`)
    await setTimeout(100)
  }
}

/** A name for the set of packages that the server has bundled so far. */
function bundledPackages(server: ViteDevServer): string | undefined {
  return server.environments.client?.depsOptimizer?.metadata.browserHash
}

async function slidevExporter(root: string): Promise<SlidevExporter> {
  const folder = join(dirname(createRequire(join(root, 'package.json')).resolve('@slidev/cli/package.json')), 'dist')
  const name = readdirSync(folder).find((file) => /^export-.*\.mjs$/.test(file))
  const found = name === undefined ? undefined : await import(pathToFileURL(join(folder, name)).href) as Partial<SlidevExporter>
  if (!found?.exportSlides || !found.getExportOptions) throw new ExportError(`Slidev's exporter is not where version 53 has it (${folder}): scripts/export/slidev.ts has to learn its new place.`)
  return found as SlidevExporter
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const socket = createSocketServer().once('error', failed).listen(0, 'localhost', () => {
      const address = socket.address()
      socket.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
