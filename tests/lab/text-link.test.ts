import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { pack, unpack } from '../../components/lab/share/text-link.ts'

/** A link that somebody else has made of anything. */
const linkOf = (written: string | Buffer) => `1.${deflateRawSync(written).toString('base64url')}`

test.each([
  ['a text', { text: readFileSync('exercises/money-back/start.asl.yaml', 'utf8') }],
  ['a text with a case of one’s own', { text: 'StartAt: A\n', input: '{ "boxes": 3 }', mocks: '{}' }],
  ['nothing', { text: '' }],
  ['letters of all kinds', { text: 'Comment: "Größe 🧇 \\u0000\u2028"\r\n' }],
])('%s comes out of a link as it went in', async (_, shared) => {
  const link = await pack(shared)
  expect(link).toMatch(/^1\.[\w-]*$/)
  expect(await unpack(link)).toEqual(shared)
})

test('a link is short: the start of money-back takes less than 1,500 characters', async () => {
  expect((await pack({ text: readFileSync('exercises/money-back/start.asl.yaml', 'utf8') })).length).toBeLessThan(1500)
})

test('a text that is too long for a link is told so', async () => {
  const text = Array.from({ length: 20_000 }, (_, at) => Math.sin(at)).join('\n')
  await expect(pack({ text })).rejects.toThrow('This text is too long for a link. Take it home as a file instead.')
})

test.each([
  ['nothing', '', 'another version of the lab'],
  ['another format', '2.abc', 'another version of the lab'],
  ['no base64', '1.%%%', 'a part of the link is missing'],
  ['the half of a link', linkOf(JSON.stringify(['StartAt: A\n'.repeat(50)])).slice(0, 25), 'a part of the link is missing'],
  ['bytes that are no text', linkOf(Buffer.from([0x5B, 0x22, 0xFF, 0xFE, 0x22, 0x5D])), 'a part of the link is missing'],
  ['no JSON', linkOf('StartAt: A'), 'a part of the link is missing'],
  ['no list', linkOf('{"text": "a"}'), 'none of the lab’s'],
  ['a list of numbers', linkOf('[1, 2, 3]'), 'none of the lab’s'],
  ['a longer list', linkOf('["a", "b", "c", "d"]'), 'none of the lab’s'],
  ['a text that grows and grows', linkOf(JSON.stringify(['a'.repeat(20_000_000)])), 'too long to be read'],
  ['a link without end', `1.${'a'.repeat(40_000)}`, 'too long to be read'],
])('of %s one sentence is said', async (_, link, message) => {
  const told = await unpack(link).catch((error: Error) => error)
  expect(told).toBeInstanceOf(SyntaxError)
  expect((told as Error).message).toContain(message)
  expect((told as Error).message).toMatch(/^[^\n]{20,140}\.$/)
})
