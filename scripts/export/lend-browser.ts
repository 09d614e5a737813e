import { chromium, type Browser, type BrowserContextOptions, type LaunchOptions, type Page } from 'playwright-chromium'
import { askOnce } from './ask-once.ts'

export interface Lent {
  /** Switches of the browser's command line. */
  args: string[]
  /** Milliseconds that each wait may take. */
  timeout: number
  /** Of a slide, in px. */
  height: number
  /** Whether a PDF says what its parts are: headings, lists, drawings with their words. */
  tagged: boolean
}

/**
 * Slidev's exporter starts its browser without our switches, gives each of its waits half a minute, whatever `--timeout` says, opens a window
 * as tall as all slides together, which takes longer to draw than everything else, asks each printed slide for its id, and leaves out of a PDF what
 * its parts are. All five are mended here, for this process.
 */
export function lendBrowser({ args, timeout, height, tagged }: Lent): void {
  const launch = chromium.launch.bind(chromium)
  chromium.launch = async (options?: LaunchOptions): Promise<Browser> => {
    const browser = await launch({ ...options, args: [...args, '--font-render-hinting=none'] })
    const newContext = browser.newContext.bind(browser)
    browser.newContext = async (wishes?: BrowserContextOptions) => {
      const context = await newContext(wishes?.viewport ? { ...wishes, viewport: { ...wishes.viewport, height } } : wishes)
      context.setDefaultTimeout(timeout)
      context.on('page', askOnce)
      if (tagged) context.on('page', tagPdf)
      return context
    }
    return browser
  }
}

/** @param page the exporter's; changed in place */
function tagPdf(page: Page): void {
  const pdf = page.pdf.bind(page)
  page.pdf = (options) => pdf({ ...options, tagged: true })
}
