import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { testState, TestStateException, type TestStateRequest, type TestStateResult } from '../../../engine/asl/index.ts'

interface Golden {
  parameter: string
  what: string
  /** One of the pages. */
  see: string
  /** The page that says otherwise. */
  against?: string
  /** One of the states, or a definition. */
  state?: string | object
  request?: Record<string, unknown>
  /** What the answer has. */
  answer?: Record<string, unknown>
  /** Fields that it has not. */
  lacks?: string[]
  refused?: { code: string, message?: string }
}

const { pages, states, cases } = parse(readFileSync(new URL('./golden.yaml', import.meta.url), 'utf8')) as { pages: Record<string, string>, states: Record<string, object>, cases: Golden[] }

type Outcome = { answer: TestStateResult } | { refused: { code: string, message: string } }

async function outcomeOf(request: object): Promise<Outcome> {
  try {
    return { answer: await testState(request as TestStateRequest) }
  }
  catch (thrown) {
    if (thrown instanceof TestStateException) return { refused: { code: thrown.code, message: thrown.message } }
    throw thrown
  }
}

it.each(cases)('$parameter, $what', async ({ see, state, request, answer, lacks = [], refused }) => {
  const definition = typeof state === 'string' ? states[state] : state
  const outcome = await outcomeOf({ ...(definition ? { definition } : {}), ...request })
  expect(pages[see]).toMatch(/^https:/)
  expect(outcome).toMatchObject(refused ? { refused } : { answer })
  for (const field of lacks) expect(outcome).not.toHaveProperty(`answer.${field}`)
})

it('where two sources disagree, the case is listed with its reason, and no other is', () => {
  const { test_state: listed } = parse(readFileSync(new URL('../known-differences.yaml', import.meta.url), 'utf8')) as { test_state: { id: string, reason: string }[] }
  const disagreeing = cases.filter(({ against }) => against !== undefined)
  expect(disagreeing.map(({ parameter, what }) => `${parameter}, ${what}`).sort()).toEqual(listed.map(({ id }) => id).sort())
  for (const { against } of disagreeing) expect(pages[against!]).toMatch(/^https:/)
  for (const { reason } of listed) expect(reason.length).toBeGreaterThan(20)
})

it('every parameter of the API has cases', async () => {
  const { inputShape, loadApiModels, shapeNamed } = await import('../../../engine/asl/api-models/index.ts')
  const models = await loadApiModels()
  const membersOf = (found: ReturnType<typeof inputShape>): string[] => found.shape.type === 'structure' ? Object.keys(found.shape.members) : []
  const input = inputShape(models, 'sfn:TestState')
  const inside = membersOf(shapeNamed(models, input.service, 'TestStateConfiguration'))
  const mock = membersOf(shapeNamed(models, input.service, 'MockInput')).map(name => `mock.${name}`)
  const covered = new Set(cases.map(({ parameter }) => parameter))
  for (const name of [...membersOf(input), ...inside, ...mock]) expect(covered).toContain(name)
})

describe('a length is counted in characters, however many bytes and code units they take', () => {
  const machine = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } })
  const error = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true }
  const tooLong = (name: string, most: number) => ({ refused: { code: 'ValidationException', message: `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must have length less than or equal to ${most}` } })

  it.each<[string, object, object]>([
    ['a name of 80 characters', { definition: machine('😀'.repeat(80)), stateName: '😀'.repeat(80) }, { answer: { status: 'SUCCEEDED' } }],
    ['a name of 81', { definition: machine('A'), stateName: 'ü'.repeat(81) }, tooLong('stateName', 80)],
    ['a failed state of 81', { definition: error, mock: { errorOutput: { error: 'E' } }, stateConfiguration: { errorCausedByState: 'A'.repeat(81) } }, tooLong('stateConfiguration.errorCausedByState', 80)],
    ['an error of 256', { definition: error, mock: { errorOutput: { error: 'ü'.repeat(256) } } }, { answer: { status: 'FAILED' } }],
    ['an error of 257', { definition: error, mock: { errorOutput: { error: 'E'.repeat(257) } } }, tooLong('mock.errorOutput.error', 256)],
    ['a cause of 32,769', { definition: error, mock: { errorOutput: { error: 'E', cause: 'c'.repeat(32_769) } } }, tooLong('mock.errorOutput.cause', 32_768)],
    ['an input of 262,145', { definition: { Type: 'Pass', End: true }, input: `"${'x'.repeat(262_143)}"` }, tooLong('input', 262_144)],
    ['an input of fewer characters than that, in more bytes', { definition: { Type: 'Pass', End: true }, input: `"${'ü'.repeat(200_000)}"` }, { refused: { code: 'InvalidExecutionInput' } }],
    ['variables of 262,145', { definition: { Type: 'Pass', End: true }, variables: `{}${' '.repeat(262_143)}` }, tooLong('variables', 262_144)],
    ['a mocked result of 262,145', { definition: error, mock: { result: `{}${' '.repeat(262_143)}` } }, tooLong('mock.result', 262_144)],
    ['a context of 262,145', { definition: error, context: `{}${' '.repeat(262_143)}`, mock: { result: '{}' } }, tooLong('context', 262_144)],
    ['reader data of 262,145', { definition: error, mock: { result: '{}' }, stateConfiguration: { mapItemReaderData: ' '.repeat(262_145) } }, tooLong('stateConfiguration.mapItemReaderData', 262_144)],
    ['a definition of more than a megabyte', { definition: { Type: 'Pass', Comment: 'x'.repeat(1_048_576), End: true } }, tooLong('definition', 1_048_576)],
    ['a role of 257', { definition: { Type: 'Pass', End: true }, roleArn: 'r'.repeat(257) }, { refused: { code: 'ValidationException', message: `1 validation error detected: Value '${'r'.repeat(257)}' at 'roleArn' failed to satisfy constraint: Member must have length less than or equal to 256` } }],
  ])('%s', async (_what, request, expected) => {
    expect(await outcomeOf(request)).toMatchObject(expected)
  })
})
