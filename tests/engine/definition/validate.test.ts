import { describe, expect, test } from 'vitest'
import { parseDefinition, validate, type StateMachineDefinition } from '../../../engine/asl/index.ts'

/** A machine of one state called X, of which the fields are given. */
function machine(state: object, top: object = {}): StateMachineDefinition {
  return { StartAt: 'X', States: { X: state }, ...top } as unknown as StateMachineDefinition
}

const task = (fields: object): object => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true, ...fields })

function errors(definition: unknown, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): string[] {
  return validate(definition as StateMachineDefinition, { type, advice: false }).diagnostics
    .filter(({ severity }) => severity === 'ERROR')
    .map(({ code, message, location }) => `${code.replace('SCHEMA_VALIDATION_FAILED', 'SCHEMA')} ${message}${location === undefined ? '' : ` @ ${location}`}`)
}

describe('structure', () => {
  test.each<[string, unknown, string[]]>([
    ['nothing', {}, ['SCHEMA These fields are required: [States, StartAt] @ /']],
    ['no StartAt', { States: { X: { Type: 'Succeed' } } }, ['SCHEMA These fields are required: [StartAt] @ /']],
    ['no Type', machine({ End: true }), ['SCHEMA These fields are required: [Type] @ /States/X']],
    ['unknown Type', machine({ Type: 'Nap', End: true }), ['SCHEMA Value should be one of [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] @ /States/X/Type']],
    ['States.ALL beside another name', machine({ Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Retry: [{ ErrorEquals: ['States.ALL', 'A'] }], End: true }), ['SCHEMA States.ALL must appear alone and at end of list @ /States/X/Retry[0]/ErrorEquals']],
    ['States.ALL before the last', machine({ Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'X' }, { ErrorEquals: ['A'], Next: 'X' }], End: true }), ['SCHEMA States.ALL must appear alone and at end of list @ /States/X/Catch[0]/ErrorEquals']],
    ['empty States', { StartAt: 'X', States: {} }, ['SCHEMA Value cannot be empty @ /States']],
    ['a name of 81 letters', { StartAt: 'n'.repeat(81), States: { ['n'.repeat(81)]: { Type: 'Succeed' } } }, [
      `INVALID_STATE_NAME Invalid State name: State '${'n'.repeat(81)}' exceeds the 80-character limit allowed by the service @ /States/${'n'.repeat(81)}`,
    ]],
    ['the same name in a branch', { StartAt: 'X', States: { X: { Type: 'Parallel', End: true, Branches: [{ StartAt: 'X', States: { X: { Type: 'Succeed' } } }] } } }, [
      "DUPLICATE_STATE_NAME There is more than one state with the name 'X' @ /States/X/Branches[0]/States/X",
    ]],
    ['Parallel without branches', machine({ Type: 'Parallel', Branches: [], End: true }), ['SCHEMA Value cannot be empty @ /States/X/Branches']],
    ['Map without a processor', machine({ Type: 'Map', End: true }), ['SCHEMA These fields are required: [ItemProcessor] @ /States/X']],
    ['Task without Resource', machine({ Type: 'Task', End: true }), ['SCHEMA These fields are required: [Resource] @ /States/X']],
    ['Next and End', { StartAt: 'X', States: { X: { Type: 'Pass', Next: 'Y', End: true }, Y: { Type: 'Succeed' } } }, ['SCHEMA There should only be one of the following fields: [Next, End] @ /States/X']],
    ['two ways to wait', machine({ Type: 'Wait', Seconds: 1, SecondsPath: '$.s', End: true }), ['SCHEMA There should only be one of the following fields: [Seconds, SecondsPath] @ /States/X']],
  ])('%s', (_, definition, expected) => {
    expect(errors(definition)).toEqual(expected)
  })

  test.each(['TimeoutSeconds', 'Catch', 'Retry'])('%s only where the state type has it', (field) => {
    const value = field === 'TimeoutSeconds' ? 5 : []
    for (const state of [{ Type: 'Pass', End: true }, { Type: 'Wait', Seconds: 1, End: true }, { Type: 'Succeed' }, { Type: 'Fail' }]) {
      expect(errors(machine({ ...state, [field]: value }))).toEqual([`SCHEMA Field '${field}' is not supported @ /States/X`])
    }
    expect(errors(machine(task({ [field]: value })))).toEqual([])
  })
})

