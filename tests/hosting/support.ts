import type { AddressInfo } from 'node:net'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test as base } from 'playwright/test'
import { deckServer } from '../../scripts/preview/server.mjs'

/** The file name of the PDF inside a built deck. */
export const pdfName = 'step-functions-advanced-design-patterns.pdf'

/** The built deck that the global set-up has made. */
export const deckFolder = process.env.DECK_DIR ?? ''
export const hasPdf = existsSync(join(deckFolder, pdfName))

export interface Served {
  /** the deck's address, ending in its base path */
  url: string
  /** takes the server away, open connections too; more than once is fine */
  stop: () => Promise<void>
}

/** Playwright's `test` with `serve`, which serves a built deck from a folder of its own server until the test is over. */
export const test = base.extend<{ serve: (options?: { dir?: string, base?: string }) => Promise<Served> }>({
  serve: async ({}, use) => {
    const running: Served[] = []
    await use(async ({ dir = deckFolder, base = '/' } = {}) => {
      const server = deckServer({ dir, base })
      await new Promise<void>(up => server.listen(0, 'localhost', up))
      const served = {
        url: `http://localhost:${(server.address() as AddressInfo).port}${base}`,
        stop: () => new Promise<void>((down) => {
          server.close(() => down())
          server.closeAllConnections()
        }),
      }
      running.push(served)
      return served
    })
    for (const { stop } of running)
      await stop()
  },
})

/** The content of the slide that is shown, in the play view or the presenter's: of that number, or whichever it is. */
export const shownSlide = (no?: number) => `#slide-content .slidev-page${no === undefined ? '' : `-${no}`}:visible > :not(.slidev-slide-loading)`
