import { describe, expect, it, test } from 'vitest'
import { formatDiagnostic } from '../../facts/check.ts'
import { covered } from '../../facts/check/dates.ts'
import { dateOf, doubtOf, yearOf } from '../../facts/index.ts'
import { diagnostics, facts } from './facts.ts'

const of = (origin: string) => facts.timeline.filter(entry => entry.origin === origin)
const ids = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`)

test('the files are in order', () => {
  expect(diagnostics.map(formatDiagnostic)).toEqual([])
})

describe('the timeline is complete', () => {
  it('has the 32 claims of the post', () => {
    expect(of('post').map(entry => entry.id)).toEqual(ids('S', 32))
  })

  it('has what the post left out and what came after it, numbered without a gap', () => {
    expect(of('omitted').length).toBeGreaterThan(0)
    expect(of('omitted').map(entry => entry.id).sort()).toEqual(ids('O', of('omitted').length))
    expect(of('after').map(entry => entry.id).sort()).toEqual(ids('A', of('after').length))
  })

  it('finds 20 claims correct, 10 imprecise and 2 wrong', () => {
    const count = (verdict: string) => of('post').filter(entry => entry.verdict === verdict).length
    expect([count('correct'), count('imprecise'), count('wrong')]).toEqual([20, 10, 2])
    expect(of('post').filter(entry => entry.verdict === 'wrong').map(entry => entry.id)).toEqual(['S10', 'S14'])
  })

  it('gives every system of the post at least one date, and every year since 2016 an entry', () => {
    expect(facts.systems.length).toBeGreaterThan(0)
    expect(facts.systems.filter(system => system.timeline.length === 0)).toEqual([])
    const years = facts.timeline.map(yearOf).filter(year => year !== undefined)
    const last = Math.max(...years)
    expect(Array.from({ length: last - 2015 }, (_, index) => 2016 + index).filter(year => !years.includes(year))).toEqual([])
  })

  it('answers the eight open questions', () => {
    expect(facts.questions.map(question => question.id).join('')).toBe('abcdefgh')
    for (const { answer } of facts.questions)
      expect(answer).toMatch(/[^.]\.$/)
  })
})

describe('dates', () => {
  it('lie in the years that the facts cover', () => {
    for (const { id, date } of facts.timeline) {
      if (date !== null)
        expect(date >= covered.from.slice(0, 4) && date <= covered.to, `${id} ${date}`).toBe(true)
    }
  })

  it('put what came after the post after it, and the rest not', () => {
    for (const entry of facts.timeline) {
      if (entry.date !== null)
        expect(entry.date > '2022-10-03', entry.id).toBe(entry.origin === 'after')
    }
  })

  it('are never written to the day when they are only recalled', () => {
    const recalled = facts.timeline.filter(entry => entry.confidence === 'recalled')
    expect(recalled.length).toBeGreaterThan(0)
    for (const entry of recalled) {
      expect(dateOf(entry)).toMatch(/^[A-Z][a-z]+ \d{4}$/)
      expect(doubtOf(entry)).toBe('not confirmed')
    }
  })

  it('are written no more exactly than they are confirmed', () => {
    const text = (id: string) => dateOf(facts.timeline.find(entry => entry.id === id)!)
    expect(text('S16')).toBe('3 December 2019')
    expect(text('S12')).toBe('May 2019')
    expect(text('O17')).toBe('by June 2021')
    expect(text('A32')).toBe('by 20 August 2026')
    expect(text('A37')).toBe('date not found')
    for (const entry of facts.timeline)
      expect(/^(by )?\d{1,2} /.test(dateOf(entry)), entry.id).toBe(entry.precision === 'day')
  })

  it('say what is not confirmed about them', () => {
    const doubt = (id: string) => doubtOf(facts.timeline.find(entry => entry.id === id)!)
    expect(doubt('S01')).toBe('')
    expect(doubt('S12')).toBe('day not confirmed')
    expect(doubt('S30')).toBe('address not confirmed')
    expect(doubt('O19')).toBe('first date not found, address not confirmed')
  })
})

describe('links', () => {
  const links = [
    ...facts.timeline.map(entry => entry.url),
    ...facts.systems.map(system => system.url),
    ...[...facts.questions.flatMap(question => question.sources), ...facts.quotas.map(quota => quota.source), ...facts.prices.map(price => price.source)]
      .flatMap(source => source.url ?? []),
  ]

  it.each([...new Set(links)])('%s is well formed', (link) => {
    const url = new URL(link)
    expect(['http:', 'https:']).toContain(url.protocol)
    expect(url.hostname).toMatch(/^([a-z0-9-]+\.)+[a-z]{2,}$/)
    expect(url.username + url.password + url.port + url.search).toBe('')
    expect(link).toBe(link.trim())
  })

  it('put the year and month of an announcement where its date is', () => {
    const announcements = facts.timeline.filter(entry => /\/whats-new\/\d{4}\/\d{2}\//.test(entry.url))
    expect(announcements.length).toBeGreaterThan(30)
    const elsewhere = announcements.filter(({ url, date }) => url.match(/\/whats-new\/(\d{4})\/(\d{2})\//)!.slice(1).join('-') !== date?.slice(0, 7))
    // The announcement of September 2026 has an address of June.
    expect(elsewhere.map(entry => entry.id)).toEqual(['A33'])
  })
})
