import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, parseDocument } from 'yaml'
import { plannedSeconds } from '../../scripts/deck/minutes.ts'
import { writtenSlides } from './slides.ts'

const slides = await writtenSlides()

const selection = parseDocument(readFileSync('slides.md', 'utf8').split(/^---$/m)[1]!).toJS().talk as string[]
const inTalk = selection.every(file => existsSync(file)) ? await writtenSlides({ talk: true }) : []
const sum = (list: typeof slides) => list.reduce((total, slide) => total + (plannedSeconds(slide.note) ?? 0), 0)

describe('the 45-minute selection', () => {
  test('names pages that are there', () => {
    expect(selection.filter(file => !existsSync(file))).toEqual([])
  })

  test('tells these pages in this order', () => {
    const told = inTalk.map(slide => basename(slide.file, '.md').replace(/^\d+-/, '')).filter(name => name !== 'chapter')
    expect([...new Set(told)]).toEqual([
      'slides', 'opening', 'history', 'run-a-job', 'callback-token', 'retry-jitter', 'saga', 'scatter-gather', 'distributed-map', 'claim-check', 'semaphore',
      'express-nesting', 'not-a-workflow', 'test-it', 'run-it',
    ])
  })

  test('has no chapter that is only its own title', () => {
    expect(inTalk.filter((slide, index) => slide.layout === 'chapter' && inTalk[index + 1]?.layout === 'chapter').map(slide => slide.title)).toEqual([])
    expect(inTalk.at(-1)!.layout).toBe('closing')
  })

  test('fits into 45 minutes', () => {
    expect(inTalk.length).toBeGreaterThan(0)
    expect(sum(inTalk)).toBeLessThanOrEqual(45 * 60)
  })

  test('its history takes four minutes, the whole chapter at most seventeen', () => {
    const history = (list: typeof slides) => list.filter(slide => basename(slide.file) === '1-history.md')
    expect(sum(history(inTalk))).toBe(4 * 60)
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
