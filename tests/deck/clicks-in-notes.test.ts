import { expect, test } from 'vitest'
import { writtenSlides } from './slides.ts'

test.each((await writtenSlides()).filter(({ note }) => note.includes('[click]')))('the notes of “$title” have words for each of its clicks', ({ note }) => {
  const beats = note.replace(/^\*\*\d+:\d\d\.\*\*/, '').split('[click]')
  expect(beats.flatMap((words, click) => /\p{L}/u.test(words) ? [] : [click])).toEqual([])
})
