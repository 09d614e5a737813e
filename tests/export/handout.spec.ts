import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { readChapters } from '../../scripts/read/chapters.ts'
import { spokenParagraphs } from '../../scripts/deck/spoken.ts'
import { liveSlides } from '../deck/slides.ts'
import { isSweep } from '../support/sweep.ts'
import { runExport } from './run-export.ts'
import { letters, partsOf, readPdf, type ReadPdf } from './read-pdf.ts'

const root = join(import.meta.dirname, '..', '..')

test.describe.configure({ mode: 'serial' })

test.describe('The handout', () => {
  test.skip(!isSweep, 'it takes the time of a second export: npm test -- --sweep prints and reads it')

  const folder = mkdtempSync(join(tmpdir(), 'deck-handout-'))
  const file = join(folder, 'handout.pdf')
  let pdf: ReadPdf
  let text: string

  test.beforeAll(async () => {
    await runExport('--handout', '--output', file)
    pdf = await readPdf(file)
    text = letters(pdf.pages.map(page => page.text).join(' '))
  })

  test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('is A4 throughout, and long', () => {
    expect(pdf.pages.length).toBeGreaterThan(100)
    for (const { width, height } of pdf.pages) expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
    const empty = pdf.pages.flatMap((page, index) => letters(page.text).length < 60 ? index + 1 : [])
    expect(empty, 'pages with hardly a word').toEqual([])
  })

  test('says what it is, in which language, and that it is tagged', () => {
    expect(pdf.info).toMatchObject({ Title: 'Step Functions Advanced Design Patterns', Language: 'en', CreationDate: 'D:20260101000000Z' })
    expect(pdf.info.Author).toBeTruthy()
    expect(pdf.says).toEqual({ tagged: true, title: true })
  })

  test('has every chapter and every slide, in the outline too, and what is said on each', async () => {
    const chapters = await readChapters(root)
    for (const { slides } of chapters) {
      for (const { title, note } of slides) {
        const [entry] = pdf.outline.filter(one => letters(one.title).endsWith(letters(title)))
        expect.soft(entry, `“${title}” in the outline`).toBeDefined()
        expect.soft(letters(pdf.pages[(entry?.page ?? 1) - 1]!.text), title).toContain(letters(title))
        const said = spokenParagraphs(note).map(one => letters(one.replace(/\[click\]/g, '')))
        // Where a paragraph goes on on another page, a page's number stands in it: near its beginning or near its end, not both.
        expect.soft(said.filter(paragraph => !text.includes(paragraph.slice(0, 30)) && !text.includes(paragraph.slice(-30))), title).toEqual([])
      }
    }
    const firsts = chapters.map(({ slides }) => pdf.pages.findIndex(({ tags }) => tags.some(({ role, text }) => role === 'H1' && letters(text).endsWith(letters(slides[0]!.title)))))
    expect(firsts[0]).toBe(0)
    expect(firsts.slice(1).every((page, index) => page > firsts[index]!), 'chapters begin on pages of their own, in order').toBe(true)
  })

  test('has its figures and each machine that runs in words, and its fonts inside', async () => {
    for (const [index, { tags }] of pdf.pages.entries())
      expect.soft(tags.filter(({ role, text, alt }) => role === 'Figure' && !alt && !text.trim()), `figures without words on page ${index + 1}`).toEqual([])
    const tags = pdf.pages.flatMap(page => page.tags)
    const machines = new Set((await liveSlides('LiveWorkflow')).map(({ slug }) => slug))
    expect(tags.filter(({ text, alt }) => `${text}${alt ?? ''}`.includes(' leads to ')).length).toBeGreaterThanOrEqual(machines.size)
    const { fonts } = await partsOf(file)
    expect(fonts.filter(({ kind, embedded }) => kind === '/Type3' || !embedded)).toEqual([])
    for (const family of ['Inter', 'JetBrainsMono']) expect(fonts.some(({ name }) => name.includes(family))).toBe(true)
    expect(pdf.pages.filter(page => page.text.includes('\u02BC')), 'pages with an apostrophe that nobody types').toEqual([])
  })

  test('leads out to the web and to its own pages, never to this machine or to files beside it', () => {
    const urls = pdf.pages.flatMap(page => page.urls)
    expect(urls.length).toBeGreaterThan(20)
    expect(urls.filter(url => !/^https?:\/\/[^/]+\.[a-z]+\//.test(url) || /localhost/.test(url))).toEqual([])
    const targets = pdf.pages.flatMap(page => page.targets)
    expect(targets.length).toBeGreaterThan(20)
    for (const target of targets) expect(target).toBeGreaterThan(0)
  })
})
