import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseDefinition } from '../../../engine/asl/index.ts'
import { writtenAs } from '../../../engine/asl/format/written-as.ts'

const files = globSync(['exercises/*/{start,solution}.asl.yaml', 'snippets/*/*.asl.yaml'])
const read = (text: string) => parseDefinition(text).definition

describe('A definition in the other language', () => {
  test.each(files.map((file) => [file]))('%s says the same as JSON, and again as YAML', (file) => {
    const text = readFileSync(file, 'utf8')
    const json = writtenAs('JSON', text).text
    expect(JSON.parse(json)).toEqual(read(text))
    expect(read(writtenAs('YAML', json).text)).toEqual(read(text))
  })

  test('says whether comments stay behind', () => {
    expect(writtenAs('JSON', 'StartAt: A # first\nStates: {}\n').lost).toBe(true)
    expect(writtenAs('JSON', 'StartAt: A\nStates: {}\n')).toEqual({ text: '{\n  "StartAt": "A",\n  "States": {}\n}\n', lost: false })
    expect(writtenAs('YAML', '{ "StartAt": "A # no comment" }').lost).toBe(false)
  })

  test('leaves to placeholders in quotes that they are text, and to others that they may be anything', () => {
    const yaml = writtenAs('YAML', '{ "A": "${Text}", "B": ${Any}, "C": ["${Text}"] }').text
    expect(yaml).toBe('A: "${Text}"\nB: ${Any}\nC:\n  - "${Text}"\n')
    expect([...parseDefinition(yaml).unquoted]).toEqual(['/B'])
  })

  test.each([
    ['JSON', 'StartAt: [', 'Line 1 can’t be read, so it can’t be written as JSON.'],
    ['YAML', '{\n  "StartAt": ', 'Line 2 can’t be read, so it can’t be written as YAML.'],
    ['JSON', '', 'Line 1 can’t be read, so it can’t be written as JSON.'],
    ['JSON', 'States:\n  A:\n    TimeoutSeconds: ${Limit}\n', '/States/A/TimeoutSeconds is a placeholder for a number, which is no JSON until it has a value.'],
  ] as const)('as %s: %j is told to be none', (language, text, message) => {
    expect(() => writtenAs(language, text)).toThrow(new SyntaxError(message))
  })
})