describe('transitions', () => {
  const states = (all: Record<string, object>, StartAt = 'A'): unknown => ({ StartAt, States: all })

  test.each<[string, unknown, string[]]>([
    ['Next to nowhere', states({ A: { Type: 'Pass', Next: 'B' } }), ["MISSING_TRANSITION_TARGET Missing 'Next' target: B @ /States/A/Next", 'MISSING_END_STATE Workflow has no terminal state']],
    ['a state nobody goes to', states({ A: { Type: 'Succeed' }, B: { Type: 'Succeed' } }), ['MISSING_TRANSITION_TARGET State "B" is not reachable. @ /States/B']],
    ['StartAt to nowhere', states({ A: { Type: 'Succeed' } }, 'Z'), ["MISSING_TRANSITION_TARGET Missing 'Next' target: Z @ /StartAt", 'MISSING_TRANSITION_TARGET State "A" is not reachable. @ /States/A']],
    ['a loop, which hides what cannot be reached', states({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' }, C: { Type: 'Pass', Next: 'A' } }), ['MISSING_END_STATE Workflow has no terminal state']],
    ['a rule, a default and a catcher to nowhere', states({
      A: { Type: 'Choice', Choices: [{ Variable: '$.x', IsNull: true, Next: 'P' }], Default: 'Q' },
      B: task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'R' }] }),
    }), [
      "MISSING_TRANSITION_TARGET Missing 'Next' target: P @ /States/A/Choices[0]/Next",
      "MISSING_TRANSITION_TARGET Missing 'Next' target: Q @ /States/A/Default",
      "MISSING_TRANSITION_TARGET Missing 'Next' target: R @ /States/B/Catch[0]/Next",
      'MISSING_TRANSITION_TARGET State "B" is not reachable. @ /States/B',
    ]],
    ['out of a branch', states({
      A: { Type: 'Parallel', Next: 'B', Branches: [{ StartAt: 'C', States: { C: { Type: 'Pass', Next: 'B' } } }] },
      B: { Type: 'Succeed' },
    }), ["MISSING_TRANSITION_TARGET Missing 'Next' target: B @ /States/A/Branches[0]/States/C/Next", 'MISSING_END_STATE Workflow has no terminal state']],
  ])('%s', (_, definition, expected) => {
    expect(errors(definition)).toEqual(expected)
  })
})

