import { describe, expect, test } from 'vitest'
import { type Json, type JsonObject, prepare, type StateMachineDefinition, validate } from '../../../engine/asl/index.ts'
import { type Agent, World } from '../../../engine/simulation/index.ts'

/** What a Task sees of an AgentCore harness, and what the harness does without the Task. */

const RESOURCE = 'arn:aws:states:::bedrockagentcore:invokeHarness'
const HARNESS = 'arn:aws:bedrock-agentcore:eu-west-1:111111111111:harness/refunds-0123456789'
const SESSION = 'session-of-the-order-STROOP-42-and-no-other'
const ASK = { HarnessArn: HARNESS, RuntimeSessionId: SESSION, Messages: [{ Role: 'user', Content: [{ Text: 'Crumbs!' }] }] }

function account(agent: Agent, tools: Record<string, (input: Json) => Json> = {}) {
  const world = new World({ seed: 1 })
  world.agents.add(HARNESS, agent, { tools })
  return world
}

function invoke(world: World, parameters: JsonObject = {}, fields: object = {}) {
  const state = { Type: 'Task', Resource: RESOURCE, Arguments: '{% $states.input %}', End: true, ...fields }
  const machine = prepare({ QueryLanguage: 'JSONata', StartAt: 'Ask', States: { Ask: state } } as unknown as StateMachineDefinition, { name: 'M', type: 'STANDARD' })
  return world.start(machine, { input: { ...ASK, ...parameters } })
}

async function answer(world: World, parameters: JsonObject = {}, fields: object = {}) {
  const execution = invoke(world, parameters, fields)
  await world.clock.run()
  return execution
}

/** Looks something up, then says what it found. */
const looker: Agent = function* () {
  yield { seconds: 20, tokens: [100, 10], says: 'Let me see.', uses: '@shop/look' }
  yield { seconds: 10, tokens: [200, 20], says: 'Crumbs indeed.' }
}

test('the last message comes back as text, the tokens of all turns added up', async () => {
  const { output, startedAt, endedAt } = await answer(account(looker))
  expect(output).toEqual({
    Output: { Message: { Role: 'assistant', Content: [{ Text: 'Crumbs indeed.' }] } },
    StopReason: 'end_turn',
    Usage: { InputTokens: 300, OutputTokens: 30, TotalTokens: 330 },
    Metrics: { LatencyMs: 30_000 },
  })
  expect(endedAt! - startedAt).toBe(30_000)
})

test('an agent that ends with a tool has nothing to say', async () => {
  const used: Json[] = []
  const world = account(function* () {
    yield { seconds: 1, tokens: [10, 1], says: 'Here you are.' }
    yield { seconds: 1, tokens: [10, 1], uses: '@shop/refund', with: 42 }
  }, { '@shop/refund': input => ({ refunds: used.push(input) }) })
  expect((await answer(world)).output).toMatchObject({ Output: { Message: { Content: [] } } })
  expect(used).toEqual([42])
})

describe('a Task gives up after 900 seconds', () => {
  const slow = (paid: number[], world: () => World): Agent => function* () {
    yield { seconds: 960, tokens: [1, 1], uses: '@shop/refund' }
    paid.push((world().clock.now - Date.parse('2026-11-01T09:00:00Z')) / 1000)
    yield { seconds: 10, tokens: [1, 1], says: 'Paid.' }
  }

  test.each([
    ['without TimeoutSeconds', {}, 900],
    ['whatever a longer one says', { TimeoutSeconds: 3600 }, 900],
    ['or sooner, if a shorter one says so', { TimeoutSeconds: 60 }, 60],
  ])('%s, and the harness goes on', async (_when, fields, seconds) => {
    const paid: number[] = []
    const world: World = account(slow(paid, () => world), { '@shop/refund': () => ({}) })
    const execution = await answer(world, {}, fields)
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout' })
    expect(execution.endedAt! - execution.startedAt).toBe(seconds * 1000)
    expect(execution.events.map(({ type }) => type)).toContain('TaskTimedOut')
    expect(paid).toEqual([960])
  })

  test('a retrier starts a second agent beside the first', async () => {
    const paid: number[] = []
    const world: World = account(slow(paid, () => world), { '@shop/refund': () => ({}) })
    await answer(world, {}, { Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1, IntervalSeconds: 1 }] })
    expect(paid).toEqual([960, 1861])
  })

  test('nor does the end of the execution stop it', async () => {
    const paid: number[] = []
    const world: World = account(slow(paid, () => world), { '@shop/refund': () => ({}) })
    const execution = invoke(world)
    world.clock.after(30_000, () => void execution.stop())
    await world.clock.run()
    expect([execution.status, paid]).toEqual(['ABORTED', [960]])
  })
})

