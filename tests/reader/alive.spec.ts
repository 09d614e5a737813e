import type { Page } from 'playwright/test'
import { expect } from 'playwright/test'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { playCase } from '../../engine/simulation/play/play-case.ts'
import { playWorld } from '../../engine/simulation/play/play-world.ts'
import { liveSlides, shownCases } from '../deck/slides.ts'
import { watch } from '../deck/walk.ts'
import { test } from '../hosting/support.ts'

const PAGE = 'read/failing.html'
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
