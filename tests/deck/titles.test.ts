import { expect, test } from 'vitest'
import { writtenSlides } from './slides.ts'

const slides = await writtenSlides()

test('every slide has a title of its own, so that the overview and a link say which one is meant', () => {
  const files = new Map<string, string[]>()
  for (const { title, file } of slides)
    files.set(title, [...files.get(title) ?? [], file])
  expect([...files].filter(([title, where]) => !title || where.length > 1)).toEqual([])
})
