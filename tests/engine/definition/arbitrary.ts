import fc from 'fast-check'

/** Values for property tests: JSON that is nearly a state machine, so that the checks get past the first field. */

const FIELD_NAMES = [
  'Type', 'Next', 'End', 'StartAt', 'States', 'Branches', 'ItemProcessor', 'Iterator', 'ProcessorConfig', 'Choices', 'Default', 'Catch', 'Retry', 'ErrorEquals',
  'Resource', 'Parameters', 'Arguments', 'Output', 'Assign', 'ResultPath', 'InputPath', 'Items', 'ItemsPath', 'ItemReader', 'ReaderConfig', 'ItemBatcher', 'Label',
  'Seconds', 'Timestamp', 'TimeoutSeconds', 'MaxConcurrency', 'Variable', 'And', 'Not', 'Condition', 'StringEquals', 'NumericEqualsPath', 'Credentials', 'Comment',
  'QueryLanguage', 'MaxAttempts', 'BackoffRate', 'Mode', 'a.$', '__proto__', 'constructor', 'toString', '', '~/',
]

const WORDS = [
  'Task', 'Pass', 'Choice', 'Wait', 'Parallel', 'Map', 'Succeed', 'Fail', 'JSONata', 'JSONPath', 'DISTRIBUTED', 'EXPRESS', 'A', 'B', '__proto__', '$', '$.a', '$$.x',
  '$.a[?(@.b', 'States.Format(', 'States.UUID()', '{% $states.input %}', '{% ((( %}', '{% phone %}', 'arn:aws:states:::lambda:invoke', 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  'arn:', 'States.ALL', '2026-11-01T00:00:00Z', '${x}',
]

const leaf = fc.oneof(fc.constantFrom(...WORDS), fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.constant(null))
const key = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...FIELD_NAMES) }, { weight: 1, arbitrary: fc.string() })

/** JSON with the language's words in it, in no order the language knows. */
export const jumble = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(key, tie('value'), { maxKeys: 6 })),
})).value

const stateName = fc.constantFrom('A', 'B', 'C', 'end', '%%', '"', '__proto__')

/** A machine with real states that are wrong in places: fields of other types, targets that are not there. */
export const nearMachine = fc.record({
  StartAt: fc.oneof(stateName, jumble),
  QueryLanguage: fc.constantFrom(undefined, 'JSONPath', 'JSONata'),
  States: fc.dictionary(stateName, fc.tuple(
    fc.record({ Type: fc.constantFrom('Task', 'Pass', 'Choice', 'Wait', 'Parallel', 'Map', 'Succeed', 'Fail'), Next: stateName }, { requiredKeys: ['Type'] }),
    fc.dictionary(key, jumble, { maxKeys: 5 }),
  ).map(([state, extra]) => ({ ...extra, ...state }))),
}, { requiredKeys: [] })
