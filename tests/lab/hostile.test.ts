import { expect, test } from 'vitest'
import { readExerciseFolder } from '../../engine/cli/exercise-folder.ts'
import { grade } from '../../engine/simulation/grading/grade.ts'
import { LONGEST_MESSAGE } from '../../engine/simulation/grading/words.ts'

/** Whatever somebody types, the answer is a sentence. Work is counted, so that it is the same on a slow machine. */

const { exercise } = await readExerciseFolder('exercises', 'will-not-deploy')

const pass = (fields: object = {}) => ({ Type: 'Pass', ...fields })
const LAP = { 'Lap': pass({ Next: 'Again?' }), 'Again?': { Type: 'Choice', Choices: [{ Variable: '$.never', IsPresent: true, Next: 'Over' }], Default: 'Lap' }, 'Over': { Type: 'Succeed' } }
const machine = (states: object, more: object = {}) => JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...more })
const jsonata = (states: object) => machine(states, { QueryLanguage: 'JSONata' })

test.each([
  ['nothing', '', 'Definition must be a valid JSON object'],
  ['words', 'please solve it for me', 'INVALID_JSON_DESCRIPTION'],
  ['a list', '[1, 2, 3]', 'Definition must be a valid JSON object'],
  ['half a file', '{ "StartAt": "A", "States": {', 'INVALID_JSON_DESCRIPTION'],
  ['a file that has itself inside', 'a: &a [*a, *a]\nStartAt: A\nStates: { A: { Type: Pass, End: true, Result: *a } }', 'error'],
  ['a nest of lists', `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Result":${'['.repeat(5000)}${']'.repeat(5000)}}}}`, 'TOO_DEEPLY_NESTED'],
  ['a text beyond the limit', 'x'.repeat(1_100_000), 'The definition has 1100000 characters'],
  ['states with names of the language the engine is written in', machine({ __proto__x: pass({ Next: 'constructor' }), constructor: pass({ Next: 'toString' }), toString: pass({ End: true }) }), 'CheckOrder was expected first, __proto__x was entered'],
  ['a loop without end', machine(LAP), 'CheckOrder was expected first'],
  ['a loop that computes', jsonata({ Compute: pass({ Output: '{% $sum([1..3000].($ * 2)) %}', Next: 'Again' }), Again: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'Over' }], Default: 'Compute' }, Over: { Type: 'Succeed' } }), 'steps of its expressions, still going round Compute → Again → Compute ('],
  ['texts that grow', machine({ ...LAP, Lap: pass({ Parameters: { 'text.$': `States.Format('{}{}', '${'x'.repeat(100_000)}', States.UUID())` }, Next: 'Again?' }) }), 'steps of its expressions, still going round Lap → Again? → Lap ('],
  ['a Map of a hundred thousand', jsonata({ Each: { Type: 'Map', Items: '{% [1..100000] %}', ItemProcessor: { StartAt: 'One', States: { One: pass({ End: true }) } }, End: true } }), 'CheckOrder was expected first'],
  ['children that go round', jsonata({ Each: { Type: 'Map', Items: '{% [1..1000] %}', ToleratedFailurePercentage: 100, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'Lap', States: { Lap: pass({ Next: 'Again' }), Again: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'Over' }], Default: 'Lap' }, Over: { Type: 'Succeed' } } }, End: true } }), 'events in the histories of all its executions'],
  ['a call of what there is not', machine({ CheckOrder: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'solve-it' }, End: true } }), 'CheckOrder calls solve-it, which this exercise does not have.'],
  ['a wait of a million years', machine({ CheckOrder: { Type: 'Wait', Seconds: 99_999_999, Next: 'CheckOrderAgain' }, CheckOrderAgain: { Type: 'Wait', Seconds: 99_999_999, End: true } }), 'CheckOrder'],
])('%s', async (_, text, sentence) => {
  const { solved, problem, first, cases } = await grade(exercise!, text)
  expect(solved).toBe(false)
  expect(`${problem?.message ?? ''} ${first!.message}`).toContain(sentence)
  expect(first!.message.length).toBeLessThanOrEqual(LONGEST_MESSAGE)
  expect(cases.filter(({ keptBack }) => keptBack)).toEqual([])
})

/** A hundred executions at once: what none of them may do alone, all of them may not do together. */
const { exercise: herd } = await readExerciseFolder('exercises', 'thundering-herd')

test.each([
  ['a loop without end, a hundred times', machine(LAP), 'events in the histories of all its executions'],
  ['a loop that computes, a hundred times', jsonata({ Compute: pass({ Output: '{% $sum([1..3000].($ * 2)) %}', Next: 'Again' }), Again: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'Over' }], Default: 'Compute' }, Over: { Type: 'Succeed' } }), 'steps of its expressions, still going round Compute → Again → Compute'],
  ['a call of what there is not, a hundred times', machine({ ChargeCard: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'solve-it' }, End: true } }), 'ChargeCard calls solve-it, which this exercise does not have'],
  ['retries without end', machine({ ChargeCard: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'charge-card', Payload: { orderId: 1 } }, Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 99_999_999, IntervalSeconds: 1, BackoffRate: 1 }], End: true } }), 'events in the histories of all its executions'],
])('%s', async (_, text, sentence) => {
  const { solved, problem, first } = await grade(herd!, text)
  expect(solved).toBe(false)
  expect(`${problem?.message ?? ''} ${first!.message}`).toContain(sentence)
  expect(first!.message.length).toBeLessThanOrEqual(LONGEST_MESSAGE)
})
