import { describe, expect, test } from 'vitest'
import { Clock, parseDefinition, placeholdersOf, prepare, startExecution, substitute, substituteInText, validate, type Json } from '../../../engine/asl/index.ts'

/** Wait, call somebody back and read a list, with every number left to the deployment. */
const TEMPLATE = `{
  "StartAt": "Pause",
  "TimeoutSeconds": "\${Overall}",
  "States": {
    "Pause": {"Type": "Wait", "Seconds": \${PauseSeconds}, "Next": "Ask"},
    "Ask": {
      "Type": "Task",
      "Resource": "\${SendMessage}",
      "Parameters": {"token.$": "$$.Task.Token", "limit": \${Limit}},
      "TimeoutSeconds": \${AskSeconds},
      "Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": \${Attempts}, "BackoffRate": "\${Rate}"}],
      "ResultPath": "$.answer",
      "Next": "Each"
    },
    "Each": {
      "Type": "Map",
      "ItemsPath": "$.items",
      "MaxConcurrency": \${AtOnce},
      "ItemProcessor": {"ProcessorConfig": {"Mode": "\${Mode}"}, "StartAt": "Keep", "States": {"Keep": {"Type": "Pass", "End": true}}},
      "End": true
    }
  }
}`

describe('values that a deployment fills in', () => {
  test('without quotes they are values, each with its place, and no error', () => {
    const { valid, diagnostics } = validate(parseDefinition(TEMPLATE, { file: 'ask.asl.json' }), { advice: false })
    expect(diagnostics.filter(({ severity }) => severity !== 'ADVICE')).toEqual([])
    expect(valid).toBe(true)
    expect(diagnostics[0]).toMatchObject({ code: 'SUBSTITUTION', file: 'ask.asl.json', range: { start: { line: 5, column: 42 }, end: { line: 5, column: 57 } } })
    expect(diagnostics[0]!.message).toContain('${PauseSeconds}')
  })

  test('a dollar sign that opens no substitution is still no JSON', () => {
    for (const value of ['$', '${', '${}', '$Name', '${Name', '${"Name"}']) {
      expect(parseDefinition(`{"StartAt": ${value}}`).diagnostics, value).toMatchObject([{ code: 'INVALID_JSON_DESCRIPTION' }])
    }
  })

  test('they keep their wording in data, and places after them are right', () => {
    const parsed = parseDefinition(TEMPLATE)
    expect(parsed.definition).toMatchObject({ States: { Ask: { Parameters: { limit: '${Limit}' } } } })
    expect(parsed.rangeOf('/States/Each/MaxConcurrency')).toEqual({ start: { line: 18, column: 7 }, end: { line: 18, column: 34 } })
  })

  test('a machine runs before they are filled in, and one that sends its token gets one', async () => {
    const clock = new Clock()
    const sent: Json[] = []
    const execution = startExecution(prepare(parseDefinition(TEMPLATE).definition!), {
      clock,
      input: { items: [1, 2] },
      random: () => 0.5,
      tasks: (call) => {
        sent.push(call.parameters)
        call.succeed('yes')
      },
    })
    await clock.run()
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: [1, 2] })
    expect(sent).toEqual([{ token: expect.stringMatching(/./), limit: '${Limit}' }])
  })
})

describe('values that are filled in', () => {
  const definition = parseDefinition(TEMPLATE).definition!

  test('each placeholder is found, with its place', () => {
    expect(placeholdersOf(definition).slice(0, 3)).toEqual([
      { name: 'Overall', pointer: '/TimeoutSeconds' },
      { name: 'PauseSeconds', pointer: '/States/Pause/Seconds' },
      { name: 'SendMessage', pointer: '/States/Ask/Resource' },
    ])
    expect(placeholdersOf({ StartAt: 'A/B', States: { 'A/B': { Type: 'Pass', Output: ['{% ${kind: $sum(n)} %}', 'from ${A} to ${B-2}'], End: true } } })).toEqual([
      { name: 'A', pointer: '/States/A~1B/Output/1' },
      { name: 'B-2', pointer: '/States/A~1B/Output/1' },
    ])
  })

  test('a whole text becomes the value, a part of one is text, and what has no value stays', () => {
    const filled = substitute({ StartAt: 'Say', TimeoutSeconds: '${Overall}', States: { Say: { Type: 'Pass', Output: { at: 'in ${Overall} s, ${toString}', to: '${Queue}' }, End: true } } } as any, { Overall: 60, Queue: 'orders' })
    expect(filled).toEqual({ StartAt: 'Say', TimeoutSeconds: 60, States: { Say: { Type: 'Pass', Output: { at: 'in 60 s, ${toString}', to: 'orders' }, End: true } } })
  })

  test('the definition itself stays as it is written, and is the answer where nothing is filled in', () => {
    const before = structuredClone(definition)
    expect(substitute(definition, { Overall: 60 })).not.toBe(definition)
    expect(definition).toEqual(before)
    expect(substitute(definition, {})).toBe(definition)
    expect(substitute(definition, { Nobody: 1 })).toBe(definition)
  })
})

describe('values given as text', () => {
  test('are JSON where the placeholder has no quotes, and text in them', () => {
    const parsed = parseDefinition('{"A": ${N}, "B": "${N}", "C": ${Text}, "D": "a ${N} b", "E": ${Left}, "F": [${List}]}')
    const filled = substituteInText({ definition: parsed.definition!, unquoted: parsed.unquoted }, { N: '3', Text: 'word', List: '[1,"x"]' })
    expect(filled).toEqual({ A: 3, B: '3', C: 'word', D: 'a 3 b', E: '${Left}', F: [[1, 'x']] })
  })

  test('in YAML too, behind aliases and merge keys', () => {
    const parsed = parseDefinition('A: &a\n  n: ${N}\n  t: "${N}"\nB:\n  <<: *a\nC: [*a]\n')
    expect([...parsed.unquoted]).toEqual(['/A/n', '/B/n', '/C/0/n'])
    expect(substituteInText({ definition: parsed.definition!, unquoted: parsed.unquoted }, { N: 'true' })).toEqual({ A: { n: true, t: 'true' }, B: { n: true, t: 'true' }, C: [{ n: true, t: 'true' }] })
  })
})
