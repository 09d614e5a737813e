import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page, Route } from 'playwright'
import { transformWithOxc } from 'vite'
import { FONT_SIZE, MERMAID_CONFIG } from './mermaid-config.ts'
import type { Redrawn } from './redraw.ts'

// The one headless browser page in which Mermaid draws. It is opened for the first drawing and closes itself when none
// has been asked for in a while, so that no process stays alive because of it. Everything it loads comes from files.

const IDLE_MS = 3000
/** The page's address. Nothing is ever asked of it: every request is answered from disk, or refused. */
const ORIGIN = 'http://drafting.invalid'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..')
const packages = createRequire(join(root, 'package.json'))
const mermaidFolder = dirname(packages.resolve('mermaid'))
const interFolder = dirname(packages.resolve('@fontsource-variable/inter/package.json'))

interface Drafting {
  browser: Browser
  page: Page
}

let opening: Promise<Drafting> | undefined
let drawing = 0
let idle: NodeJS.Timeout | undefined

/** What Mermaid says of a source it can not read. `line` counts from 1 in that source. */
export class SourceError extends Error {
  readonly line: number | undefined

  constructor(message: string, line?: number) {
    super(message)
    this.name = 'SourceError'
    this.line = line
  }
}

export class NoBrowserError extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NoBrowserError'
  }
}

/**
 * Lets Mermaid draw `source` and gives the result in our plain form.
 *
 * @throws SourceError when Mermaid can not read it, NoBrowserError when there is nothing to draw with
 */
export async function draft(source: string): Promise<Redrawn> {
  clearTimeout(idle)
  drawing++
  try {
    opening ??= open()
    opening.catch(() => (opening = undefined))
    const { page } = await opening
    const answer = await page.evaluate<Redrawn | { message: string }>(`drafting.draw(${JSON.stringify(source)}, ${FONT_SIZE})`)
    if ('message' in answer) throw sourceError(answer.message)
    return answer
  } finally {
    if (--drawing === 0) idle = setTimeout(() => void closeDraftingPage(), IDLE_MS)
  }
}

/** Closes the browser, if one is open. */
export async function closeDraftingPage(): Promise<void> {
  clearTimeout(idle)
  const closing = opening
  opening = undefined
  await closing?.then(({ browser }) => browser.close(), () => undefined)
}

async function open(): Promise<Drafting> {
  const { executablePath, args } = await browserAtHand()
  const { chromium } = await import('playwright')
  const browser = await chromium.launch({ executablePath, args: [...args, '--font-render-hinting=none'] })
  try {
    const page = await browser.newPage({ deviceScaleFactor: 1, reducedMotion: 'reduce' })
    await page.route('**/*', answer)
    await page.goto(`${ORIGIN}/`)
    // As text: what a bundler or a test runner makes of a function here does not run there.
    await page.evaluate(`import('/draw/in-page.ts').then((module) => (globalThis.drafting = module).prepare(${JSON.stringify(MERMAID_CONFIG)}))`)
    return { browser, page }
  } catch (error) {
    await browser.close()
    throw error
  }
}

/** A browser that is here already: whoever only looks at slides gets nothing installed for a drawing. */
async function browserAtHand(): Promise<{ executablePath: string, args: string[] }> {
  // The address is put together here, so that no bundler draws the search for a browser into Vite's configuration.
  const { findBrowser } = await import(new URL('../browser.mjs', import.meta.url).href) as typeof import('../browser.mjs')
  try {
    return await findBrowser({ install: false })
  } catch (error) {
    throw new NoBrowserError(error instanceof Error ? error.message : String(error))
  }
}

const TYPES: Record<string, string> = { '.mjs': 'text/javascript', '.ts': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }

async function answer(route: Route): Promise<void> {
  const { origin, pathname } = new URL(route.request().url())
  if (origin !== ORIGIN) return route.abort()
  if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: PAGE })
  const [, folder, ...rest] = pathname.split('/')
  const base = { mermaid: mermaidFolder, inter: interFolder, styles: join(root, 'styles'), draw: here }[folder ?? '']
  const file = base && join(base, ...rest)
  if (!file || !file.startsWith(base) || !existsSync(file)) return route.fulfill({ status: 404, body: '' })
  const contentType = TYPES[extname(file)] ?? 'application/octet-stream'
  if (extname(file) !== '.ts') return route.fulfill({ contentType, body: await readFile(file) })
  const { code } = await transformWithOxc(await readFile(file, 'utf8'), file, { sourcemap: false })
  return route.fulfill({ contentType, body: code })
}

// Labels are measured with the deck's own font and the deck's own diagram styles.
const PAGE = `<!doctype html><meta charset="utf-8"><title>Drafting page</title>
<link rel="stylesheet" href="/inter/wght.css"><link rel="stylesheet" href="/styles/diagram.css">
<style>:root { --font-sans: 'Inter Variable' } body { font-feature-settings: 'cv11', 'ss03' }</style>
<body><div id="holder" class="diagram"></div>`

function sourceError(message: string): SourceError {
  const line = /(?:on|at|in) line (\d+)/i.exec(message)?.[1]
  return new SourceError(message.trim(), line === undefined ? undefined : Number(line))
}
