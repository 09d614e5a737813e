import { expect, test } from 'vitest'
import { stepBack, stepOn } from '../../components/remote/steps.ts'
import { MOST_CLICKS } from '../../talk/address.ts'

test('a step on is a click, behind the last one the next slide, and nothing at the end', () => {
  expect(stepOn({ slide: 3, clicks: 1, total: 2, last: 4 })).toEqual({ slide: 3, clicks: 2 })
  expect(stepOn({ slide: 3, clicks: 2, total: 2, last: 4 })).toEqual({ slide: 4, clicks: 0 })
  expect(stepOn({ slide: 4, clicks: 0, total: 0, last: 4 })).toBeUndefined()
})

test('a step back is a click, before the first one the last of the slide before, and nothing at the start', () => {
  expect(stepBack({ slide: 3, clicks: 2, total: 2, last: 4 })).toEqual({ slide: 3, clicks: 1 })
  expect(stepBack({ slide: 3, clicks: 9, total: 2, last: 4 })).toEqual({ slide: 3, clicks: 1 })
  expect(stepBack({ slide: 3, clicks: 0, total: 2, last: 4 })).toEqual({ slide: 2, clicks: MOST_CLICKS })
  expect(stepBack({ slide: 1, clicks: 0, total: 2, last: 4 })).toBeUndefined()
})
