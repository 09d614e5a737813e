import type { StateMachineDefinition } from '../../engine/asl/index.ts'
import type { SetUp } from '../../engine/simulation/index.ts'
import { prepare } from '../../engine/asl/index.ts'

const lambda = (name: string, more: object) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: name, Payload: { box: '{% $box %}' } }, TimeoutSeconds: 30, ...more })

/** The Express machine that there is: three quick steps a box. */
const PACK_ORDER = {
  QueryLanguage: 'JSONata',
  StartAt: 'PackBoxes',
  States: {
    PackBoxes: {
      Type: 'Map',
      Items: '{% [1..$states.input.boxes] %}',
      MaxConcurrency: 4,
      ItemProcessor: {
        StartAt: 'TakeBox',
        States: {
          TakeBox: { Type: 'Pass', Assign: { box: '{% $states.input %}' }, Next: 'WeighBox' },
          WeighBox: lambda('weigh-box', { Next: 'PrintLabel' }),
          PrintLabel: lambda('print-label', { Next: 'NoteBox' }),
          NoteBox: lambda('note-box', { Output: '{% $box %}', End: true }),
        },
      },
      End: true,
    },
  },
} as unknown as StateMachineDefinition

/** The scale, the label printer, the book of boxes, and PackOrder. `settings.brokenScale`: the scale fails at box 7. */
export const setUp: SetUp = ({ world, settings, gauge, fail }) => {
  let packed = 0
  world.lambda.add('weigh-box', (payload) => {
    if (settings.brokenScale && (payload as { box: number }).box === 7)
      throw fail('Scale.Down', 'The scale does not answer')
    return { grams: 390 }
  }, { duration: 0.2 })
  world.lambda.add('print-label', () => ({ label: 'STROOP-42' }), { duration: 0.3 })
  world.lambda.add('note-box', () => {
    gauge('packed', ++packed)
    return {}
  }, { duration: 0.1 })
  world.sns.create('pickup-team')
  world.add(prepare(structuredClone(PACK_ORDER), { name: 'PackOrder', type: 'EXPRESS' }))
}
