import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readingLine, scrollFor } from '../../components/reading/alive/reading-line.ts'

const height = fc.integer({ min: 400, max: 1200 })
const page = fc.record({ height, covered: fc.integer({ min: 0, max: 300 }), most: fc.integer({ min: 0, max: 20_000 }) })

describe('the line where the eye is', () => {
  test('lies in the part of the window that no stage covers, and at its foot at the end of the page', () => {
    fc.assert(fc.property(page, fc.double({ min: 0, max: 1, noNaN: true }), (view, part) => {
      const line = readingLine({ ...view, scrolled: part * view.most })
      expect(line).toBeGreaterThan(view.covered)
      expect(line).toBeLessThanOrEqual(view.height)
      expect(readingLine({ ...view, scrolled: view.most })).toBe(view.height)
    }))
  })

  test('goes down the page with every pixel that is scrolled, so that what was read once stays read', () => {
    fc.assert(fc.property(page, fc.nat(20_000), fc.nat(20_000), (view, one, other) => {
      const [less, more] = [one, other].map(at => Math.min(view.most, at)).toSorted((a, b) => a - b) as [number, number]
      expect(more + readingLine({ ...view, scrolled: more })).toBeGreaterThanOrEqual(less + readingLine({ ...view, scrolled: less }))
    }))
  })

  test('any mark on the page that can pass it has just passed it once the page is scrolled for that', () => {
    fc.assert(fc.property(page, fc.double({ min: 0, max: 1, noNaN: true }), (view, part) => {
      const first = readingLine({ ...view, scrolled: 0 })
      const mark = first + part * (view.most + view.height - first)
      const scrolled = scrollFor(mark, view)
      const passed = readingLine({ ...view, scrolled }) + scrolled - mark
      expect(passed).toBeGreaterThanOrEqual(0)
      // Towards the end of the page the line is twice as fast.
      expect(passed).toBeLessThanOrEqual(4)
    }))
  })
})
