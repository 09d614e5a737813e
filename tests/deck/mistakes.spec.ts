import type { MadeMistake } from './mistakes.ts'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { checkDeck } from '../../scripts/deck/check-deck.ts'
import { startServer } from '../support/server.ts'
import { make, MISTAKES } from './mistakes.ts'
import { smallDeck } from './small-deck.ts'

/** The dev server says of each mistake what the check says of it, on the slide. tests/deck/mistakes.test.ts has the sentences. */

const PATIENCE = { timeout: 90_000 }
const SLIDE = '#slideshow > .slidev-page:visible'

/** Several mistakes are made at a time: as many as change other texts of one slide. */
function rounds(): MadeMistake[][] {
  const together: MadeMistake[][] = []
  for (const mistake of MISTAKES) {
    const fits = (other: MadeMistake) => !other.alone && !mistake.alone && other.slide === mistake.slide && other.beside === mistake.beside && other.from !== mistake.from
    const round = together.find(others => mistake.file !== 'slides.md' && others.every(fits))
    if (round)
      round.push(mistake)
    else
      together.push([mistake])
  }
  return together
}

test('the dev server shows every mistake on its slide, never as an overlay, and the slide comes back when it is mended', async ({ page }) => {
  test.setTimeout(600_000)
  const copy = smallDeck()
  const slidev = join(import.meta.dirname, '..', '..', 'node_modules/@slidev/cli/bin/slidev.mjs')
  const server = await startServer(port => [slidev, join(copy, 'slides.md'), '--port', String(port), '--open', 'false'], { root: copy })
  // The page may be loading again of itself, because a file has changed.
  const open = (slide: string) => expect(() => page.goto(`${server.url}#/${slide}`)).toPass(PATIENCE)
  try {
    await open('saga')
    await expect(page.locator(`${SLIDE} .live-ready .say`)).toBeVisible(PATIENCE)
    for (const round of rounds()) {
      const [{ beside, file, slide }] = round as [MadeMistake, ...MadeMistake[]]
      const made = round.map(mistake => make(copy, mistake))
      // Where a handlers.ts throws is known to Node, not to the loader of this test.
      const messages = file.endsWith('handlers.ts') ? [made[0]!.place] : await checkDeck(copy)
      expect(messages.length, round.map(({ what }) => what).join(', ')).toBe(round.length)
      await open(slide)
      for (const message of messages)
        await expect(page.locator(beside ? '.mistakes' : `${SLIDE} .failure`), message).toContainText(message, PATIENCE)
      if (beside && slide === 'saga')
        await expect(page.locator(`${SLIDE} .live-ready .say`)).toBeVisible(PATIENCE)
      await expect(page.locator('vite-error-overlay')).toHaveCount(0)
      for (const { undo } of made.reverse())
        undo()
    }
    await open('saga')
    await expect(page.locator(`${SLIDE} .live-ready .say`)).toBeVisible(PATIENCE)
    await expect(page.locator('.mistakes')).toHaveCount(0, PATIENCE)

    const { undo } = make(copy, { what: 'no mistake', file: 'snippets/saga/workflow.asl.yaml', from: 'MaxDelaySeconds: 20', to: 'MaxDelaySeconds: 21', says: '', slide: 'saga' })
    await expect(page.locator(`${SLIDE} .code`)).toContainText('MaxDelaySeconds: 21', PATIENCE)
    undo()
  }
  finally {
    await server.stop()
    rmSync(copy, { recursive: true, force: true })
  }
})
