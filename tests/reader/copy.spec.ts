import { unzipSync } from 'fflate'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { parseDefinition, validate } from '../../engine/asl/index.ts'
import { liveSlides, writtenSlides } from '../deck/slides.ts'
import { goTo, settle } from '../deck/walk.ts'
import { test } from '../hosting/support.ts'

const CODE = '#slideshow > .slidev-page:visible .live-ready .code'

/** Runs in the page: what a copy of the selection would put on the clipboard. */
function copied(): string {
  let text = ''
  document.addEventListener('copy', event => text = event.clipboardData?.getData('text/plain') ?? '', { once: true })
  document.execCommand('copy')
  return text
}

test('what is copied from the code of a pattern is the file, and valid as it is', async ({ page }) => {
  await page.goto('/#/1')
  await settle(page)
  const seen = new Set<string>()
  for (const { slug, number } of await liveSlides('LiveWorkflow')) {
    if (seen.has(slug))
      continue
    seen.add(slug)
    await goTo(page, number)
    if (await page.locator(CODE).count() === 0)
      continue
    await page.locator(CODE).focus()
    await page.keyboard.press('Control+a')
    const text = await page.evaluate(copied)
    const name = await page.locator(CODE).getAttribute('aria-label')
    expect(`${text}\n`.replace(/\n+$/, '\n'), slug).toBe(readFileSync(`snippets/${slug}/${name}`, 'utf8').replace(/\n+$/, '\n'))
    expect(validate(parseDefinition(text, { file: name! })).diagnostics.filter(({ severity }) => severity === 'ERROR'), slug).toEqual([])
  }
  expect(seen.size).toBeGreaterThan(10)
})

test('a selection over a fold has the folded lines and the blank ones', async ({ page }) => {
  await page.goto('/#/saga')
  await settle(page)
  const lines = readFileSync(`snippets/saga/${await page.locator(CODE).getAttribute('aria-label')}`, 'utf8').split('\n')
  const fold = Number(await page.locator(`${CODE} .line:has(.fold)`).first().getAttribute('data-line'))
  const text = await page.locator(CODE).evaluate((box, fold) => {
    const words = (line: number) => document.createTreeWalker(box.querySelector(`[data-line="${line}"] [data-text]`)!, NodeFilter.SHOW_TEXT).nextNode()!
    const next = [...box.querySelectorAll<HTMLElement>('[data-line]')].find(row => Number(row.dataset.line) > fold && row.textContent)!
    getSelection()!.setBaseAndExtent(words(fold), 2, words(Number(next.dataset.line)), 3)
    return Number(next.dataset.line)
  }, fold)
  const wanted = lines.slice(fold - 1, text)
  wanted[0] = wanted[0]!.slice(2)
  wanted[wanted.length - 1] = wanted.at(-1)!.slice(0, 3)
  expect(await page.evaluate(copied)).toBe(wanted.join('\n'))
})

test('buttons copy and save the file, by keyboard too, and say so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/#/callback-token')
  await settle(page)
  const file = readFileSync('snippets/callback-token/workflow.asl.yaml', 'utf8')
  const actions = page.locator('#slideshow > .slidev-page:visible .file-actions')
  await actions.getByRole('button', { name: 'Copy callback-token.asl.yaml' }).focus()
  await page.keyboard.press('Enter')
  await expect(actions.locator('[aria-live]')).toHaveText('copied')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(file)
  const download = page.waitForEvent('download')
  await actions.getByRole('button', { name: 'Save callback-token.asl.yaml' }).click()
  expect((await download).suggestedFilename()).toBe('callback-token.asl.yaml')
  expect(readFileSync(await (await download).path(), 'utf8')).toBe(file)
})

test('a slide’s machine is taken home with what deploys it, the same bytes as from the command', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'slide-home-'))
  try {
    const file = join(folder, 'callback-token.zip')
    execFileSync(process.execPath, ['engine/cli/asl.mjs', 'lab', 'export', 'callback-token', file])
    await page.goto('/#/callback-token')
    await settle(page)
    const download = page.waitForEvent('download')
    await page.locator('#slideshow > .slidev-page:visible .file-actions').getByRole('button', { name: /^Take it home/ }).press('Enter')
    expect((await download).suggestedFilename()).toBe('callback-token.zip')
    const files = unzipSync(readFileSync(await (await download).path()))
    expect(Object.keys(files)).toContain('callback-token/aws/template.yaml')
    expect(files).toEqual(unzipSync(readFileSync(file)))
    expect(readFileSync(await (await download).path()).equals(readFileSync(file))).toBe(true)
  }
  finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('an edited definition is copied as it is shown, and a terminal’s command without its prompt', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  const shown = page.locator('#slideshow > .slidev-page:visible')

  await page.goto('/#/test-it')
  await shown.getByRole('button', { name: 'Copy the command' }).press('Enter')
  await expect(shown.locator('.file-actions [aria-live]')).toHaveText('copied')
  expect(await clipboard()).toBe('asl test callback-token')
  const download = page.waitForEvent('download')
  await shown.getByRole('button', { name: 'Save green.txt' }).press('Enter')
  const transcript = readFileSync(await (await download).path(), 'utf8')
  expect(transcript).toMatch(/^> asl test callback-token\n[\s\S]*6 passed[^\n]*\n$/)

  await goTo(page, (await writtenSlides()).findIndex(({ content }) => content.includes('<EditedDefinition')) + 1)
  const copy = shown.locator('.edited').getByRole('button', { name: /^Copy / })
  await copy.press('Enter')
  await expect(shown.locator('.file-actions [aria-live]')).toHaveText('copied')
  const whole = await clipboard()
  expect(validate(parseDefinition(whole, { file: 'workflow.asl.yaml' })).diagnostics.filter(({ severity }) => severity === 'ERROR')).toEqual([])
  await page.keyboard.press('ArrowRight')
  await expect(shown.locator('.line.changed')).not.toHaveCount(0)
  await copy.press('Enter')
  await expect.poll(clipboard).not.toBe(whole)
  expect((await clipboard()).split('\n')).toHaveLength(whole.split('\n').length)
})
