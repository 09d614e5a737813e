import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseDefinition } from '../../../engine/asl/index.ts'
import { completionsAt } from '../../../engine/asl/editing/completion.ts'
import { FUNCTION_WORDS } from '../../../engine/asl/editing/function-words.ts'
import { functionsByName } from '../../../engine/asl/query/jsonata/functions.ts'
import { hoverAt } from '../../../engine/asl/editing/hover.ts'
import { renameState, stateNamedAt } from '../../../engine/asl/editing/rename.ts'

/** A text and where the cursor stands in it: at the bar. */
function cursor(marked: string): [text: string, offset: number] {
  const offset = marked.indexOf('|')
  return [marked.slice(0, offset) + marked.slice(offset + 1), offset]
}
const labels = (marked: string, errors?: string[]) => completionsAt(...cursor(marked), errors ? { errors } : {})?.options.map(({ label }) => label) ?? []

const yaml = (inside: string) => `QueryLanguage: JSONata
StartAt: Pay
States:
  Pay:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
${inside}
  Ship:
    Type: Succeed
  Other:
    Type: Map
    ItemProcessor:
      StartAt: Inner
      States:
        Inner: { Type: Pass, End: true }
    Next: Ship
`

describe('Completion', () => {
  test('offers the fields that a state of that type and query language may have and has not', () => {
    const offered = labels(yaml('    |'))
    expect(offered).toEqual(expect.arrayContaining(['Arguments', 'Output', 'Assign', 'Retry', 'Catch', 'TimeoutSeconds', 'Next', 'End']))
    for (const other of ['Type', 'Resource', 'Parameters', 'ResultPath', 'Choices', 'Seconds', 'Branches']) expect(offered, other).not.toContain(other)
  })

  test('offers JSONPath’s fields where the state says so', () => {
    const offered = labels(yaml('    QueryLanguage: JSONPath\n    Re|'))
    expect(offered).toEqual(expect.arrayContaining(['ResultPath', 'Parameters', 'ResultSelector']))
    expect(offered).not.toContain('Arguments')
  })

  test.each([
    ['block', '    Retry:\n      - |', ['ErrorEquals', 'JitterStrategy']],
    ['a list at the column of its key', '    Retry:\n    - ErrorEquals: [A]\n      |', ['MaxAttempts', 'BackoffRate']],
    ['flow', '    Retry: [{ Err| }]', ['ErrorEquals', 'MaxDelaySeconds']],
    ['a catcher', '    Catch:\n      - ErrorEquals: [States.ALL]\n        |', ['Next', 'Assign', 'Output']],
  ])('offers what a retrier or a catcher takes: %s', (_, inside, expected) => {
    expect(labels(yaml(inside))).toEqual(expect.arrayContaining(expected))
    expect(labels(yaml(inside))).not.toContain('Resource')
  })

  test('offers the states of the scope and not those of others', () => {
    expect(labels(yaml('    Next: |'))).toEqual(['Ship', 'Other'])
    expect(labels(yaml('    Next: Sh|'))).toEqual(['Ship', 'Other'])
    expect(labels(yaml('    Catch: [{ ErrorEquals: [States.ALL], Next: | }]'))).toEqual(['Ship', 'Other'])
    expect(labels(yaml('    End: true').replace('StartAt: Inner', 'StartAt: |'))).toEqual(['Inner'])
  })

  test('offers types, resources, error names and fixed values', () => {
    expect(labels('States:\n  A:\n    Type: |')).toContain('Parallel')
    expect(labels('States:\n  A:\n    Type: Task\n    Resource: arn:aws:states:::sqs|')).toEqual(expect.arrayContaining(['arn:aws:states:::sqs:sendMessage', 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'arn:aws:states:::states:startExecution.sync:2']))
    expect(labels('States:\n  A:\n    Type: Task\n    Resource: |')).not.toContain('arn:aws:states:::dynamodb:getItem.waitForTaskToken')
    expect(labels(yaml('    Retry: [{ ErrorEquals: [|] }]'), ['Payment.Declined'])).toEqual(expect.arrayContaining(['Payment.Declined', 'States.Timeout', 'Lambda.TooManyRequestsException']))
    expect(labels(yaml('    Retry: [{ JitterStrategy: | }]'))).toEqual(['FULL', 'NONE'])
    expect(labels('QueryLanguage: |')).toEqual(['JSONata', 'JSONPath'])
    expect(labels('|')).toContain('StartAt')
    expect(labels(yaml('    End: true').replace('      StartAt: Inner', '      ProcessorConfig:\n        |\n      StartAt: Inner'))).toEqual(['Mode', 'ExecutionType'])
  })

  test.each([
    ['    Output: "{% $states.| %}"', ['input', 'context', 'result']],
    ['    Assign: { total: "{% $states.| %}" }', ['input', 'context', 'result']],
    ['    Arguments: { a: "{% $states.| %}" }', ['input', 'context']],
    ['    Catch: [{ ErrorEquals: [A], Output: "{% $states.| %}" }]', ['input', 'context', 'errorOutput']],
    ['    Catch: [{ ErrorEquals: [A], Output: "{% $states.errorOutput.| %}" }]', ['Error', 'Cause']],
    ['    Output: "{% $states.errorOutput.| %}"', []],
    ['    Output: "{% $states.context.| %}"', ['Execution', 'StateMachine', 'State', 'Task', 'Map']],
    ['    Output: "{% $states.context.Map.Item.V| %}"', ['Index', 'Key', 'Value', 'Source']],
    ['    Output: "{% $states.input.| %}"', []],
    ['    Output: |\n', []],
  ])('offers what $states has at a place: %s', (inside, expected) => expect(labels(yaml(inside))).toEqual(expected))

  test('offers no result to a state that gets none', () => {
    expect(labels('QueryLanguage: JSONata\nStates:\n  A:\n    Type: Pass\n    Output: "{% $states.| %}"')).toEqual(['input', 'context'])
  })

  test('offers variables of the scope and of those around it, names of the expression, and functions', () => {
    const text = (inside: string) => yaml('    Assign:\n      total: 1').replace('Inner: { Type: Pass, End: true }', `Inner:\n          Type: Pass\n          Assign: { inner: 1 }\n          ${inside}`)
    const own = (offered: string[]) => offered.slice(0, offered.findIndex((label) => label === '$partition'))
    expect(own(labels(text('Output: "{% $| %}"')))).toEqual(['$states', '$total', '$inner'])
    expect(own(labels(yaml('    Assign:\n      total: { deep: 1 }\n    Output: "{% ($sum := 1; $map($t, function($item) { $| })) %}"')))).toEqual(['$states', '$sum', '$item', '$total'])
    expect(own(labels(text('End: true').replace('    Type: Succeed', '    Type: Succeed\n    Output: "{% $| %}"')))).toEqual(['$states', '$total'])
    expect(labels(text('Output: "{% $| %}"')).filter((label) => label === '$sum')).toHaveLength(1)
  })

  test('offers nothing in a text or a comment of an expression', () => {
    for (const inside of ['\'$|\'', '\\"$|', '`a $|`', '/* $| */', '$length(\'it\') & \'$|']) expect(labels(yaml(`    Output: "{% ${inside} %}"`)), inside).toEqual([])
    for (const inside of ['\'a\' & $|', '\\"a\\" & $|', '/* a */ $|', 'a / $|']) expect(labels(yaml(`    Output: "{% ${inside} %}"`)), inside).toContain('$sum')
  })

  test('knows each function that an expression can call, and no other', () => {
    const known = [...functionsByName()].filter(([, definition]) => definition !== undefined).map(([name]) => name)
    expect(Object.keys(FUNCTION_WORDS).sort()).toEqual(known.filter((name) => name !== 'eval').sort())
    for (const [name, { takes, text }] of Object.entries(FUNCTION_WORDS)) expect(`${takes} ${text}`, name).toMatch(/^\([^()]*\) [A-Z].{5,110}\.$/)
  })

  test('knows JSON as it knows YAML', () => {
    const json = (inside: string) => `{"QueryLanguage": "JSONata", "States": {"Pay": {"Type": "Task", ${inside}}, "Ship": {"Type": "Succeed"}}}`
    expect(labels(json('"|"'))).toEqual(expect.arrayContaining(['Arguments', 'Retry']))
    expect(labels(json('"Next": "|"'))).toEqual(['Ship'])
    expect(labels(json('"Retry": [{"|"}]'))).toContain('ErrorEquals')
  })

  test('offers nothing in comments, in data and in blocks of text', () => {
    expect(labels(yaml('    # Ne|'))).toEqual([])
    expect(labels(yaml('    Arguments:\n      FunctionName: |'))).toEqual([])
    expect(labels(yaml('    Arguments:\n      States:\n        Next: |'))).toEqual([])
  })
})

