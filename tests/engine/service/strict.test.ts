import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Clock, type Json, type JsonObject } from '../../../engine/asl/index.ts'
import { answer, openAccount, Refusal } from '../../../engine/service/index.ts'
import { operationEntry, shapeOf, TABLE } from '../../../engine/service/model/table.ts'
import { checkAnswer, checkRefusal } from './check-answer.ts'
import { isSweep } from '../../support/sweep.ts'
import { FAIL, PASS, ROLE, WAIT } from './asking.ts'

const place = 'arn:aws:states:us-east-1:123456789012'
const pack = JSON.stringify({ StartAt: 'Pack', States: { Pack: { Type: 'Task', Resource: `${place}:activity:pack`, End: true } } })
const each = JSON.stringify({ StartAt: 'Each', States: { Each: { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, End: true } } })

/** What members of requests say when they say something that may be there. */
const LIKELY: Record<string, fc.Arbitrary<Json>> = {
  name: fc.constantFrom('Orders', 'Quick', 'other', 'live', 'a b', 'x'.repeat(81)),
  definition: fc.constantFrom(PASS, WAIT, FAIL, each, '{}', 'x', JSON.stringify({ Type: 'Pass', End: true })),
  roleArn: fc.constantFrom(ROLE, 'role'),
  stateMachineArn: fc.constantFrom(...['Orders', 'Orders:1', 'Orders:live', 'Quick', 'Each', 'gone', 'Orders/label'].map(name => `${place}:stateMachine:${name}`), 'none'),
  stateMachineVersionArn: fc.constantFrom(...['Orders:1', 'Orders:2', 'Orders'].map(name => `${place}:stateMachine:${name}`)),
  stateMachineAliasArn: fc.constantFrom(...['Orders:live', 'Orders:gone'].map(name => `${place}:stateMachine:${name}`)),
  executionArn: fc.constantFrom(...['Orders:one', 'Each:one', 'gone:one', 'Packed:one'].map(name => `${place}:execution:${name}`), `${place}:express:Quick:one:1`),
  // What comes to be only in the account: put in when it is there.
  mapRunArn: fc.constantFrom('<map run>', `${place}:mapRun:Each/Each:1`, 'none'),
  taskToken: fc.constantFrom('<token>', 'none'),
  activityArn: fc.constantFrom(`${place}:activity:pack`, `${place}:activity:gone`),
  resourceArn: fc.constantFrom(`${place}:activity:pack`, `${place}:stateMachine:Orders`, `${place}:stateMachine:gone`),
  input: fc.constantFrom('{}', '[1,2]', '', 'no json'),
  output: fc.constantFrom('{}', '"x"', 'no json'),
}

const junk: fc.Arbitrary<Json> = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant<Json>([]), fc.constant<Json>({}), fc.double({ noNaN: true, noDefaultInfinity: true }))

/** Mostly as the model says, sometimes beyond its limits, sometimes anything. */
function valueOf(shapeName: string, key: string, depth = 0): fc.Arbitrary<Json> {
  const shape = shapeOf(shapeName)
  const usual = ((): fc.Arbitrary<Json> => {
    switch (shape.type) {
      case 'structure': return requestOf(shapeName, depth + 1)
      case 'list': return fc.array(valueOf(shape.member, '', depth + 1), { maxLength: 3 })
      case 'map': return fc.constant({})
      case 'boolean': return fc.boolean()
      case 'integer':
      case 'long': return fc.integer({ min: -1, max: 1001 })
      case 'float': return fc.double({ min: -1, max: 101, noNaN: true })
      default: return shape.enum ? fc.constantFrom(...shape.enum, 'odd') : fc.string({ maxLength: 300, unit: 'grapheme' })
    }
  })()
  return fc.oneof({ weight: 12, arbitrary: LIKELY[key] ?? usual }, { weight: 2, arbitrary: usual }, { weight: 1, arbitrary: junk })
}

function requestOf(shapeName: string, depth = 0): fc.Arbitrary<JsonObject> {
  const shape = shapeOf(shapeName)
  if (shape.type !== 'structure') throw new Error(`${shapeName} is no structure`)
  const required = new Set(shape.required)
  return fc.record(Object.fromEntries(Object.entries(shape.members).map(([key, member]) => [
    key,
    fc.option(valueOf(member, key, depth), { nil: undefined, freq: required.has(key) ? 20 : 1 }),
  ]))).map(record => JSON.parse(JSON.stringify(record)) as JsonObject)
}

const call = fc.constantFrom(...Object.keys(TABLE.operations)).chain(operation => fc.tuple(fc.constant(operation), fc.oneof({ weight: 30, arbitrary: requestOf(operationEntry(operation)!.input!) }, { weight: 1, arbitrary: junk })))

it('whatever an operation is asked, its answer is as the model says, and so is its refusal', { timeout: 120_000 }, async () => {
  const answered = new Set<string>()
  await fc.assert(fc.asyncProperty(fc.array(call, { minLength: 20, maxLength: 40 }), async (calls) => {
    const clock = new Clock(Date.UTC(2026, 10, 1, 9))
    const account = openAccount({ clock, pollMilliseconds: 1 })
    await answer(account, 'CreateActivity', { name: 'pack' })
    for (const [name, definition, type] of [['Orders', WAIT, 'STANDARD'], ['Packed', pack, 'STANDARD'], ['Quick', PASS, 'EXPRESS'], ['Each', each, 'STANDARD']]) await answer(account, 'CreateStateMachine', { name: name!, definition: definition!, type: type!, roleArn: ROLE, publish: true })
    await answer(account, 'CreateStateMachineAlias', { name: 'live', routingConfiguration: [{ stateMachineVersionArn: `${place}:stateMachine:Orders:1`, weight: 100 }] })
    for (const name of ['Orders', 'Each', 'Packed']) await answer(account, 'StartExecution', { stateMachineArn: `${place}:stateMachine:${name}`, name: 'one', input: '[1,2]' })
    await clock.run(clock.now + 1000)
    const { mapRuns: [run] } = await answer(account, 'ListMapRuns', { executionArn: `${place}:execution:Each:one` }) as { mapRuns: { mapRunArn: string }[] }
    const { taskToken } = await answer(account, 'GetActivityTask', { activityArn: `${place}:activity:pack` }) as { taskToken: string }
    for (const [operation, asIs] of calls) {
      const request = JSON.parse(JSON.stringify(asIs).replaceAll('<map run>', run!.mapRunArn).replaceAll('<token>', taskToken)) as Json
      const asked = answer(account, operation, request).then(
        given => {
          answered.add(operation)
          return checkAnswer(operation, given)
        },
        (thrown: unknown) => thrown instanceof Refusal ? checkRefusal(operation, thrown) : [`${operation} threw ${String((thrown as Error).stack)}`],
      )
      await clock.run(clock.now + 1000)
      if (operation === 'StartSyncExecution') await clock.run(clock.now + 400_000)
      expect(await asked, JSON.stringify([operation, request])).toEqual([])
    }
  }), isSweep ? { numRuns: 1000 } : { numRuns: 120, seed: 37 })
  // Most operations came to an answer, so that it is not refusals alone that were looked at.
  expect(answered.size).toBeGreaterThan(30)
})
