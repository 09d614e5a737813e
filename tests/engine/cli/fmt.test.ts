import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownFolder } from './folder.ts'
import { asl } from './terminal.ts'

const { path: folder, write } = ownFolder()

const FORM = 'StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true # here\n'
const OTHER = 'States:\n    A: # first\n        End: true\n        Type: Pass\nStartAt: A\n'

test('files are written in place, and named; those that have the form are left alone', async () => {
  const [form, other] = [write('form/form.asl.yaml', FORM), write('form/other.asl.yaml', OTHER)]
  expect(await asl(['fmt', join(folder, 'form')])).toEqual({ code: 0, stdout: `${other}\n`, stderr: '' })
  expect(readFileSync(form, 'utf8')).toBe(FORM)
  expect(readFileSync(other, 'utf8')).toBe('StartAt: A\nStates:\n  A: # first\n    Type: Pass\n    End: true\n')
  expect(await asl(['fmt', '--check', join(folder, 'form')])).toEqual({ code: 0, stdout: '', stderr: '' })
})

test('--check writes nothing, and exit code 1 says that a file has another form', async () => {
  const file = write('check.asl.yaml', OTHER)
  expect(await asl(['fmt', '--check', file])).toMatchObject({ code: 1, stdout: `${file} has another form: asl fmt ${file} writes it\n` })
  expect(readFileSync(file, 'utf8')).toBe(OTHER)
})

test('standard input goes to standard output, JSON or YAML', async () => {
  expect((await asl(['fmt', '-'], { stdin: OTHER })).stdout).toMatch(/^StartAt: A\n/)
  expect(await asl(['fmt', '-'], { stdin: '{"States":{"A":{"End":true,"Type":"Pass"}},"StartAt":"A"}' })).toEqual({
    code: 0,
    stderr: '',
    stdout: '{\n  "StartAt": "A",\n  "States": {\n    "A": {\n      "Type": "Pass",\n      "End": true\n    }\n  }\n}\n',
  })
})

describe('what can’t be formatted stays as it is, and the others are written', () => {
  test.each<[string, string, string, number, RegExp]>([
    ['a syntax error', 'a.asl.yaml', 'a: [1\n', 1, /a\.asl\.yaml:2:1: error INVALID_YAML/],
    ['a key twice', 'b.asl.json', '{"StartAt":"A","StartAt":"B"}', 1, /b\.asl\.json:1:16: error INVALID_JSON_DESCRIPTION: Duplicate field/],
    ['comments in JSON', 'c.asl.json', '{\n// c\n"StartAt":"A"}', 1, /c\.asl\.json:2:1: .*JSON has no comments/],
    ['several documents', 'd.asl.yaml', 'a: 1\n---\nb: 2\n', 1, /d\.asl\.yaml:2:1: .*A second YAML document/],
  ])('%s', async (_, name, text, code, message) => {
    const [file, other] = [write(name, text), write(`beside-${name}.yaml`, OTHER)]
    expect(await asl(['fmt', file, other])).toMatchObject({ code, stderr: expect.stringMatching(message), stdout: `${other}\n` })
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test('YAML that is something else', async () => {
    const file = write('compose.yaml', 'services:\n    web: {image: x}\n')
    expect(await asl(['fmt', file])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/compose\.yaml holds no state machine, neither StartAt nor States, and stays as it is/) })
    expect(readFileSync(file, 'utf8')).toContain('    web')
  })

  test('a file that is not there', async () => {
    expect(await asl(['fmt', join(folder, 'nope.asl.yaml')])).toMatchObject({ code: 2, stderr: expect.stringMatching(/can not be read: there is no such file/) })
  })
})
