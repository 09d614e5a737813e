import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { startServer } from '../support/server.ts'
import { build, copyOfProject, edit } from './project-copy.ts'

const root = join(import.meta.dirname, '..', '..')
test.describe.configure({ mode: 'serial' })
let copy: string
test.beforeEach(() => {
  copy = copyOfProject()
})
test.afterEach(() => rmSync(copy, { recursive: true, force: true }))

test('a misspelt pattern, a broken workflow and a missing case stop the build, each with its file and line', async () => {
  const use = edit(join(copy, 'pages/4-waiting/2-callback-token.md'), 'pattern="callback-token"', 'pattern="callbak-token"')
  edit(join(copy, 'snippets/callback-token/workflow.asl.yaml'), 'Next: ShipOrder', 'Next: ShipOder')
  cpSync(join(root, 'snippets/callback-token'), join(copy, 'snippets/second'), { recursive: true })
  const missing = edit(join(copy, 'snippets/second/cases.yaml'), 'mocks: CourierAccepts', 'mocks: CourierAcepts')
  const { code, said } = await build(copy)
  expect(code).not.toBe(0)
  expect(said).toMatch(new RegExp(`pages/4-waiting/2-callback-token\\.md:${use}:.*no pattern “callbak-token”`))
  expect(said).toMatch(/snippets\/callback-token\/workflow\.asl\.yaml:\d+:\d+: .*MISSING_TRANSITION_TARGET/)
  expect(said).toMatch(new RegExp(`snippets/second/cases\\.yaml:${missing}:.*no test case “CourierAcepts”`))
})

test('an unknown year in facts/ stops the build with its file and line', async () => {
  const line = edit(join(copy, 'facts/timeline.yaml'), 'date: 2012-01-18', 'date: 2011-01-18')
  const { code, said } = await build(copy)
  expect(code).not.toBe(0)
  expect(said).toMatch(new RegExp(`facts/timeline\\.yaml:${line}`))
})

test('the dev server shows a mistake on its slide, and the slide comes back when it is mended', async ({ page }) => {
  test.setTimeout(180_000)
  const pageFile = join(copy, 'pages/4-waiting/2-callback-token.md')
  const workflow = join(copy, 'snippets/callback-token/workflow.asl.yaml')
  const use = edit(pageFile, 'pattern="callback-token"', 'pattern="callbak-token"')
  const slidev = join(root, 'node_modules/@slidev/cli/bin/slidev.mjs')
  const server = await startServer(port => [slidev, join(copy, 'slides.md'), '--port', String(port)], { root: copy })
  try {
    await page.goto(`${server.url}#/callback-token`)
    const failure = page.locator('#slideshow > .slidev-page:visible .failure')
    await expect(failure).toContainText(`pages/4-waiting/2-callback-token.md:${use}`, { timeout: 90_000 })
    await expect(failure).toContainText('callbak-token')

    edit(pageFile, 'pattern="callbak-token"', 'pattern="callback-token"')
    await expect(page.locator('#slideshow > .slidev-page:visible .live-ready .say')).toBeVisible({ timeout: 60_000 })

    edit(workflow, 'Resource: arn:aws:states:::sns:publish', 'Resource: [')
    await expect(failure).toContainText('snippets/callback-token/workflow.asl.yaml:', { timeout: 60_000 })

    edit(workflow, 'Resource: [', 'Resource: arn:aws:states:::sns:publish')
    await expect(page.locator('#slideshow > .slidev-page:visible .live-ready .say')).toBeVisible({ timeout: 60_000 })

    edit(workflow, 'TimeoutSeconds: 259200', 'TimeoutSeconds: 60')
    await expect(page.locator('#slideshow > .slidev-page:visible .code')).toContainText('TimeoutSeconds: 60', { timeout: 60_000 })
  }
  finally {
    await server.stop()
  }
})