describe('A hover', () => {
  test.each([
    [yaml('    Timeout|Seconds: 5'), 'TimeoutSeconds'],
    [yaml('    Catch: [{ ErrorEquals: [States.Task|Failed], Next: Ship }]'), 'States.TaskFailed'],
    ['States:\n  A:\n    Type: Par|allel', 'Parallel'],
  ])('explains fields, error names and types', (marked, name) => {
    const [text, offset] = cursor(marked)
    const hover = hoverAt(text, offset)!
    expect(text.slice(hover.from, hover.to)).toBe(name)
    expect(hover).toMatchObject({ name, url: expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\/step-functions\/latest\/dg\//) })
  })

  test.each([
    ['$su|m(x)', '$sum', '$sum(numbers): The sum'],
    ['1 + $|hash("a", "MD5")', '$hash', '$hash(text, algorithm): '],
    ['$states.res|ult', '$states.result', 'What the task'],
    ['$sta|tes.result', undefined, ''],
    ['$states.context.Map.It|em.Value', '$states.context.Map.Item', 'The item that is worked on'],
    ['$states.input.sum|', undefined, ''],
    ['$total|', undefined, ''],
    ['\'$su|m\'', undefined, ''],
    ['orders.sum|', undefined, ''],
  ])('explains functions and $states in an expression: %s', (marked, name, says) => {
    const [text, offset] = cursor(yaml(`    Output: '{% ${marked.replaceAll('\'', '"')} %}'`))
    const hover = hoverAt(text, offset)
    expect(hover && text.slice(hover.from, hover.to)).toBe(name)
    expect(hover?.text ?? '').toContain(says)
  })

  test('has nothing to say of a state’s name and of somebody’s data', () => {
    expect(hoverAt(...cursor(yaml('    Next: Sh|ip')))).toBeUndefined()
    expect(hoverAt(...cursor(yaml('    Output: { Err|or: 1 }')))).toBeUndefined()
  })
})

describe('Renaming', () => {
  const saga = readFileSync(join(import.meta.dirname, '..', '..', '..', 'snippets', 'saga', 'workflow.asl.yaml'), 'utf8')
  const renamed = (text: string, offset: number, name: string) =>
    renameState(text, stateNamedAt(text, offset)!, name).reduceRight((done, { from, to, text: word }) => done.slice(0, from) + word + done.slice(to), text)

  test('names the state and every transition to it anew, from any of them', () => {
    const inKey = saga.indexOf('RefundCard:') + 3
    const inNext = saga.indexOf('Next: RefundCard') + 8
    const result = renamed(saga, inKey, 'GiveMoneyBack')
    expect(renamed(saga, inNext, 'GiveMoneyBack')).toBe(result)
    expect(JSON.parse(JSON.stringify(parseDefinition(saga).definition).replaceAll('"RefundCard"', '"GiveMoneyBack"'))).toEqual(parseDefinition(result).definition)
  })

  test('leaves the states of other scopes alone', () => {
    const text = yaml('    Next: Ship').replaceAll('Inner', 'Ship')
    const result = parseDefinition(renamed(text, text.indexOf('  Ship:') + 3, 'Send')).definition as any
    expect(result.States.Pay.Next).toBe('Send')
    expect(result.States.Other.ItemProcessor).toMatchObject({ StartAt: 'Ship', States: { Ship: { End: true } } })
  })

  test('writes quotation marks where the name needs them, and keeps those of JSON', () => {
    expect(parseDefinition(renamed(saga, saga.indexOf('RefundCard:') + 3, 'Back: 42 €')).definition?.States).toHaveProperty(['Back: 42 €'])
    const json = JSON.stringify(parseDefinition(saga).definition, null, 2)
    expect(parseDefinition(renamed(json, json.indexOf('"RefundCard": {') + 3, 'Back "now"')).definition?.States).toHaveProperty(['Back "now"'])
  })

  test.each([['', /needs a name/], ['ShipOrder', /already/], ['x'.repeat(81), /80 characters/]])('refuses %j', (name, message) => {
    expect(() => renamed(saga, saga.indexOf('RefundCard:') + 3, name)).toThrow(message)
  })
})
