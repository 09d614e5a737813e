import { chromium, type Browser, type BrowserContextOptions, type LaunchOptions } from 'playwright-chromium'
import { askOnce } from './ask-once.ts'

export interface Lent {
  /** Switches of the browser's command line. */
  args: string[]
  /** Milliseconds that each wait may take. */
  timeout: number
  /** Of a slide, in px. */
  height: number
}

/**
 * Slidev's exporter starts its browser without our switches, gives each of its waits half a minute, whatever `--timeout` says, opens a window
 * as tall as all slides together, which takes longer to draw than everything else, and asks each printed slide for its id. All four are mended
 * here, for this process.
 */
export function lendBrowser({ args, timeout, height }: Lent): void {
  const launch = chromium.launch.bind(chromium)
  chromium.launch = async (options?: LaunchOptions): Promise<Browser> => {
    const browser = await launch({ ...options, args: [...args, '--font-render-hinting=none'] })
    const newContext = browser.newContext.bind(browser)
    browser.newContext = async (wishes?: BrowserContextOptions) => {
      const context = await newContext(wishes?.viewport ? { ...wishes, viewport: { ...wishes.viewport, height } } : wishes)
      context.setDefaultTimeout(timeout)
      context.on('page', askOnce)
      return context
    }
    return browser
  }
}
