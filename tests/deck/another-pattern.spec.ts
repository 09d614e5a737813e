import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { startServer } from '../support/server.ts'
import { isSweep } from '../support/sweep.ts'
import { addChapter } from './add-chapter.ts'
import { build, copyOfProject, edit } from './project-copy.ts'
import { writtenSlides } from './slides.ts'
import { settle } from './walk.ts'

const { cases } = (await readPattern('snippets', 'callback-token')).pattern!.cases
const beats = cases.flatMap(item => item.beats).length

const markdown = `---
layout: live
routeAlias: another-token
---

# Another pattern, by a folder and a page

<LiveWorkflow pattern="another-token" />

<!--
**1:00.** A pattern that somebody has added: its folder, this page, and nothing else. ${'[click] '.repeat(beats - 1)}
-->
`

/** The slide of the deck that has the agenda. */
async function numberOfAgenda(): Promise<number> {
  return (await writtenSlides()).findIndex(({ content }) => content.includes('<TalkAgenda')) + 1
}

test.skip(!isSweep, 'it takes the time of a second build: npm test -- --sweep builds and opens it; tests/deck/adding.test.ts has what the check says')

let copy: string
test.beforeEach(() => {
  copy = copyOfProject()
})
test.afterEach(() => rmSync(copy, { recursive: true, force: true }))

test('a pattern is a folder and a page, a chapter a folder and an entry: with them, the built deck has the slide, it runs, and the agenda still fits', async ({ page }) => {
  const folder = join(copy, 'snippets/another-token')
  cpSync(join(copy, 'snippets/callback-token'), folder, { recursive: true })
  edit(join(folder, 'mocks.json'), '2026-12-04T08:00:00Z', '2026-12-05T09:00:00Z')
  writeFileSync(join(copy, 'pages/4-waiting/90-another-token.md'), markdown)
  addChapter(copy, 90)
  addChapter(copy, 91)
  const { code, said } = await build(copy)
  expect(said).not.toContain('another-token/')
  expect(code, said).toBe(0)

  const server = await startServer(port => [join(copy, 'scripts/preview.mjs'), '--dir', join(copy, 'dist'), '--port', String(port), '--base', '/'], { root: copy })
  try {
    const slide = page.locator('#slideshow > .slidev-page:visible')
    await page.goto(`${server.url}#/another-token`)
    await settle(page)
    await expect(slide.locator('h1')).toHaveText('Another pattern, by a folder and a page')
    await expect(slide.locator('.eyebrow')).toContainText('Waiting is (almost) free')
    const first = await slide.locator('.say').textContent()
    await page.keyboard.press('PageDown')
    await page.keyboard.press('PageDown')
    await settle(page)
    await expect(slide.locator('.say')).not.toHaveText(first!)
    await slide.locator('.pane', { hasText: 'data' }).click()
    await expect(slide.locator('.data')).toContainText('2026-12-05T09:00:00Z')

    await page.goto(`${server.url}#/${await numberOfAgenda()}`)
    await settle(page)
    await expect(slide.locator('.agenda li').last()).toContainText('Chapter that came later, 91')
    const box = (await slide.boundingBox())!
    const foot = (await slide.locator('footer').boundingBox())!
    for (const entry of await slide.locator('.agenda li').all()) {
      const { y, height } = (await entry.boundingBox())!
      expect(y).toBeGreaterThanOrEqual(box.y)
      expect(y + height).toBeLessThanOrEqual(foot.y)
    }
  }
  finally {
    await server.stop()
  }
})
