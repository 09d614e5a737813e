import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { linesOf } from '../../../engine/cli/lines.ts'

async function read(text: string, size: number): Promise<string[]> {
  const bytes = Buffer.from(text)
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size))
  const lines: string[] = []
  for await (const line of linesOf(Readable.from(chunks))) lines.push(line)
  return lines
}

test.each([
  ['', []],
  ['a', ['a']],
  ['a\n', ['a']],
  ['a\n\nb', ['a', '', 'b']],
  ['a\u2028b\u2029c\n\u0085\r\n', ['a\u2028b\u2029c', '\u0085\r']],
  ['\uFEFFa\n\uFEFFb', ['a', '\uFEFFb']],
  ['\u{1F600}\n€', ['\u{1F600}', '€']],
])('%j is cut at line feeds, however it arrives', async (text, lines) => {
  for (const size of [1, 2, 3, 100]) expect(await read(text, size)).toEqual(lines)
})
