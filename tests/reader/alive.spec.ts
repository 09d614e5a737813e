import type { Page } from 'playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from 'playwright/test'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { playCase } from '../../engine/simulation/play/play-case.ts'
import { playWorld } from '../../engine/simulation/play/play-world.ts'
import { liveSlides, shownCases } from '../deck/slides.ts'
import { isSweep } from '../support/sweep.ts'
import { watch } from '../deck/walk.ts'
import { deckFolder, test } from '../hosting/support.ts'

const PAGE = 'read/failing.html'
/** What runs; two other figures stand as they are. */
const RUNS = 'figure.live:is([data-component=LiveWorkflow], [data-component=LiveWorld], [data-component=HistoryStage])'
const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }

/** What the stage of a section has to say at each click of its slide, by the engine. */
async function saysOf(slug: string): Promise<{ section: string, says: string[] }> {
  const slide = (await liveSlides()).find(one => one.slug === slug && one.frontmatter.routeAlias)!
  const pattern = (await readPattern('snippets', slug)).pattern!
  const runs = await Promise.all(shownCases(slide, pattern.cases.cases).map(item => slide.component === 'LiveWorld' ? playWorld(pattern, item) : playCase(pattern, item)))
  return { section: String(slide.frontmatter.routeAlias), says: runs.flatMap(({ beats }) => beats.map(({ say }) => say)) }
}

/** Scrolls until the words of a click have just passed the reader's eye, as a hand does: by a distance, wherever that leads. */
async function readTo(page: Page, section: string, click: number): Promise<void> {
  await page.evaluate(([section, click]) => {
    const words = document.querySelector(`#${section} .spoken`)!
    const mark = click === 0 ? words : words.querySelector(`.beat[data-click="${click}"]`)!
    const figure = document.querySelector<HTMLElement>(`#${section} figure.live`)!
    const above = figure.getBoundingClientRect().left < words.getBoundingClientRect().right ? figure.offsetHeight : 0
    scrollBy({ top: mark.getBoundingClientRect().top - above - (innerHeight - above) * 0.45 + (click === 0 ? -1 : 2), behavior: 'instant' })
  }, [section, click] as const)
}

function filesThatRun(): string[] {
  const folder = join(deckFolder, 'read')
  return readdirSync(folder).filter(file => file.endsWith('.html') && /data-component="(?:LiveWorkflow|LiveWorld|HistoryStage)"/.test(readFileSync(join(folder, file), 'utf8')))
}

/** What in a stage is too small to be read, or to be hit with a finger. */
function unfit(figure: HTMLElement): string[] {
  const name = (element: Element) => `${figure.closest('section')?.id} ${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} ${(element.textContent ?? '').trim().slice(0, 30)}`
  const found: string[] = []
  const texts = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement!
    // A drawing shrinks to the room that it has; “All of it” gives it more.
    if (!node.textContent?.trim() || element.closest('.visually-hidden, defs, svg') || element.getClientRects().length === 0)
      continue
    const size = Number.parseFloat(getComputedStyle(element).fontSize)
    if (size < 15.95)
      found.push(`${size.toFixed(1)} px: ${name(element)}`)
  }
  for (const target of figure.querySelectorAll('button, [role=button], a')) {
    const { width, height } = target.getBoundingClientRect()
    if (getComputedStyle(target).display !== 'inline' && height > 0 && Math.min(width, height) < 43.9)
      found.push(`${width.toFixed(0)} × ${height.toFixed(0)}: ${name(target)}`)
  }
  return found
}

const stage = (page: Page, section: string) => page.locator(`#${section} figure.live.is-alive`)

for (const [held, device] of [['on a laptop', { viewport: { width: 1280, height: 720 } }], ['on a phone', phone]] as const) {
  test(`scrolled down and up, every beat stands beside its sentence, ${held}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL: baseURL!, ...device, reducedMotion: 'reduce', serviceWorkers: 'block' })
    const page = await context.newPage()
    const trouble = await watch(page, new URL(baseURL!).origin)
    for (const slug of ['saga', 'circuit-breaker']) {
      const { section, says } = await saysOf(slug)
      await page.goto(`${PAGE}#${section}`)
      await expect(stage(page, section)).toHaveCount(1)
      const clicks = says.map((_, click) => click)
      for (const click of [...clicks, ...clicks.toReversed()]) {
        await readTo(page, section, click)
        await expect(stage(page, section).locator('.say'), `${section}, click ${click}`).toHaveText(says[click]!)
        await expect(stage(page, section)).toBeInViewport()
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
    expect(trouble).toEqual({ console: [], requests: [], policy: [] })
    await context.close()
  })
}

