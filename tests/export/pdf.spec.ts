import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { liveSlides, shownCases, writtenSlides } from '../deck/slides.ts'
import { goTo, place, settle, step } from '../deck/walk.ts'
import { deckFolder, pdfName } from '../hosting/support.ts'
import { isSweep } from '../support/sweep.ts'
import { runExport } from './run-export.ts'
import { letters, partsOf, readPdf, type ReadPdf, type Tag } from './read-pdf.ts'

/** The chapter that is printed with its clicks: whole, with slides of one execution and of many. */
const deck = await writtenSlides()
const chapterFirst = deck.findLastIndex(({ layout }, index) => layout === 'chapter' && index < deck.findIndex(({ frontmatter }) => frontmatter.routeAlias === 'callback-token')) + 1
const chapterLast = deck.findIndex(({ layout }, index) => layout === 'chapter' && index >= chapterFirst)

/** A slide as a visitor sees it: its heading, how many clicks it takes, and what a live slide says at the last of them. */
interface Seen {
  title: string
  clicks: number
  say: string
}

test.describe.configure({ mode: 'serial' })

test.describe('The deck as PDF', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deck-pdf-'))
  // The one that the build has exported.
  const plainFile = join(deckFolder, pdfName)
  const clicksFile = join(folder, 'clicks.pdf')
  let plain: ReadPdf
  let clicks: ReadPdf
  let slides: Seen[]
  let chapter: Seen[]

  test.beforeAll(async ({ browser, baseURL }) => {
    await runExport('--with-clicks', '--range', `${chapterFirst}-${chapterLast}`, '--output', clicksFile)
    ;[plain, clicks] = [await readPdf(plainFile), await readPdf(clicksFile)]
    const page = await browser.newPage({ baseURL, reducedMotion: 'reduce' })
    slides = await walk(page)
    chapter = slides.slice(chapterFirst - 1, chapterLast)
    await page.close()
  })

  test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('has one page a slide, each as large as a slide', () => {
    expect(plain.pages).toHaveLength(slides.length)
    for (const { width, height } of [...plain.pages, ...clicks.pages]) expect({ width, height }).toEqual({ width: 735, height: 414 })
  })

  test('has one page a click with --with-clicks', () => {
    expect(clicks.pages).toHaveLength(chapter.reduce((sum, slide) => sum + slide.clicks + 1, 0))
  })

  test('has the words of each slide as text on its page', () => {
    slides.forEach(({ title }, index) => expect(letters(plain.pages[index]!.text), `page ${index + 1}`).toContain(letters(title)))
    // An apostrophe that is found by whoever types one.
    expect(plain.pages.map(({ text }) => text).join()).not.toMatch(/[\u02B0-\u02FF]/)
  })

  test('has on the page of a live slide what its last beat says, and with --with-clicks a page for each beat', async () => {
    const live = await liveSlides()
    expect(live.length).toBeGreaterThan(20)
    for (const slide of live) {
      const { number, title, slug } = slide
      const { cases, papers } = (await readPattern('snippets', slug)).pattern!.cases
      const shown = shownCases(slide, cases)
      const paper = papers.map((name) => shown.find((item) => item.name === name)).find(Boolean) ?? shown.at(-1)!
      expect(letters(plain.pages[number - 1]!.text), `page ${number}, “${title}”`).toContain(letters(paper.beats.at(-1)!.say))

      if (number < chapterFirst || number > chapterLast)
        continue
      const first = slides.slice(chapterFirst - 1, number - 1).reduce((sum, slide) => sum + slide.clicks + 1, 0)
      shown.flatMap((item) => item.beats).forEach(({ say }, click) =>
        expect(letters(clicks.pages[first + click]!.text), `“${title}”, click ${click}`).toContain(letters(say)))
    }
  })

  test('has what stands at the foot of a slide: nothing is pushed off its page', () => {
    let last = -1
    for (const { title, clicks: more, say } of chapter) {
      last += more + 1
      expect(letters(clicks.pages[last]!.text), title).toContain(letters(say))
    }
    expect(chapter.filter(({ say }) => say).length).toBeGreaterThan(5)
  })

  test('has an outline that leads to every slide with a title', () => {
    for (const { outline, pages } of [plain, clicks]) {
      expect(outline.length).toBeGreaterThan(pages.length / 20)
      for (const { title, page } of outline) expect(letters(pages[page - 1]?.text ?? ''), title).toContain(letters(title))
    }
    const listed = new Set(plain.outline.map(({ page }) => page))
    slides.forEach(({ title }, index) => title && expect(listed, title).toContain(index + 1))
  })

  test('has its fonts inside, as fonts', async () => {
    for (const file of [plainFile, clicksFile]) {
      const { fonts } = await partsOf(file)
      expect(fonts.length).toBeGreaterThan(2)
      expect(fonts.filter(({ kind, embedded }) => kind === '/Type3' || !embedded)).toEqual([])
      expect(fonts.some(({ name }) => name.includes('Inter'))).toBe(true)
      expect(fonts.some(({ name }) => name.includes('JetBrainsMono'))).toBe(true)
    }
  })

  test('has no picture of a slide in place of the slide', async () => {
    for (const file of [plainFile, clicksFile]) expect((await partsOf(file)).pictures.filter(({ width, height }) => width >= 900 && height >= 500)).toEqual([])
  })

  test('has links that lead out to the web or to a page, and none to this machine', () => {
    const urls = plain.pages.flatMap((page) => page.urls)
    expect(urls.length).toBeGreaterThan(0)
    expect(urls.filter((url) => !/^https?:\/\/[^/]+\.[a-z]+\//.test(url) || /localhost/.test(url))).toEqual([])
    const targets = plain.pages.flatMap((page) => page.targets)
    expect(targets.length).toBeGreaterThan(0)
    for (const target of targets) expect(target).toBeGreaterThan(0)
  })

  test('says what it is, and when its source was written', () => {
    expect(plain.info).toMatchObject({ Title: 'Step Functions Advanced Design Patterns', CreationDate: 'D:20260101000000Z', ModDate: 'D:20260101000000Z', Language: 'en' })
    expect(plain.info.Author).toBeTruthy()
    expect(plain.info.Keywords).toContain('Step Functions')
  })

  test('is tagged: a heading a slide, what belongs together in order, drawings in words', async () => {
    for (const { says, info, pages } of [plain, clicks]) {
      expect(says).toEqual({ tagged: true, title: true })
      expect(info.Language).toBe('en')
      for (const [index, { tags }] of pages.entries()) {
        expect(tags.filter(({ role }) => role === 'H1'), `headings of page ${index + 1}`).toHaveLength(1)
        expect(tags.filter(({ role, alt }) => role === 'Figure' && !alt), `figures without words on page ${index + 1}`).toEqual([])
      }
    }
    slides.forEach(({ title }, index) => expect(letters(plain.pages[index]!.tags.find(({ role }) => role === 'H1')!.text)).toBe(letters(title)))
    for (const { number, title } of await liveSlides('LiveWorkflow')) {
      const { tags } = plain.pages[number - 1]!
      expect(tags.some(({ role, alt }) => role === 'Figure' && alt?.includes(' leads to ')), `the drawing of “${title}”`).toBe(true)
      const place = (wanted: (tag: Tag) => boolean): number => tags.findIndex(wanted)
      expect(place(({ role }) => role === 'H1'), title).toBeLessThan(place(({ role }) => role === 'Figure'))
    }
  })

  test('comes out the same a second time', async () => {
    test.skip(!isSweep, 'it takes the time of another export: npm test -- --sweep prints it again')
    const again = join(folder, 'again.pdf')
    await runExport('--with-clicks', '--range', `${chapterFirst}-${chapterLast}`, '--output', again)
    const second = await readPdf(again)
    second.pages.forEach((page, index) => expect(page, `page ${index + 1}`).toEqual(clicks.pages[index]))
    expect(readFileSync(again).equals(readFileSync(clicksFile)), 'the same bytes').toBe(true)
  })
})

/**
 * Goes through the whole talk backwards with the left arrow, which leads to a slide's last click; the address says which that is. From
 * there to its beginning.
 */
async function walk(page: Page): Promise<Seen[]> {
  await page.goto('/#/overview')
  const total = await page.locator('[data-slidev-no]').evaluateAll(all => new Set(all.map(one => one.getAttribute('data-slidev-no'))).size)
  const slides: Seen[] = []
  // Behind the last slide there is none to come back from.
  await page.goto(`/#/${total}`)
  await settle(page)
  while (await step(page, 'ArrowRight'));
  for (let number = total; ; number--) {
    const { slide, click } = await place(page)
    expect(slide).toBe(number)
    const seen = await page.evaluate(() => {
      const shown = [...document.querySelectorAll<HTMLElement>('#slideshow > .slidev-page')].find(one => one.offsetParent !== null)!
      const text = (selector: string) => [...shown.querySelectorAll(selector)].at(-1)?.textContent?.trim() ?? ''
      return { title: text('h1'), say: text('.say') }
    })
    slides[slide - 1] = { ...seen, clicks: click }
    if (number === 1) return slides
    if (click > 0) await goTo(page, number)
    await step(page, 'ArrowLeft')
  }
}
