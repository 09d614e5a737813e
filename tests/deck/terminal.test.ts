import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { runAsked } from '../../scripts/vite/terminal.ts'

const root = join(import.meta.dirname, '..', '..')
const change = { file: 'callback-token/mocks.json', from: '"AskCourier": "PickupBooked"', to: '"AskCourier": "PickupRefused"' }

test('a command of a slide really runs, in a copy: one word of a mock file turns it red, and the file stays as it is', async () => {
  const red = await runAsked(root, { command: 'asl test callback-token', change })
  expect(red.exit).toBe(1)
  expect(red.change!.is.trim()).toBe('"AskCourier": "PickupRefused",')
  expect(red.lines).toContainEqual(expect.stringMatching(/^ {4}snippets\/callback-token\/cases\.yaml:\d+:\d+: error EXPECT: answered: status: expected SUCCEEDED, got FAILED$/))
  // The beats that do not come are no news beside the path.
  expect(red.lines.filter(line => line.includes(': error ') && !line.includes(' error EXPECT: '))).toEqual([])
  const green = await runAsked(root, { command: 'asl test callback-token' })
  expect(green.exit).toBe(0)
  expect(green.lines.at(-1)).toMatch(/^\d+ passed, 0 failed$/)
})

test('whoever builds the deck, in colours or with warnings, reads the same', async ({ onTestFinished }) => {
  onTestFinished(() => void vi.unstubAllEnvs())
  const plain = await runAsked(root, { command: 'asl test callback-token', change })
  vi.stubEnv('FORCE_COLOR', '1')
  vi.stubEnv('NODE_OPTIONS', '--trace-exit')
  expect(await runAsked(root, { command: 'asl test callback-token', change })).toEqual(plain)
})

test('words in quotes are one argument', async () => {
  const { lines, exit } = await runAsked(root, { command: `asl test-state snippets/callback-token/workflow.asl.yaml AskCourier --input '{"orderId": "STROOP-42"}' --error Courier.Refused --substitute Pickups=pickups` })
  expect(exit).toBe(0)
  expect(JSON.parse(lines.join('\n'))).toMatchObject({ status: 'CAUGHT_ERROR', nextState: 'TellTheTeam' })
})

test('a change whose text is gone is an error that names the file', async () => {
  await expect(runAsked(root, { command: 'asl test callback-token', change: { ...change, from: 'no such text' } })).rejects.toThrow('snippets/callback-token/mocks.json has no no such text')
})
