import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { recap, type RecapPart } from '../../components/closing/recap.ts'
import { figures } from '../../facts/figures.ts'
import { readFacts } from '../../facts/check.ts'
import { readFactFiles } from '../../scripts/vite/content/fact-files.ts'
import { qrCode } from '../../components/qr/draw-qr.ts'
import { writtenSlides } from './slides.ts'

const { facts } = readFacts(readFactFiles('facts'))
const numbers = figures(facts)
const PARTS: RecapPart[] = ['glue-and-waiting', 'failing', 'scale', 'forever']
const rows = PARTS.flatMap(part => recap(part, { figures: numbers, quotas: facts.quotas, costs: facts.costs }))
const slides = await writtenSlides()
const aliases = slides.flatMap(slide => slide.frontmatter.routeAlias ? [String(slide.frontmatter.routeAlias)] : [])

describe('the recap', () => {
  test('has each pattern once, with a line and a number', () => {
    expect(new Set(rows.map(row => row.slug)).size).toBe(rows.length)
    for (const row of rows) {
      expect(row.line.length, row.slug).toBeGreaterThan(10)
      expect(row.number, row.slug).toMatch(/\d/)
      expect(row.number, row.slug).not.toContain('NaN')
    }
  })

  test('has patterns and interludes, each with a slide', () => {
    expect(rows.length).toBeGreaterThanOrEqual(28)
    expect(rows.filter(row => !aliases.includes(row.slug)).map(row => row.slug)).toEqual([])
  })
})

test('every leaf of the decision trees is a slide, and every pattern but those that are about the craft is a leaf', () => {
  const leaves = ['step', 'failure', 'growth'].flatMap(name =>
    [...readFileSync(`diagrams/choose-${name}.mmd`, 'utf8').matchAll(/--> ([a-z][a-z-]+)$/gm)].map(match => match[1]!))
  expect(leaves.filter(leaf => !aliases.includes(leaf))).toEqual([])
  expect(rows.map(row => row.slug).filter(slug => !leaves.includes(slug)).sort()).toEqual(['author-it', 'see-it', 'test-it'])
})

test('no two slides have the same address', () => {
  expect(aliases.length).toBe(new Set(aliases).size)
})

test('a QR code has its quiet zone of four modules', () => {
  const { size, path } = qrCode('https://example.org/talk/')
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, length]) => ({ x: Number(x), y: Number(y), length: Number(length) }))
  expect(Math.min(...runs.map(run => run.x))).toBe(4)
  expect(Math.min(...runs.map(run => run.y))).toBe(4)
  expect(Math.max(...runs.map(run => run.x + run.length))).toBe(size - 4)
  expect(Math.max(...runs.map(run => run.y + 1))).toBe(size - 4)
})
