import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstState } from '../../talk/record.ts'
import { paneOf, zooming, zoomOf } from '../../talk/zoom.ts'

test.each<[unknown, string | undefined]>([
  ['code', 'code'],
  ['drawing', 'drawing'],
  ['code-2', 'code-2'],
  [['drawing', 'code'], 'drawing'],
  ['code-1', undefined],
  ['Code', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
  ['code"] *', undefined],
])('zoom=%j in an address means %j', (raw, pane) => {
  expect(paneOf(raw)).toBe(pane)
})

test('what fills a slide does so on that slide only, and is taken back without a trace', () => {
  const others = { 'saga, slide 12: pane': '"data"' }
  const state = { ...firstState, slide: 12, free: others }
  const zoomed = { ...state, ...zooming(state, { slide: 12, pane: 'code' }) }
  expect(zoomOf(zoomed)).toEqual({ slide: 12, pane: 'code' })
  expect(zoomOf({ ...zoomed, slide: 13 })).toBeUndefined()
  expect(zooming(zoomed)).toEqual({ free: others })
})

test.each([
  { slide: 1 },
  { slide: '1', pane: 'code' },
  { slide: 1, pane: 'body' },
  { slide: 1, pane: 'code', scrolled: { clicks: 0 } },
  { slide: 1, pane: 'code', scrolled: { clicks: 0, top: -1 } },
  { slide: 1, pane: 'code', scrolled: { clicks: 0, top: 1e9 } },
  { slide: 1, pane: 'code', scrolled: 7 },
])('%j from another window fills nothing', (zoom) => {
  expect(zoomOf({ slide: 1, free: { zoom: JSON.stringify(zoom) } })).toBeUndefined()
})

test('whatever a window sends, nothing breaks', () => {
  fc.assert(fc.property(fc.json(), (text) => {
    expect(zoomOf({ slide: 1, free: { zoom: text } })?.slide ?? 1).toBe(1)
  }))
})
