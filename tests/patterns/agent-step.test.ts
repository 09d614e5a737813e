import { expect, test } from 'vitest'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { playCase } from '../../engine/simulation/play/play-case.ts'

/** The repaired machine, with agents that its cases do not have. */

const { pattern } = await readPattern('snippets', 'agent-step')
const again = pattern!.cases.cases.find(({ name }) => name === 'again')!

async function run(settings: { courier: number[], says?: string[] }) {
  const { recording } = await playCase(pattern!, { ...again, beats: [], settings })
  const entered = (state: string) => recording.events.filter(({ stateEnteredEventDetails: details }) => details?.name === state).length
  const written = recording.events.flatMap(({ taskScheduledEventDetails: details }) => details?.resourceType === 'aws-sdk:dynamodb' ? [JSON.parse(details.parameters)] : [])
  return { laps: entered('AskAgent'), refunds: entered('RefundCard'), tokens: recording.gauges.tokens!.at(-1)![1], proposals: written.map(({ Item }) => JSON.parse(Item.proposal.S)) }
}

test('laps end the loop where tokens do not, and tokens where laps do not', async () => {
  const stuck = await run({ courier: [960, 960, 960, 960] })
  expect(stuck.laps).toBe(3)
  expect(stuck.tokens).toBeLessThan(20_000)
  const chatty = await run({ courier: [], says: ['Well …', 'It depends.', 'Well …'] })
  expect(chatty.laps).toBe(2)
  expect(chatty.tokens).toBeGreaterThan(20_000)
})

test.each([
  ['prose', 'I would give her 42 euros.'],
  ['more than was paid', '{"euros":43,"why":"crumbs"}'],
  ['a negative sum', '{"euros":-42,"why":"crumbs"}'],
  ['a form with something behind it', '{"euros":42,"why":"crumbs"} And a voucher.'],
  ['a field nobody asked for', '{"euros":42,"why":"crumbs","card":"another"}'],
  ['broken JSON', '{"euros":42,"why":"\\"}'],
  ['nothing', ''],
])('%s is no proposal, and reaches nobody', async (_what, said) => {
  const { proposals, refunds } = await run({ courier: [], says: [said, said, said] })
  expect(proposals).toEqual([{}])
  expect(refunds, 'Carla decides all the same').toBe(1)
})

test('a proposal in the form that was asked for reaches Carla as it is', async () => {
  const { laps, proposals } = await run({ courier: [] })
  expect(laps).toBe(1)
  expect(proposals).toEqual([{ euros: 42, why: 'The photo shows twelve boxes of crumbs.' }])
})
