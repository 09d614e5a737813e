import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { toMermaid, type DiagramOptions, type StateMachineDefinition } from '../../../engine/asl/index.ts'
import { shortCondition } from '../../../engine/asl/diagram/condition.ts'
import { labelText } from '../../../engine/asl/diagram/label.ts'

const draw = (definition: object, options?: DiagramOptions) => toMermaid(definition as StateMachineDefinition, options)

const ORDER = {
  StartAt: 'Reserve',
  States: {
    Reserve: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Retry: [{ ErrorEquals: ['A'], MaxAttempts: 4 }], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Give up' }], Next: 'Dear?' },
    'Dear?': { Type: 'Choice', Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'Ask' }], Default: 'Ship' },
    Ask: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', TimeoutSeconds: 172_800, Next: 'Ship' },
    Ship: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Label', States: { Label: { Type: 'Pass', End: true } } },
        { StartAt: 'Parcels', States: { Parcels: { Type: 'Map', MaxConcurrency: 5, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'Pack', States: { Pack: { Type: 'Wait', Seconds: 90, End: true } } }, End: true } } },
      ],
      End: true,
    },
    'Give up': { Type: 'Fail' },
    Forgotten: { Type: 'Succeed' },
  },
}

test('the whole drawing, line by line', () => {
  expect(draw(ORDER, { onlyReachable: true }).source.split('\n').map((line) => line.trim()).filter((line) => !line.startsWith('class '))).toEqual([
    'flowchart TB',
    't_start@{ shape: sm-circ, label: " " }',
    's_Reserve["Reserve<br/>retry ×4"]',
    's_Dear__ba996c["Dear?<br/>choice"]',
    's_Ask["Ask<br/>callback, at most 2 d"]',
    'subgraph s_Ship["Ship"]',
    'direction TB',
    's_Label["Label"]',
    'subgraph s_Parcels["Parcels · distributed map · at most 5 at once"]',
    'direction TB',
    's_Pack["Pack<br/>wait 90 s"]',
    'end',
    'end',
    's_Give_up_c8e0f9(["Give up"])',
    't_end@{ shape: fr-circ, label: " " }',
    't_start e0@--> s_Reserve',
    's_Reserve e1@--> s_Dear__ba996c',
    's_Reserve e2@-.->|"any error"| s_Give_up_c8e0f9',
    's_Dear__ba996c e3@-->|"total #gt; 100"| s_Ask',
    's_Dear__ba996c e4@-->|"otherwise"| s_Ship',
    's_Ask e5@--> s_Ship',
    's_Ship e6@--> t_end',
    's_Give_up_c8e0f9 e7@--> t_end',
    '',
  ])
})

test('edges in the order of the source, with what they stand for', () => {
  expect(draw(ORDER, { onlyReachable: true }).edges.map(({ id, from, to, kind, label, rule }) => [id, from, to, kind, label, rule])).toEqual([
    ['e0', undefined, 'Reserve', 'start', undefined, undefined],
    ['e1', 'Reserve', 'Dear?', 'next', undefined, undefined],
    ['e2', 'Reserve', 'Give up', 'catch', 'any error', 0],
    ['e3', 'Dear?', 'Ask', 'choice', 'total > 100', 0],
    ['e4', 'Dear?', 'Ship', 'default', 'otherwise', undefined],
    ['e5', 'Ask', 'Ship', 'next', undefined, undefined],
    ['e6', 'Ship', undefined, 'end', undefined, undefined],
    ['e7', 'Give up', undefined, 'end', undefined, undefined],
  ])
})

test('a node keeps its id whatever else is in the machine, and every state has one', () => {
  const { nodeOf } = draw(ORDER)
  const moved = draw({ ...ORDER, States: { First: { Type: 'Pass', Next: 'Reserve' }, ...ORDER.States } })
  for (const [name, id] of Object.entries(nodeOf)) expect(moved.nodeOf[name]).toBe(id)
  expect(Object.keys(nodeOf).sort()).toEqual(['Ask', 'Dear?', 'Forgotten', 'Give up', 'Label', 'Pack', 'Parcels', 'Reserve', 'Ship'])
})

test('options', () => {
  expect(draw(ORDER, { direction: 'LR' }).source).toMatch(/^flowchart LR\n/)
  expect(draw(ORDER, { labels: 'none' }).source).not.toMatch(/retry ×|<br.>choice|any error|callback/)
  expect(draw(ORDER, { onlyReachable: true }).nodeOf).not.toHaveProperty('Forgotten')
})

describe('conditions in short', () => {
  test.each<[object, string]>([
    [{ Variable: '$.a', IsPresent: true }, 'a exists'],
    [{ Variable: '$.a', IsPresent: false }, 'a is missing'],
    [{ Variable: '$.a.b', StringEquals: 'x' }, 'a.b = "x"'],
    [{ Variable: '$x', NumericLessThanEqualsPath: '$.limit' }, '$x ≤ limit'],
    [{ Variable: '$.n', StringMatches: 'log-*' }, 'n matches "log-*"'],
    [{ And: [{ Variable: '$.a', BooleanEquals: true }, { Or: [{ Variable: '$.b', IsNull: true }, { Not: { Variable: '$.c', IsString: true } }] }] }, 'a = true and (b is null or not (c is a string))'],
    [{ Condition: "{% $states.input.total > 3 and\n $states.input.kind = 'x' %}" }, "total > 3 and kind = 'x'"],
    [{ Condition: true }, 'true'],
  ])('%j', (rule, text) => {
    expect(shortCondition({ ...rule, Next: 'X' })).toBe(text)
  })
})

test('a label has no character that ends it or that Mermaid reads', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 60 }), (text, length) => {
    const label = labelText(text, length)
    expect(label).not.toMatch(/["<>\n\r]|%%|\$\$|#\d|[\u0000-\u001F]/)
    expect([...label.replaceAll(/#(lt|gt|amp);|\u2060/g, 'x')].length).toBeLessThanOrEqual(length * 3 + 1)
  }))
})

test('ids are plain, distinct, and never one of the markers', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.string(), { maxLength: 20 }), (names) => {
    const { nodeOf } = draw({ StartAt: names[0] ?? '', States: Object.fromEntries(names.filter((name) => name !== '__proto__').map((name) => [name, { Type: 'Succeed' }])) })
    const ids = Object.values(nodeOf)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^s_[A-Za-z0-9_]*$/)
  }))
})

test('a grid is a comment: whoever does not know it draws as ever', () => {
  const plain = draw(ORDER, { labels: 'edges' }).source
  const { source } = draw(ORDER, { labels: 'edges', grid: [['start', undefined], ['Reserve', 'Give up'], ['Nobody', 'end']] })
  expect(source).toBe(`${plain}  %% grid: t_start . | s_Reserve s_Give_up_f0f4c5 | . t_end\n`.replace('s_Give_up_f0f4c5', draw(ORDER).nodeOf['Give up']!))
  expect(plain).not.toContain('retry')
  expect(plain).toContain('any error')
})
