import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { readText } from '../../../engine/cli/input/read-text.ts'
import { ownFolder } from './folder.ts'
import { asl } from './terminal.ts'

const { write } = ownFolder()

const GOOD = write('good.json', '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}')

describe('what can’t be read is one sentence', () => {
  test.each<[string, () => string[], number, RegExp]>([
    ['UTF-16 with its mark', () => ['validate', write('u16.json', Buffer.from('\uFEFF{}', 'utf16le'))], 2, /^asl: .*u16\.json is written in UTF-16; save it as UTF-8\n$/],
    ['UTF-16 without one', () => ['run', write('v16.json', Buffer.from('{}', 'utf16le'))], 2, /UTF-16/],
    ['Latin-1', () => ['diagram', write('latin.yaml', Buffer.from('a: 1\nb: caf\xE9\n', 'latin1'))], 2, /^asl: .*latin\.yaml:2: what stands here is no UTF-8/],
    ['a name that is empty', () => ['run', ''], 2, /^asl: the name of a file is empty\n$/],
    ['a path through a file', () => ['run', `${GOOD}/x`], 2, /a part of its path is no folder/],
    ['a number that JSON can not hold', () => ['run', GOOD, '--input', '{"a": [1e999]}'], 2, /^asl: --input holds a number that is too large for JSON, at \/a\/0\n$/],
    ['a negative seed', () => ['run', GOOD, '--seed', '-1'], 2, /^asl: --seed is -1; it takes a whole number\n$/],
    ['an option that is nearly one', () => ['run', GOOD, '--inptu', '1'], 2, /^asl: Unknown option '--inptu'; did you mean --input\?/],
    ['a key that is there twice, for a diagram', () => ['diagram', write('twice.json', '{"StartAt":"A",\n"StartAt":"B","States":{"A":{"Type":"Succeed"}}}')], 1, /^asl: .*twice\.json:2:1: error INVALID_JSON_DESCRIPTION: Duplicate field 'StartAt'/],
    ['a key that is there twice, for one state', () => ['test-state', write('twice.yaml', 'StartAt: A\nStartAt: B\nStates: { A: { Type: Succeed } }\n'), 'A'], 1, /twice\.yaml:2:1: error INVALID_JSON_DESCRIPTION: Duplicate field/],
    ['a diagram of something without states', () => ['diagram', write('other.json', '{"a":1}')], 1, /^asl: .*other\.json:1:1: error SCHEMA_VALIDATION_FAILED: These fields are required: \[States, StartAt\]/],
    ['a diagram of no states', () => ['diagram', write('none.yaml', 'StartAt: A\nStates: {}\n')], 1, /none\.yaml:2:1: error SCHEMA_VALIDATION_FAILED: Value cannot be empty/],
    ['several documents', () => ['run', write('many.yaml', 'a: 1\n---\nb: 2\n')], 1, /many\.yaml:2:1: error INVALID_YAML: A second YAML document begins here/],
    ['JSON with comments', () => ['run', write('comments.json', '{ // a\n}')], 1, /JSON has no comments/],
  ])('%s', async (_, argv, code, message) => {
    const outcome = await asl(argv())
    expect(outcome).toMatchObject({ code, stderr: expect.stringMatching(message) })
    expect(outcome.stderr.split('\n')).toHaveLength(2)
  })

  test('more on standard input than fits', async () => {
    const piece = Buffer.alloc(64 * 2 ** 20, 'a')
    await expect(readText('-', Readable.from([piece, piece, piece, piece, piece]))).rejects.toThrow('<stdin> is larger than 256 MB')
  })
})

test('a negative number is the value of an option, and a byte-order mark is no part of a text', async () => {
  expect(JSON.parse((await asl(['run', GOOD, '--input', '-1', '--json'])).stdout).output).toBe(-1)
  expect((await asl(['validate', write('bom.yaml', '\uFEFFStartAt: A\nStates:\n  A: { Type: Succeed }\n')])).code).toBe(0)
})

test('what nobody foresaw is one sentence, and its stack is there on request', async () => {
  const broken = Readable.from((async function* () {
    yield '{"id": 1}\n'
    throw new TypeError('x is not a function\n    at nowhere')
  })())
  const { PassThrough } = await import('node:stream')
  const { main } = await import('../../../engine/cli/main.ts')
  const stderr = new PassThrough()
  const code = await main(['batch'], { stdin: broken, stdout: new PassThrough(), stderr, env: {} })
  expect(code).toBe(2)
  expect(String(stderr.read())).toBe('asl: this is a fault of the command, not of your files: TypeError: x is not a function (ASL_STACK=1 shows where; please report it)\n')
})
