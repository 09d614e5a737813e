import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { type Json, type StateMachineDefinition, validate } from '../../../engine/asl/index.ts'
import { simulate } from '../../../engine/simulation/index.ts'
import { run } from '../../../engine/simulation/worker/run.ts'
import { isSweep } from '../../support/sweep.ts'
import { jumble, nearMachine } from '../definition/arbitrary.ts'
import { fuzz } from '../fuzz.ts'

const folder = new URL('../golden/', import.meta.url)
const definitions = readdirSync(folder)
  .filter(file => file.endsWith('.yaml'))
  .flatMap(file => parse(readFileSync(new URL(file, folder), 'utf8')) as { definition: StateMachineDefinition }[])
  .map(({ definition }) => definition)

/** Places in a value, as lists of keys. */
function places(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.keys(value).flatMap(key => places((value as Record<string, unknown>)[key], [...path, key]))]
}

function replaced(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
  if (path.length === 0) return by
  const [first, ...rest] = path
  const copy = (Array.isArray(value) ? [...value] : { ...value as object }) as Record<string, unknown>
  copy[first!] = replaced(copy[first!], rest, by)
  return copy
}

/** An object that `String()`, `Number()` and a template literal trip over. */
const NO_TEXT = { toString: 1, valueOf: 2 }

/** The words of a fault in the program, which must not become an execution's cause or a message. */
const OUR_FAULT = /TypeError|primitive value|Cannot read properties|is not a function|\[object Object\]/

const oddities = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(null, '', '$', '$$', '$.a..b[?(@)]', '{% %}', '{% ( %}', '{% $states %}', 'States.ALL', -1, 1e308, 0.5, [], {}, '__proto__', 'constructor', 'A', 'Task', 'Map', 'Parallel', 'DISTRIBUTED', true, NO_TEXT),
)

const answer = (call: { retryCount: number, taskToken?: string, fail: (error?: string) => unknown, succeed: (output: Json) => unknown }) =>
  void (call.retryCount < 1 ? call.fail('Busy') : call.succeed({ Payload: {}, StatusCode: 200 }))

test('no definition, however odd, throws or goes on for ever', async () => {
  await fc.assert(fc.asyncProperty(
    fc.constantFrom(...definitions).chain(definition => fc.tuple(fc.constant(definition), fc.constantFrom(...places(definition)), oddities)),
    fc.jsonValue(),
    fc.constantFrom('STANDARD' as const, 'EXPRESS' as const),
    async ([definition, path, oddity], input, type) => {
      const recording = await simulate({ definition: replaced(definition, path, oddity) as StateMachineDefinition, input: input as Json, type, tasks: answer })
      expect(['SUCCEEDED', 'FAILED', 'TIMED_OUT']).toContain(recording.status)
      expect(recording.events.length).toBeLessThanOrEqual(type === 'STANDARD' ? 25_000 : 1_000_000)
      JSON.stringify(recording)
      recording.meters()
    },
  ), fuzz(1500))
})

const ODDITIES = [NO_TEXT, [NO_TEXT], null]

test('nothing that a definition can hold anywhere makes a fault of the program its cause', async () => {
  for (const definition of definitions) {
    for (const [place, path] of places(definition).entries()) {
      for (const oddity of isSweep ? ODDITIES : [ODDITIES[place % 3]]) {
        const odd = replaced(definition, path, oddity) as StateMachineDefinition
        const { diagnostics } = validate(odd)
        const { cause } = await simulate({ definition: odd, tasks: answer, until: 1 })
        expect([cause, ...diagnostics.map(({ message }) => message)].filter(text => OUR_FAULT.test(text ?? '')), `${JSON.stringify(oddity)} at ${path.join('/')} of ${JSON.stringify(definition)}`).toEqual([])
      }
    }
  }
})

test('no machine made of the language\'s words in any order throws or goes on for ever', async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(jumble, nearMachine), fc.jsonValue(), async (definition, input) => {
    const recording = await simulate({ definition: definition as unknown as StateMachineDefinition, input: input as Json, tasks: answer })
    expect(['SUCCEEDED', 'FAILED', 'TIMED_OUT']).toContain(recording.status)
  }), fuzz(1500))
})

test('whatever a text says, the worker has an answer that somebody foresaw', async () => {
  await fc.assert(fc.asyncProperty(
    fc.oneof(fc.string().map(text => ({ text })), fc.constantFrom(...definitions).chain(definition => fc.tuple(fc.constant(definition), fc.constantFrom(...places(definition)), oddities, fc.boolean())).map(([definition, path, oddity, yaml]) => {
      const value = replaced(definition, path, oddity)
      return yaml ? { text: stringify(value), file: 'a.yaml' } : { text: JSON.stringify(value) ?? '' }
    })),
    fc.jsonValue(),
    async (request, input) => {
      const { diagnostics, recording, problem } = await run({ ...request, simulation: { input: input as Json, automock: true } })
      expect(problem).toBeUndefined()
      expect(recording === undefined).toBe(diagnostics.some(({ severity }) => severity === 'ERROR'))
    },
  ), fuzz(1000))
})

test('no mock file, script or action, however odd, throws', async () => {
  const definition = definitions.find(({ States }) => Object.values(States).some(({ Type }) => Type === 'Task'))!
  await fc.assert(fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), fc.string(), fc.integer({ min: -5, max: 5 }), async (mocks, script, mockCase, token) => {
    const recording = await simulate({
      definition,
      mocks: { StateMachines: { StateMachine: { TestCases: { c: mocks } } }, MockedResponses: mocks } as never,
      mockCase: mockCase === '' ? 'c' : mockCase,
      callbacks: { Greet: script, Ask: script } as never,
      actions: [{ at: 1, type: 'SendTaskSuccess', token }, { at: 2, type: 'RedriveExecution', mockCase }],
    })
    expect(recording.status).not.toBe('RUNNING')
  }), fuzz(300))
})
