import { expect, test } from 'vitest'
import { writtenSlides } from './slides.ts'

test('each slide has a title, and no two slides have the same', async () => {
  const titles = (await writtenSlides()).map(slide => slide.title)
  expect(titles.length).toBeGreaterThan(100)
  expect(titles.filter(title => title.trim() === '')).toEqual([])
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
})
