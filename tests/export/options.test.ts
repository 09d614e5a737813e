import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readOptions } from '../../scripts/export/options.ts'
import { UsageError } from '../../scripts/setup/options.mjs'

const folder = mkdtempSync(join(tmpdir(), 'deck-options-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (...args: string[]) => {
  const options = readOptions(args, '/deck', folder)
  if (options === 'help') throw new Error('help')
  return options
}

describe('What `npm run export` is asked for', () => {
  test('is a light PDF with outline, one page a slide, when nothing is said', () => {
    expect(read()).toMatchObject({ entry: '/deck/slides.md', format: 'pdf', output: '/deck/exports/step-functions-advanced-design-patterns.pdf', dark: false, withToc: true, withClicks: undefined })
  })

  test('has a file name of its own for each variant', () => {
    expect(read('--dark').output).toMatch(/patterns-dark\.pdf$/)
    expect(read('-c').output).toMatch(/patterns-clicks\.pdf$/)
    expect(read('--talk', '--dark').output).toMatch(/patterns-talk-dark\.pdf$/)
    expect(read('--talk', '--handout').output).toMatch(/patterns-talk-handout\.pdf$/)
    expect(read('--format', 'pptx').output).toMatch(/patterns\.pptx$/)
    expect(read('--format', 'png').output).toMatch(/patterns-png$/)
  })

  test('names files from where the person stands', () => {
    expect(read('--output', 'talk.pdf').output).toBe(join(folder, 'talk.pdf'))
  })

  test('passes on what Slidev understands', () => {
    expect(read('--format', 'png', '--range', '1,4-5', '--scale', '3', '--omit-background', '--wait', '200', '--timeout', '5000', '--no-with-toc', '--executable-path', '/b'))
      .toMatchObject({ range: '1,4-5', scale: 3, omitBackground: true, wait: 200, timeout: 5000, withToc: false, executablePath: '/b' })
  })

  test('leaves out the outline slide by slide, which Slidev can not make there', () => {
    expect(read('--per-slide')).toMatchObject({ perSlide: true, withToc: false })
  })

  test.each([
    [['--per-slide', '--with-clicks'], /prints only the first click of every slide/],
    [['--handout', '--with-clicks'], /leave out --with-clicks/],
    [['--handout', '--range', '3'], /leave out --range/],
    [['--handout', '--format', 'png'], /--handout is a PDF/],
    [['--per-slide', '--with-toc'], /comes without an outline/],
    [['--per-slide', '--format', 'pptx-editable'], /does not go with --per-slide/],
    [['--range', 'five'], /is no list of slides/],
    [['--format', 'docx'], /--format docx is none of pdf, png/],
    [['--output', 'talk.txt'], /is to be a \.pdf file/],
    [['--timeout', 'soon'], /--timeout soon is no whole number/],
    [['--withclicks'], /no option --withclicks: did you mean --with-clicks\?/],
  ])('refuses %j in one sentence', (args, sentence) => {
    expect(() => read(...args)).toThrow(UsageError)
    expect(() => read(...args)).toThrow(sentence)
  })

  test('will not let pictures empty a folder that holds something else', () => {
    writeFileSync(join(folder, 'thesis.docx'), '')
    expect(() => read('--format', 'png', '--output', '.')).toThrow(/holds thesis\.docx/)
  })
})
