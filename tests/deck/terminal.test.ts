import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { runAsked } from '../../scripts/vite/content/terminal/run.ts'

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

describe('what an SDK is told', () => {
  const asked = parse(readFileSync(join(root, 'snippets/test-it/commands.yaml'), 'utf8')).sdk

  test('passes, and has nothing to show that another build would say otherwise', async () => {
    expect(await runAsked(root, asked)).toEqual({ command: asked.command, exit: 0, lines: ['✔ no van: the order is undone, and fails'] })
  })

  test('is no foregone conclusion: a saga that forgets an undo fails its test', async () => {
    const { exit, lines } = await runAsked(root, { ...asked, change: { file: 'saga/workflow.asl.yaml', from: 'Next: CancelVan }]', to: 'Next: RefundCard }]' } })
    expect(exit).toBe(1)
    expect(lines.join('\n')).toContain('it went by ReserveStock,ChargeCard,BookVan,RefundCard,')
  })
})

test('a server runs beside a command, and its address is the command’s $ENDPOINT', async () => {
  const { command, lines, exit } = await runAsked(root, { beside: 'asl serve snippets/saga --clock fast', command: 'asl parity snippets/saga --endpoint $ENDPOINT --case no-van' })
  expect({ command, lines, exit }).toEqual({
    command: 'asl parity snippets/saga --endpoint $ENDPOINT --case no-van',
    lines: [expect.stringMatching(/^✓ saga: no-van is the same: \d+ events$/), '1 the same, 0 differ, 0 not compared'],
    exit: 0,
  })
})

test('lines that are not shown are counted, in what was said and in a file that was written', async () => {
  const { file } = await runAsked(root, { command: 'asl take-home saga --cfn saga-on-aws', shows: { file: 'saga-on-aws/README.md', only: '^aws cloudformation' } })
  expect(file!.lines.map(line => line.split(' ').slice(0, 3).join(' '))).toEqual(['aws cloudformation deploy', 'aws cloudformation delete-stack', 'aws cloudformation wait'])
  expect(file!.left).toBeGreaterThan(10)
  const numbers = { command: `node -p '["one 1","two 2","","three"].join("\\n")'` }
  expect(await runAsked(root, { ...numbers, cut: ' \\d$', only: '^t' })).toEqual({ ...numbers, exit: 0, lines: ['two', 'three'], left: 1 })
})

test('lines to be shown that are gone are an error that says what there was', async () => {
  await expect(runAsked(root, { command: 'node -p 40+2', only: 'no such line' })).rejects.toThrow('no line is like no such line:\n42')
})