test('what can be pressed leads to its words, and the words to the slide at this beat, and back', async ({ page }) => {
  const { section, says } = await saysOf('saga')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(`${PAGE}#${section}`)
  const live = stage(page, section)
  await live.getByRole('button', { name: 'no van' }).click()
  await expect(live.locator('.case[aria-pressed=true]')).toHaveText('no van')
  const before = await live.locator('.say').textContent()
  await live.getByRole('button', { name: 'One beat on' }).click()
  const click = says.indexOf(before!) + 1
  await expect(live.locator('.say')).toHaveText(says[click]!)
  const link = page.locator(`#${section} .to-slide a`)
  await expect(link).toHaveAttribute('href', new RegExp(`#/${section}\\?clicks=${click}$`))
  // Not brought into sight first, which would read on to the words at its side.
  await link.evaluate(element => (element as HTMLElement).click())
  await expect(page.locator('#slideshow > .slidev-page:visible .say')).toHaveText(says[click]!)
  await page.goBack()
  await expect(stage(page, section).locator('.say')).toHaveText(says[click]!)
})

for (const width of [390, 1280]) {
  for (const colorScheme of ['dark', 'light'] as const) {
    test(`what has come alive is sound for a screen reader, and fits, ${width} pixels wide, ${colorScheme}`, async ({ browser, baseURL }) => {
      const context = await browser.newContext({ baseURL: baseURL!, viewport: { width, height: 720 }, colorScheme, reducedMotion: 'reduce', serviceWorkers: 'block' })
      const page = await context.newPage()
      for (const file of isSweep ? filesThatRun() : ['history.html', 'failing.html']) {
        await page.goto(`read/${file}`)
        const figures = page.locator(RUNS)
        for (let nth = 0; nth < await figures.count(); nth++) {
          const figure = figures.nth(nth)
          await figure.evaluate(element => element.scrollIntoView())
          await expect(figure, `${file}, figure ${nth + 1}`).toHaveClass(/is-alive/)
          expect.soft(await figure.evaluate(unfit), `${file}, figure ${nth + 1}`).toEqual([])
        }
        const { violations } = await new AxeBuilder({ page }).include('figure.live').analyze()
        expect.soft(violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`)), file).toEqual([])
        expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), file).toBeLessThanOrEqual(0)
      }
      await context.close()
    })
  }
}

test('nothing is fetched before a figure is near, and nothing of the slides then', async ({ page, serve }) => {
  const { url } = await serve()
  const asked: string[] = []
  page.on('request', request => asked.push(new URL(request.url()).pathname))
  await page.setViewportSize({ width: 390, height: 664 })
  await page.goto(`${url}${PAGE}`, { waitUntil: 'networkidle' })
  expect(asked.filter(path => path.endsWith('.js'))).toEqual([expect.stringContaining('/assets/alive-')])
  await page.locator('figure.live').first().scrollIntoViewIfNeeded()
  await expect(page.locator('figure.live.is-alive').first()).toBeVisible()
  const first = /src="\.\/(assets\/index-[^"]+)"/.exec(await (await fetch(url)).text())![1]!
  expect(asked).not.toContain(`/${first}`)
})

test('without JavaScript the picture stands; without a network the saved page comes alive all the same', async ({ browser, page, serve }) => {
  const { url, stop } = await serve()
  const context = await browser.newContext({ javaScriptEnabled: false })
  const plain = await context.newPage()
  await plain.goto(`${url}${PAGE}#saga`)
  await expect(plain.locator('#saga figure.live svg').first()).toBeVisible()
  await context.close()

  await page.goto(url)
  await expect(page.locator('html')).toHaveAttribute('data-offline', 'saved')
  await stop()
  await page.goto(`${url}${PAGE}#saga`)
  await expect(stage(page, 'saga')).toHaveCount(1)
})

test('upright on a phone the bare address offers both, once; a slide’s address does not', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL!, ...phone, serviceWorkers: 'block' })
  const page = await context.newPage()
  const offer = page.getByRole('complementary', { name: 'How to read this talk' })
  await page.goto('/#/saga')
  await expect(page.locator('#slideshow > .slidev-page:visible')).toBeVisible()
  await expect(offer).toHaveCount(0)

  await page.goto('about:blank')
  await page.goto('/')
  await offer.getByRole('button', { name: 'See the slides' }).click()
  await expect(offer).toHaveCount(0)
  await page.goto('about:blank')
  await page.goto('/')
  await expect(page.locator('#slide-content .slidev-page-1:visible').first()).toBeVisible()
  await expect(offer).toHaveCount(0)

  await page.evaluate(() => localStorage.clear())
  await page.goto('about:blank')
  await page.goto('/')
  await offer.getByRole('link', { name: 'Read it' }).click()
  await expect(page).toHaveURL(/\/read\/index\.html$/)
  await page.goto('about:blank')
  await page.goto('/')
  await expect(page).toHaveURL(/\/read\/index\.html$/)
  await context.close()
})
