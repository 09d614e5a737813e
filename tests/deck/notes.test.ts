import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, parseDocument } from 'yaml'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { plannedSeconds } from '../../scripts/deck/minutes.ts'
import { liveSlides, shownCases, writtenSlides } from './slides.ts'
import { spokenParagraphs } from '../../scripts/deck/spoken.ts'
import { spokenSeconds, stageDirections } from './spoken.ts'

const slides = await writtenSlides()

const selection = parseDocument(readFileSync('slides.md', 'utf8').split(/^---$/m)[1]!).toJS().talk as string[]
const inTalk = selection.every(file => existsSync(file)) ? await writtenSlides({ talk: true }) : []
const sum = (list: typeof slides) => list.reduce((total, slide) => total + (plannedSeconds(slide.note) ?? 0), 0)

describe('stage directions', () => {
  /** How sentences begin that tell the speaker what to do. */
  const DIRECTION = /(?:^|[.!?:)”"*\]]\s+|\n)\(?(?:If (?:the demo|it does not run|time is|there is time|asked|somebody (?:asks|doubts))|Ask the room|Let the(?:m| room)|Say (?:it|before|that)|For the workshop|In the (?:45 minutes|whole deck)|Point at|Show the|Open the|Press|Skip)\b.*/s

  test('are block quotes: nothing that is spoken tells the speaker what to do', () => {
    expect(slides.flatMap(({ title, note }) => spokenParagraphs(note).flatMap(text => DIRECTION.exec(text)?.[0].trim() ?? []).map(text => `${title}: ${text.slice(0, 60)}`))).toEqual([])
  })

  test('have words, a paragraph of their own, and no step', () => {
    const directions = slides.flatMap(({ title, note }) => stageDirections(note).map(text => ({ title, text })))
    expect(directions.length).toBeGreaterThan(0)
    expect(directions.filter(({ text }) => !/\p{L}/u.test(text) || text.includes('[click'))).toEqual([])
    const halfMarked = (text: string) => new Set(text.split('\n').map(line => line.startsWith('>'))).size > 1
    expect(slides.filter(({ note }) => note.split(/\n\s*\n/).some(halfMarked)).map(({ title }) => title)).toEqual([])
  })
})

test.each(slides)('the words of “$title” fit its minutes', ({ note }) => {
  expect(Math.round(spokenSeconds(note))).toBeLessThanOrEqual(plannedSeconds(note)!)
})

describe('the 45-minute selection', () => {
  test('names pages that are there', () => {
    expect(selection.filter(file => !existsSync(file))).toEqual([])
  })

  test('tells these pages in this order', () => {
    const told = inTalk.map(slide => basename(slide.file, '.md').replace(/^\d+-/, '')).filter(name => name !== 'chapter')
    expect([...new Set(told)]).toEqual([
      'slides', 'opening', 'history', 'run-a-job', 'callback-token', 'retry-jitter', 'saga', 'dead-letter-replay', 'distributed-map', 'semaphore',
      'express-nesting', 'canary-release', 'agent-step', 'not-a-workflow', 'test-it', 'run-it',
    ])
  })

  test('has no chapter that is only its own title', () => {
    expect(inTalk.filter((slide, index) => slide.layout === 'chapter' && inTalk[index + 1]?.layout === 'chapter').map(slide => slide.title)).toEqual([])
    expect(inTalk.at(-1)!.layout).toBe('closing')
  })

  test('leaves three of the 45 minutes to the room', () => {
    expect(inTalk.length).toBeGreaterThan(0)
    expect(sum(inTalk)).toBeLessThanOrEqual(42 * 60)
  })

  test('tells about thirty runs by their names, which is as many stories as a room keeps apart', async () => {
    const told = (await liveSlides(undefined, { talk: true })).map(async slide => shownCases(slide, (await readPattern('snippets', slide.slug)).pattern!.cases.cases))
    const runs = (await Promise.all(told)).flat()
    expect(runs.length).toBeGreaterThan(20)
    expect(runs.length).toBeLessThanOrEqual(32)
  })

  test('has a line of the post on each chapter’s opening slide, and room in the notes to say it', () => {
    const chapters = inTalk.filter(slide => slide.layout === 'chapter')
    expect(chapters.length).toBeGreaterThan(0)
    expect(chapters.filter(({ frontmatter, note }) => !frontmatter.post || !/\bpost\b/.test(note)).map(({ title }) => title)).toEqual([])
  })

  test('its history takes three minutes, the whole chapter at most seventeen', () => {
    const history = (list: typeof slides) => list.filter(slide => basename(slide.file) === '1-history.md')
    expect(sum(history(inTalk))).toBeLessThanOrEqual(3 * 60)
    expect(sum(history(slides))).toBeLessThanOrEqual(17 * 60)
  })
})

describe('the history chapter', () => {
  const told = new Set(slides.flatMap(slide => (slide.frontmatter.entries as string[] | undefined) ?? []))

  test('tells all 32 claims of the post', () => {
    const claims = Array.from({ length: 32 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`)
    expect(claims.filter(id => !told.has(id))).toEqual([])
  })

  test('gives every system that the post names a place on a slide', () => {
    const facts = (name: string) => parse(readFileSync(`facts/${name}.yaml`, 'utf8'))
    const systems = facts('systems') as { id: string }[]
    const placed = new Set((facts('timeline') as { id: string, systems: string[] }[])
      .filter(entry => told.has(entry.id))
      .flatMap(entry => entry.systems))
    expect(systems.length).toBeGreaterThanOrEqual(29)
    expect(systems.map(system => system.id).filter(id => !placed.has(id))).toEqual([])
  })
})
