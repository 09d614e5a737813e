import { createRequire } from 'node:module'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { getLanguageService, TextDocument } from 'amazon-states-language-service'
import { describe, expect, test } from 'vitest'
import { parseDefinition, validate, type StateMachineDefinition } from '../../../engine/asl/index.ts'
import { VALID_MACHINES } from './valid-machines.ts'

/**
 * Two checkers that others wrote, AWS's own editor help among them, agree with ours that our definitions are valid, and
 * disagree with definitions that we refuse.
 */

// The package has no types of its own.
const aslValidator = createRequire(import.meta.url)('asl-validator') as (definition: object, options?: object) => { isValid: boolean, errorsText: () => string }

const snippets = fileURLToPath(new URL('../../../snippets/', import.meta.url))

const machines: [string, StateMachineDefinition][] = [
  ...Object.entries(VALID_MACHINES),
  ...readdirSync(snippets, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }): [string, StateMachineDefinition] => {
    const file = `${snippets}${name}/workflow.asl.yaml`
    return [`snippets/${name}`, parseDefinition(readFileSync(file, 'utf8'), { file }).definition!]
  }),
]

async function languageServiceErrors(definition: StateMachineDefinition): Promise<string[]> {
  const document = TextDocument.create('file:///machine.asl.json', 'asl', 1, JSON.stringify(definition, null, 2))
  const service = getLanguageService({})
  const found = await service.doValidation(document, service.parseJSONDocument(document))
  return found.filter(({ severity }) => severity === 1).map(({ message }) => String(message))
}

describe.each(machines)('%s', (_, definition) => {
  test('is valid here', () => {
    expect(validate(definition).diagnostics.filter(({ severity }) => severity === 'ERROR')).toEqual([])
  })

  test('asl-validator agrees', () => {
    const { isValid, errorsText } = aslValidator(definition, { checkArn: false, checkPaths: false })
    expect(isValid, errorsText()).toBe(true)
  })

  test("AWS's language service agrees", async () => {
    expect(await languageServiceErrors(definition)).toEqual([])
  })
})

test.each<[string, object]>([
  ['a target that is not there', { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } }],
  ['an unknown type', { StartAt: 'A', States: { A: { Type: 'Nap', End: true } } }],
  ['no Resource', { StartAt: 'A', States: { A: { Type: 'Task', End: true } } }],
])('all three refuse %s', async (_, definition) => {
  expect(validate(definition as StateMachineDefinition).valid).toBe(false)
  expect(aslValidator(definition).isValid).toBe(false)
  expect(await languageServiceErrors(definition as StateMachineDefinition)).not.toEqual([])
})
