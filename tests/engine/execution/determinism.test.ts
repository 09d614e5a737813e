import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json, StateMachineDefinition } from '../../../engine/asl/index.ts'
import { simulate } from '../../../engine/simulation/index.ts'

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'P',
  States: {
    P: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'A', States: { A: { Type: 'Pass', Output: '{% $map($states.input.list, function($v) { $v & $random() & $uuid() }) %}', End: true } } },
        {
          StartAt: 'B',
          States: {
            B: {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Arguments: { FunctionName: 'f', Payload: '{% $reduce($states.input.list, function($a, $b) { $a + $b }, 0) %}' },
              Retry: [{ ErrorEquals: ['States.ALL'], JitterStrategy: 'FULL', MaxAttempts: 5 }],
              End: true,
            },
          },
        },
        { StartAt: 'C', States: { C: { Type: 'Map', Items: '{% $states.input.list %}', ItemProcessor: { StartAt: 'D', States: { D: { Type: 'Pass', Output: '{% $sum([$states.input, $now() = "" ? 1 : 2]) %}', End: true } } }, End: true } } },
      ],
      End: true,
    },
  },
} as unknown as StateMachineDefinition

test('the same request gives the same recording, byte for byte', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.integer(), { minLength: 2, maxLength: 5 }), fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 4 }), async (list, seed, failures) => {
    const record = () => simulate({
      definition,
      seed,
      input: { list } as Json,
      tasks: call => void (call.retryCount < failures ? call.fail('Busy') : call.succeed({ Payload: 1 })),
    })
    expect(JSON.stringify(await record())).toBe(JSON.stringify(await record()))
  }), { numRuns: 40 })
})

test('another seed waits another time', async () => {
  const elapsed = async (seed: number) => (await simulate({ definition, seed, input: { list: [1, 2] }, tasks: call => void (call.retryCount < 3 ? call.fail('Busy') : call.succeed({})) })).elapsed
  expect(await elapsed(1)).not.toBe(await elapsed(2))
})
