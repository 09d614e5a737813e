import type { Browser, Page } from 'playwright/test'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { smallDeck } from '../deck/small-deck.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const slidev = join(import.meta.dirname, '..', '..', 'node_modules', '@slidev', 'cli', 'bin', 'slidev.mjs')
const start = (root: string, port?: number): Promise<RunningServer> => startServer(free => [slidev, join(root, 'slides.md'), '--port', String(free), '--open', 'false'], { root, port })

/** The number of the saga's slide in the small deck. */
const SAGA = '4'

/** A browser of its own, as on another screen: only the server can carry anything to it. */
async function open(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 720 } })
  const page = await context.newPage()
  await page.goto(url)
  await stands(page)
  return page
}

async function stands(page: Page, no?: string): Promise<void> {
  const slide = no === undefined ? '.slidev-page' : `.slidev-page-${no}`
  await expect(page.locator(`#slide-content ${slide}:visible > :not(.slidev-slide-loading)`).first()).toBeVisible()
}

async function at(place: string, ...pages: Page[]): Promise<void> {
  for (const page of pages) {
    await expect(page).toHaveURL(new RegExp(`#/(?:presenter/)?${place.replace('?', '\\?')}$`))
    // Before a slide stands its beats are not known, and a key would go to the next slide.
    await stands(page, SAGA)
  }
}

test('from npm start: who is reloaded or comes late moves nobody, and a server that was gone is found again', async ({ browser }) => {
  const deck = smallDeck()
  let server = await start(deck)
  try {
    const { url } = server
    const audience = await open(browser, `${url}#/saga?clicks=1`)
    const presenter = await open(browser, `${url}#/presenter`)
    await at('saga?clicks=1', audience, presenter)
    await presenter.keyboard.press('PageDown')
    await at('saga?clicks=2', audience, presenter)
    await audience.keyboard.press('PageUp')
    await at('saga?clicks=1', audience, presenter)

    for (const page of [presenter, audience]) {
      await page.reload()
      await stands(page)
      await at('saga?clicks=1', audience, presenter)
    }
    await presenter.keyboard.press('PageDown')
    await at('saga?clicks=2', audience, presenter)

    // The toolbar for drawing is in the window where it was opened; a second window of the same browser has none.
    const screen = await presenter.context().newPage()
    await screen.goto(url)
    await stands(screen)
    await at('saga?clicks=2', screen)
    await presenter.bringToFront()
    await presenter.locator('button[title="Show drawing toolbar"]').first().click()
    await expect(presenter.locator('button[title="Draw with stylus"]')).toBeVisible()
    await screen.bringToFront()
    await expect(screen.locator('button[title="Draw with stylus"]')).toHaveCount(0)
    await screen.close()

    // Where the presenter points is seen on the other screen.
    await presenter.bringToFront()
    await presenter.locator('button[title="Hide drawing toolbar"]').first().click()
    const slide = (await presenter.locator('#slide-content').first().boundingBox())!
    await presenter.mouse.move(slide.x + slide.width / 2, slide.y + slide.height / 2)
    await presenter.mouse.move(slide.x + slide.width / 3, slide.y + slide.height / 3)
    await expect(audience.locator('svg.stroke-white').first()).toBeVisible()

    // An address of one's own is nobody else's.
    const looking = await open(browser, `${url}#/transient-cluster`)
    await expect(looking.locator('.talk-notices')).toContainText(/Join the talk \(slide 4\)/)
    await at('saga?clicks=2', audience, presenter)
    await looking.context().close()

    await server.stop()
    for (const page of [audience, presenter])
      await expect(page.locator('.talk-notices')).toContainText('The talk is out of reach')
    await presenter.locator('body').press('PageDown')
    await expect(presenter).toHaveURL(/#\/presenter\/saga\?clicks=3$/)
    const place = new URL(presenter.url()).hash.replace('#/presenter/', '')
    server = await start(deck, server.port)
    for (const page of [audience, presenter]) {
      await expect(page.locator('.talk-notices')).not.toContainText('The talk is out of reach')
      await stands(page)
      await at(place, page)
    }
    await presenter.locator('body').press('PageUp')
    await at('saga?clicks=2', audience, presenter)
  }
  finally {
    await server.stop()
    await Promise.all(browser.contexts().map(context => context.close()))
    rmSync(deck, { recursive: true, force: true })
  }
})