describe('query languages', () => {
  const jsonata = { QueryLanguage: 'JSONata' }
  const output = (value: unknown): StateMachineDefinition => machine({ Type: 'Pass', Output: value, End: true }, jsonata)

  test.each<[string, unknown, string[]]>([
    ['a JSONPath state in a JSONata machine', machine({ Type: 'Pass', End: true, QueryLanguage: 'JSONPath' }, jsonata), ["SCHEMA 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine @ /States/X"]],
    ['a JSONata field in a JSONPath state', machine({ Type: 'Pass', Output: 1, End: true }), ["SCHEMA The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage @ /States/X"]],
    ['a JSONPath field in a JSONata state', machine({ Type: 'Pass', InputPath: '$.a', End: true }, jsonata), ["SCHEMA The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage @ /States/X"]],
    ['an item processor with a language', machine({ Type: 'Map', End: true, ItemProcessor: { QueryLanguage: 'JSONata', StartAt: 'I', States: { I: { Type: 'Succeed' } } } }), ["SCHEMA Field 'QueryLanguage' is not supported @ /States/X/ItemProcessor"]],
    ["the states of a JSONata Map follow the machine's language", machine({ Type: 'Map', QueryLanguage: 'JSONata', End: true, ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', Output: 1, End: true } } } }), [
      "SCHEMA The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage @ /States/X/ItemProcessor/States/I",
    ]],
    ['an unfinished expression', output({ a: ['{% 1 + %}'] }), ['INVALID_JSONATA_EXPRESSION Unexpected end of expression @ /States/X/Output/a[0]']],
    ['an expression that reads from nowhere', output({ v: '{% phone %}' }), ["UNSUPPORTED_JSONATA_EXPRESSION Reference to 'phone' at the top level is not supported. @ /States/X/Output/v"]],
    ['the error where there is none', output('{% $states.errorOutput.Cause %}'), ["UNSUPPORTED_JSONATA_EXPRESSION Reference to '$states.errorOutput' is only supported in a catcher. @ /States/X/Output"]],
    ['the error in a catcher', machine({ ...task({}), Catch: [{ ErrorEquals: ['A'], Output: '{% $states.errorOutput %}', Next: 'X' }] }, jsonata), []],
    ['field names inside a path', output('{% $states.input.orders[total > 3].id %}'), []],
    ['a path that is none', machine({ Type: 'Pass', OutputPath: 'Test', End: true }), ['SCHEMA Value must be a valid JSONPath. @ /States/X/OutputPath']],
    ['a ResultPath that selects several', machine({ Type: 'Pass', ResultPath: '$.a[*]', End: true }), ['SCHEMA Value is not a Reference Path @ /States/X/ResultPath']],
    ['a template with a bad path', machine({ Type: 'Pass', Parameters: { deep: { 'a.$': '$.[' } }, End: true }), ["SCHEMA The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call @ /States/X/Parameters"]],
    ['a template with a number for a path', machine({ Type: 'Pass', Parameters: { 'a.$': 4 }, End: true }), ["SCHEMA The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call @ /States/X/Parameters"]],
    ['a variable with a name that is none', machine({ Type: 'Pass', Assign: { 'a-b': 1 }, End: true }), ["SCHEMA The variable name 'a-b' is not an identifier @ /States/X/Assign"]],
    ['a reserved variable', machine({ Type: 'Pass', Assign: { states: 1 }, End: true }), ["SCHEMA The variable name 'states' is reserved @ /States/X/Assign"]],
  ])('%s', (_, definition, expected) => {
    expect(errors(definition)).toEqual(expected)
  })
})

describe('values', () => {
  const choice = (rule: object): unknown => ({ StartAt: 'X', States: { X: { Type: 'Choice', Choices: [{ Next: 'Y', ...rule }] }, Y: { Type: 'Succeed' } } })

  test.each<[string, unknown, string[]]>([
    ['a day that is none', machine({ Type: 'Wait', Timestamp: '2026-13-05T00:00:00Z', End: true }), ['SCHEMA String does not match RFC3339 timestamp @ /States/X/Timestamp']],
    ['a timestamp without a zone', machine({ Type: 'Wait', Timestamp: '2026-11-05T00:00:00', End: true }), ['SCHEMA String does not match RFC3339 timestamp @ /States/X/Timestamp']],
    ['a timestamp to compare with', choice({ Variable: '$.t', TimestampEquals: 'soon' }), ['SCHEMA String does not match RFC3339 timestamp @ /States/X/Choices[0]/TimestampEquals']],
    ['text to compare a number with', choice({ Variable: '$.t', NumericEquals: '3' }), ['SCHEMA Value must be a number @ /States/X/Choices[0]/NumericEquals']],
    ['two operators', choice({ Variable: '$.t', IsNull: true, IsString: true }), ['SCHEMA There should only be one of the following fields: [IsNull, IsString] @ /States/X/Choices[0]']],
    ['a Next inside And', choice({ And: [{ Variable: '$.t', IsNull: true, Next: 'Y' }] }), ["SCHEMA Field 'Next' is not supported @ /States/X/Choices[0]/And[0]"]],
    ['negative concurrency', machine({ Type: 'Map', MaxConcurrency: -1, End: true, ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Succeed' } } } }), ['SCHEMA Minimum value is 0 @ /States/X/MaxConcurrency']],
    ['more than all may fail', machine({ Type: 'Map', ToleratedFailurePercentage: 101, End: true, ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Succeed' } } } }), ['SCHEMA Maximum value is 100.0 @ /States/X/ToleratedFailurePercentage']],
    ['a backoff that shrinks', machine(task({ Retry: [{ ErrorEquals: ['A'], BackoffRate: 0.5 }] })), ['SCHEMA Minimum value is 1.0 @ /States/X/Retry[0]/BackoffRate']],
    ['a catcher for nothing', machine(task({ Catch: [{ ErrorEquals: [], Next: 'X' }] })), ['SCHEMA Value cannot be empty @ /States/X/Catch[0]/ErrorEquals']],
    ['a resource that is no ARN', machine(task({ Resource: 'myFunction' })), ['SCHEMA Value is not a valid resource ARN @ /States/X/Resource']],
    ['an action the integration has not', machine(task({ Resource: 'arn:aws:states:::dynamodb:query' })), ['SCHEMA The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. @ /States/X/Resource']],
    ['credentials without a role', machine(task({ Credentials: { Role: 'x' } })), ["SCHEMA The field 'RoleArn' is required but was missing @ /States/X/Credentials"]],
    ['a resource that deployment fills in', machine(task({ Resource: '${Function.Arn}' })), []],
  ])('%s', (_, definition, expected) => {
    expect(errors(definition)).toEqual(expected)
  })

  test('labels of Map states: empty, too long, of forbidden characters, given twice', () => {
    const map = (Label: string, inner = 'I'): object => ({ Type: 'Map', Label, End: true, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: inner, States: { [inner]: { Type: 'Succeed' } } } })
    for (const label of ['', 'a'.repeat(41), 'a b', 'a*', 'a#', 'a\u0007', 'a:b']) expect(errors(machine(map(label)))[0]).toMatch(/^INVALID_LABEL_NAME/)
    expect(errors(machine(map('a'.repeat(40))))).toEqual([])
    const { End: _, ...first } = map('same') as { End: boolean }
    expect(errors({ StartAt: 'X', States: { X: { ...first, Next: 'Y' }, Y: map('same', 'J') } })[0]).toMatch(/^DUPLICATE_LABEL_NAME/)
  })
})

describe('Express', () => {
  test.each([
    ['arn:aws:states:us-east-1:111111111111:activity:worker', 'Express state machine does not support Activity ARN'],
    ['arn:aws:states:::states:startExecution.sync', "Express state machine does not support '.sync' service integration"],
    ['arn:aws:states:::sqs:sendMessage.waitForTaskToken', "Express state machine does not support '.waitForTaskToken' service integration "],
    ['arn:aws:states:::states:startExecution.sync:2', "Express state machine does not support '.sync:2' service integration"],
  ])('refuses %s', (Resource, message) => {
    expect(errors(machine(task({ Resource })), 'EXPRESS')).toEqual([`SCHEMA ${message} @ /States/X/Resource`])
    expect(errors(machine(task({ Resource })))).toEqual([])
  })

  test('children of a Distributed Map are Express where it says so', () => {
    const inner = { StartAt: 'I', States: { I: task({ Resource: 'arn:aws:states:::ecs:runTask.sync' }) } }
    const map = (config: object): StateMachineDefinition => machine({ Type: 'Map', End: true, ItemProcessor: { ProcessorConfig: config, ...inner } })
    expect(errors(map({ Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' }))).toHaveLength(1)
    expect(errors(map({ Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }))).toEqual([])
    expect(errors(map({ Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }), 'EXPRESS')[0]).toMatch(/DISTRIBUTED @ \/States\/X$/)
  })
})

describe('warnings', () => {
  const warnings = (definition: unknown): string[] => validate(definition as StateMachineDefinition, { advice: false }).diagnostics.map(({ severity, code, location }) => `${severity} ${code} ${location}`)

  test.each<[unknown, string[]]>([
    [machine({ Type: 'Pass', Parameters: { a: '$.b' }, End: true }), ['WARNING NO_DOLLAR /States/X/Parameters']],
    [machine({ Type: 'Pass', Parameters: { a: 'States.UUID()' }, End: true }), ['WARNING NO_DOLLAR /States/X/Parameters']],
    [machine({ Type: 'Pass', Parameters: { a: 'costs $5' }, End: true }), []],
    [machine({ Type: 'Pass', Result: { a: '$.b' }, End: true }), ['WARNING PASS_RESULT_IS_STATIC /States/X/Result']],
    [machine({ Type: 'Fail', Error: '$.error' }), ['WARNING NO_PATH /States/X/Error']],
  ])('%j', (definition, expected) => {
    expect(warnings(definition)).toEqual(expected)
  })

  test('leave a definition valid', () => {
    expect(validate(machine({ Type: 'Fail', Error: '$.error' }))).toMatchObject({ valid: true, result: 'OK' })
  })
})

test('a text brings line and column along, of the nearest place where something is missing', () => {
  const parsed = parseDefinition('StartAt: X\nStates:\n  X:\n    Type: Wait\n    Seconds: -1\n    Next: Y\n', { file: 'flow.yaml' })
  const { diagnostics } = validate(parsed, { advice: false })
  expect(diagnostics.map(({ code, file, range }) => [code, file, range?.start.line, range?.start.column])).toEqual([
    ['SCHEMA_VALIDATION_FAILED', 'flow.yaml', 5, 5],
    ['MISSING_TRANSITION_TARGET', 'flow.yaml', 6, 5],
    ['MISSING_END_STATE', 'flow.yaml', 1, 1],
  ])
})

test('which state reads which variables', () => {
  const { variableReferences } = validate({
    StartAt: 'A',
    States: {
      A: { Type: 'Pass', Assign: { a: 1, b: 2 }, Next: 'B' },
      B: { Type: 'Choice', Choices: [{ Variable: '$a', NumericEqualsPath: '$b', Next: 'C' }], Default: 'C' },
      C: { Type: 'Map', ItemsPath: '$list', ItemSelector: { 'x.$': "States.Format('{}', $a)", 'c.$': '$$.Map.Item.Value' }, ItemProcessor: { StartAt: 'D', States: { D: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $b + $states.input.x %}', End: true } } }, End: true },
    },
  } as unknown as StateMachineDefinition)
  expect(variableReferences).toEqual({ B: ['a', 'b'], C: ['list', 'a'], D: ['b'] })
})
