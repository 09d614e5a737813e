import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { checkDeck } from '../../scripts/deck/check-deck.ts'
import { startServer } from '../support/server.ts'
import { isSweep } from '../support/sweep.ts'
import { make, MISTAKES } from './mistakes.ts'
import { smallDeck } from './small-deck.ts'

/** The dev server says of each mistake what the check says of it, on the slide. tests/deck/mistakes.test.ts has the sentences. */
const SLIDE = '#slideshow > .slidev-page:visible'

/** One mistake of each file, in the slide's place and beside it: what says the others is the same. Without `SWEEP`, one of each place. */
const SHOWN = [...new Map(MISTAKES.toReversed().map(mistake => [isSweep ? `${mistake.file} ${mistake.beside}` : mistake.beside, mistake])).values()].reverse()

test('the dev server shows a mistake of every file on its slide, never as an overlay, and the slide comes back when it is mended', async ({ page }) => {
  const copy = smallDeck()
  const slidev = join(import.meta.dirname, '..', '..', 'node_modules/@slidev/cli/bin/slidev.mjs')
  const server = await startServer(port => [slidev, join(copy, 'slides.md'), '--port', String(port), '--open', 'false'], { root: copy })
  const messagesShown = page.locator(`.mistakes, ${SLIDE} .failure`)
  // Nothing is asked of a page that a changed file makes load again: a new address ends that loading, and the old page stays.
  const atRest = async (what?: string) => {
    await expect(messagesShown, what).toHaveCount(0)
    await expect(page.locator(SLIDE)).toHaveCount(1)
    await page.waitForLoadState('networkidle')
  }
  const open = async (slide: string) => {
    await page.goto(`${server.url}#/${slide}`)
    await expect(page).toHaveURL(new RegExp(`#/${slide}\\b`))
    await atRest()
  }
  try {
    await open('saga')
    await expect(page.locator(`${SLIDE} .live-ready .say`)).toBeVisible()
    for (const mistake of SHOWN) {
      const { beside, file, slide, what } = mistake
      await open(slide)
      const { place, undo } = make(copy, mistake)
      // Where a handlers.ts throws is known to Node, not to the loader of this test.
      const messages = file.endsWith('handlers.ts') ? [place] : await checkDeck(copy)
      expect(messages.length, what).toBe(1)
      await expect(page.locator(beside ? '.mistakes' : `${SLIDE} .failure`), what).toContainText(messages[0]!)
      if (beside && slide === 'saga')
        await expect(page.locator(`${SLIDE} .live-ready .say`)).toBeVisible()
      await expect(page.locator('vite-error-overlay')).toHaveCount(0)
      undo()
      await atRest(`${what}, mended`)
    }
    await open('saga')
    await expect(page.locator(`${SLIDE} .live-ready .say`)).toBeVisible()

    const { undo } = make(copy, { what: 'no mistake', file: 'snippets/saga/no-undo.asl.yaml', from: 'Four steps that hope for the best', to: 'Four steps and a prayer', says: '', slide: 'saga' })
    await expect(page.locator(`${SLIDE} .code`)).toContainText('Four steps and a prayer')
    undo()
  }
  finally {
    await server.stop()
    rmSync(copy, { recursive: true, force: true })
  }
})