test('the harness’s own limits end its work: time, and turns', async () => {
  const endless: Agent = function* () {
    for (let turn = 1; ; turn++) yield { seconds: 60, tokens: [10, 0], says: `Turn ${turn}` }
  }
  const { output: timed } = await answer(account(endless), { TimeoutSeconds: 150 })
  expect(timed).toMatchObject({ StopReason: 'timeout_exceeded', Usage: { TotalTokens: 20 }, Output: { Message: { Content: [{ Text: 'Turn 2' }] } }, Metrics: { LatencyMs: 150_000 } })
  const { output: counted } = await answer(account(endless), { MaxIterations: 3 })
  expect(counted).toMatchObject({ StopReason: 'max_iterations_exceeded', Usage: { TotalTokens: 30 }, Metrics: { LatencyMs: 180_000 } })
  const world = account(endless)
  const turns: number[] = []
  world.agents.onTurn = ({ total }) => turns.push(total)
  await answer(world)
  expect(turns.length, 'an hour of its own').toBe(59)
})

test('a session goes on where the same id is given, and one without id is new', async () => {
  const heard: string[][] = []
  const world = account(function* ({ messages }) {
    heard.push(messages.map(({ role, text }) => `${role}: ${text}`))
    yield { seconds: 1, tokens: [1, 1], says: 'Go on.' }
  })
  const say = (text: string, session: JsonObject = {}) => answer(world, { Messages: [{ Role: 'user', Content: [{ Text: text }] }], ...session })
  await say('One')
  await say('Two')
  await say('Three', { RuntimeSessionId: `${SESSION}-2` })
  expect(heard).toEqual([['user: One'], ['user: One', 'assistant: Go on.', 'user: Two'], ['user: Three']])
})

test.each([
  ['all', undefined, ['ok', 'ok']],
  ['all by a star', ['*'], ['ok', 'ok']],
  ['those of a server', ['@shop'], ['ok', 'ok']],
  ['one', ['@shop/look'], ['ok', undefined]],
  ['none', ['@bank/pay'], [undefined, undefined]],
])('AllowedTools lets an agent use %s', async (_which, allowed, expected) => {
  const given: (Json | undefined)[] = []
  const world = account(function* () {
    given.push(yield { seconds: 1, tokens: [1, 1], uses: '@shop/look' })
    given.push(yield { seconds: 1, tokens: [1, 1], uses: '@shop/refund' })
  }, { '@shop/look': () => 'ok', '@shop/refund': () => 'ok' })
  await answer(world, allowed ? { AllowedTools: allowed } : {})
  expect(given).toEqual(expected)
})

test.each([
  ['a harness that is not there', { HarnessArn: `${HARNESS}x` }, 'BedrockAgentCore.ResourceNotFoundException'],
  ['a session id as short as an order number', { RuntimeSessionId: 'STROOP-42' }, 'BedrockAgentCore.ValidationException'],
  ['no message', { Messages: [] }, 'BedrockAgentCore.ValidationException'],
  ['a message of nobody', { Messages: [{ Role: 'system', Content: [] }] }, 'BedrockAgentCore.ValidationException'],
])('%s is refused', async (_what, parameters, error) => {
  expect((await answer(account(looker), parameters)).error).toBe(error)
})

test.each([['', []], ['.sync', ['not recognized']], ['.waitForTaskToken', ['not recognized']]])('a definition that invokes a harness with “%s” has these errors: %j', (suffix, expected) => {
  const definition = { StartAt: 'Ask', States: { Ask: { Type: 'Task', Resource: RESOURCE + suffix, End: true } } } as unknown as StateMachineDefinition
  const errors = validate(definition).diagnostics.filter(({ severity }) => severity === 'ERROR')
  expect(errors.map(({ message }) => message)).toEqual(expected.map(words => expect.stringContaining(words)))
})
