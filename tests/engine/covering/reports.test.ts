import { expect, test } from 'vitest'
import { parseDefinition } from '../../../engine/asl/index.ts'
import { coverageOf, html, junit, lcov, lineVisits, missedOf, summaryOf } from '../../../engine/simulation/covering/index.ts'

const text = `# A comment
StartAt: Open?
States:
  Open?:
    Type: Choice
    Choices:
      - Variable: $.open
        BooleanEquals: true
        Next: Enter <b>

      - Variable: $.late
        BooleanEquals: true
        Next: Leave
    Default: Leave
  Enter <b>:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: { FunctionName: enter }
    Retry:
      - ErrorEquals: [Busy]
    Catch:
      - ErrorEquals: [States.ALL]
        Next: Leave
    End: true
  Leave: { Type: Succeed }
`
const source = parseDefinition(text, { file: 'door.asl.yaml' })
const events = [
  { id: 1, previousEventId: 0, type: 'ExecutionStarted' },
  { id: 2, previousEventId: 0, type: 'ChoiceStateEntered', stateEnteredEventDetails: { name: 'Open?' } },
  { id: 3, previousEventId: 2, type: 'ChoiceStateExited', stateExitedEventDetails: { name: 'Open?' } },
  { id: 4, previousEventId: 3, type: 'TaskStateEntered', stateEnteredEventDetails: { name: 'Enter <b>' } },
  { id: 5, previousEventId: 4, type: 'TaskScheduled' },
  { id: 6, previousEventId: 5, type: 'TaskFailed', taskFailedEventDetails: { error: 'Busy' } },
  { id: 7, previousEventId: 6, type: 'TaskScheduled' },
  { id: 8, previousEventId: 7, type: 'TaskSucceeded' },
  { id: 9, previousEventId: 8, type: 'TaskStateExited', stateExitedEventDetails: { name: 'Enter <b>' } },
  { id: 10, previousEventId: 9, type: 'ExecutionSucceeded' },
]
const coverage = coverageOf(source.definition!, [{ events }])
const covered = { file: 'door.asl.yaml', source, coverage }

test('a line counts what the innermost state, rule, catcher or retrier on it does', () => {
  const visits = Object.fromEntries(lineVisits(covered))
  expect(visits).toEqual({ 4: 1, 5: 1, 6: 1, 7: 1, 8: 1, 9: 1, 11: 0, 12: 0, 13: 0, 14: 0, 15: 1, 16: 1, 17: 1, 18: 1, 19: 1, 20: 1, 21: 1, 22: 0, 23: 0, 24: 1, 25: 0 })
})

test('lcov has states as functions and the rest as branches', () => {
  expect(lcov([covered]).split('\n').filter(line => !line.startsWith('DA:'))).toEqual([
    'TN:',
    'SF:door.asl.yaml',
    'FN:4,Open?',
    'FN:15,Enter <b>',
    'FN:25,Leave',
    'FNDA:1,Open?',
    'FNDA:1,Enter <b>',
    'FNDA:0,Leave',
    'FNF:3',
    'FNH:2',
    'BRDA:7,0,0,1',
    'BRDA:11,0,1,0',
    'BRDA:14,0,2,0',
    'BRDA:20,1,3,1',
    'BRDA:22,1,4,0',
    'BRF:5',
    'BRH:2',
    'LF:21',
    'LH:14',
    'end_of_record',
    '',
  ])
})

test('what was missed is told in words, and what follows from a state that was never entered is not', () => {
  expect(summaryOf(coverage)).toEqual({ states: { covered: 2, total: 3 }, transitions: { covered: 3, total: 7 }, catchers: { covered: 0, total: 1 }, retriers: { covered: 1, total: 1 }, choices: { covered: 1, total: 3 } })
  expect(missedOf(coverage)).toEqual([
    'Leave was never entered',
    'Open?: the rule late = true never led to Leave',
    'Open?: Default never led to Leave',
    'Enter <b>: no States.ALL was caught and led to Leave',
  ])
  const nothing = coverageOf(source.definition!, [])
  expect(missedOf(nothing)).toEqual(['Open? was never entered', 'Enter <b> was never entered', 'Leave was never entered'])
})

test('the page is one file without scripts, and names of states are no markup in it', () => {
  const page = html('Coverage', [covered])
  expect(page).toContain('Enter &lt;b&gt;')
  expect(page).not.toMatch(/<b>|<script|\bsrc=|https?:/)
  expect(page).toContain('<tr class="gone"><td>15</td><td>1×</td>')
  expect(page).toContain('<tr class="missed"><td>25</td><td>0×</td>')
})

test('JUnit has a case for each, with what failed, and nothing that XML forbids', () => {
  expect(junit('asl', [{ name: 'a & b', cases: [{ name: '"one"', seconds: 1e-7 }, { name: 'two', seconds: 2, failure: 'output: \u0007\n<x>' }, { name: 'three', skipped: true }] }])).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="asl" tests="3" failures="1" errors="0" skipped="1" time="2.000">
  <testsuite name="a &amp; b" tests="3" failures="1" errors="0" skipped="1" time="2.000">
    <testcase name="&quot;one&quot;" classname="a &amp; b" time="0.000"/>
    <testcase name="two" classname="a &amp; b" time="2.000">
      <failure message="output: �">output: �
&lt;x&gt;</failure>
    </testcase>
    <testcase name="three" classname="a &amp; b"><skipped/></testcase>
  </testsuite>
</testsuites>
`)
})
