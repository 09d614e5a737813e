import { chromium, type Browser, type BrowserContextOptions, type LaunchOptions } from 'playwright-chromium'

/**
 * Slidev's exporter starts its browser without our switches, and gives each of its waits half a minute, whatever
 * `--timeout` says: too little for a whole deck on a busy machine. Both are handed to it here, for this process.
 */
export function lendPatience(timeout: number, args: string[]): void {
  const launch = chromium.launch.bind(chromium)
  chromium.launch = async (options?: LaunchOptions): Promise<Browser> => {
    const browser = await launch({ ...options, args: [...args, '--font-render-hinting=none'] })
    const newContext = browser.newContext.bind(browser)
    browser.newContext = async (wishes?: BrowserContextOptions) => {
      const context = await newContext(wishes)
      context.setDefaultTimeout(timeout)
      return context
    }
    return browser
  }
}
