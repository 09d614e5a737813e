import { describe, expect, it } from 'vitest'
import { asking, FAIL, PASS, ROLE, WAIT } from './asking.ts'

const at = Date.UTC(2026, 10, 1, 9) / 1000
const arn = 'arn:aws:states:us-east-1:123456789012:stateMachine:Orders'

describe('state machines', () => {
  it('are created once, however often that is asked for with the same arguments', async () => {
    const { ask, refusal } = asking()
    const request = { name: 'Orders', definition: PASS, roleArn: ROLE }
    expect(await ask('CreateStateMachine', request)).toEqual({ stateMachineArn: arn, creationDate: at })
    expect(await ask('CreateStateMachine', { ...request, roleArn: `${ROLE}2`, tags: [{ key: 'a', value: 'b' }] })).toEqual({ stateMachineArn: arn, creationDate: at })
    expect(await ask('ListTagsForResource', { resourceArn: arn })).toEqual({ tags: [] })
    expect(await refusal('CreateStateMachine', { ...request, definition: WAIT })).toBe(`StateMachineAlreadyExists: State Machine Already Exists: '${arn}'`)
    expect(await refusal('CreateStateMachine', { ...request, type: 'EXPRESS' })).toBe(`StateMachineAlreadyExists: State Machine Already Exists: '${arn}'`)
  })

  it('are described with all that they were not told', async () => {
    const { ask, create } = asking()
    await create('Orders')
    expect(await ask('DescribeStateMachine', { stateMachineArn: arn })).toEqual({
      stateMachineArn: arn,
      name: 'Orders',
      status: 'ACTIVE',
      type: 'STANDARD',
      definition: PASS,
      roleArn: ROLE,
      creationDate: at,
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    })
    expect((await ask('DescribeStateMachine', { stateMachineArn: arn, includedData: 'METADATA_ONLY' })).definition).toBe('{}')
  })

  it('are told by name, page by page, with tokens that fit their list only', async () => {
    const { ask, refusal, create } = asking()
    for (const name of ['c', 'a', 'd', 'b', 'e']) await create(name)
    const first = await ask('ListStateMachines', { maxResults: 2 })
    expect(first.stateMachines.map(({ name }: { name: string }) => name)).toEqual(['a', 'b'])
    await create('bb')
    const second = await ask('ListStateMachines', { maxResults: 2, nextToken: first.nextToken })
    expect(second.stateMachines.map(({ name }: { name: string }) => name)).toEqual(['bb', 'c'])
    const last = await ask('ListStateMachines', { maxResults: 1000, nextToken: second.nextToken })
    expect(last.stateMachines.map(({ name }: { name: string }) => name)).toEqual(['d', 'e'])
    expect(last).not.toHaveProperty('nextToken')
    expect(await refusal('ListActivities', { nextToken: first.nextToken })).toBe('InvalidToken: Invalid Token: \'Invalid token\'')
    expect(await refusal('ListStateMachines', { nextToken: 'made up' })).toBe('InvalidToken: Invalid Token: \'Invalid token\'')
    expect(await refusal('ListStateMachines', { nextToken: 'x'.repeat(1025) })).toMatch(/^ValidationException: 1 validation error detected: Value '.*Member must have length less than or equal to 1024$/)
  })

  it.each<[string, string, object, string]>([
    ['a name with a space', 'CreateStateMachine', { name: 'state machine', definition: PASS, roleArn: ROLE }, 'InvalidName: Invalid Name: \'state machine\''],
    ['no ARN', 'DescribeStateMachine', { stateMachineArn: 'not_a_valid_arn' }, 'InvalidArn: Invalid Arn: \'Invalid ARN prefix: not_a_valid_arn\''],
    ['another thing\'s ARN', 'DescribeStateMachine', { stateMachineArn: arn.replace('stateMachine', 'activity') }, 'InvalidArn: Invalid Arn: \'Resource type not valid in this context: activity\''],
    ['a machine that is not there', 'DescribeStateMachine', { stateMachineArn: arn }, `StateMachineDoesNotExist: State Machine Does Not Exist: '${arn}'`],
    ['the same in an update', 'UpdateStateMachine', { stateMachineArn: arn, definition: PASS }, `StateMachineDoesNotExist: State Machine Does Not Exist: '${arn}'`],
    ['a definition that leads nowhere', 'CreateStateMachine', { name: 'a', roleArn: ROLE, definition: '{"StartAt":"pass1","States":{"pass1":{"Type":"Pass","Next":"pass3"}}}' }, expect.stringMatching(/^InvalidDefinition: Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: pass3 at \/States\/pass1\/Next, /) as unknown as string],
    ['YAML', 'CreateStateMachine', { name: 'a', roleArn: ROLE, definition: 'StartAt: a' }, expect.stringMatching(/^InvalidDefinition: Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: Unrecognized token 'StartAt': was expecting/) as unknown as string],
    ['a placeholder outside of a text', 'CreateStateMachine', { name: 'a', roleArn: ROLE, definition: '{"StartAt":"a","States":{"a":{"Type":"Wait","Seconds":${S},"End":true}}}' }, expect.stringMatching(/^InvalidDefinition: Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: /) as unknown as string],
    ['a log level without a destination', 'CreateStateMachine', { name: 'a', roleArn: ROLE, definition: PASS, loggingConfiguration: { level: 'ALL' } }, 'InvalidLoggingConfiguration: Invalid Logging Configuration: Must specify exactly one Log Destination.'],
    ['a description of no version', 'CreateStateMachine', { name: 'a', roleArn: ROLE, definition: PASS, versionDescription: 'v' }, 'ValidationException: Version description can only be set when publish is true'],
  ])('refuse %s', async (_what, operation, request, refused) => {
    expect(await asking().refusal(operation, request as never)).toEqual(refused)
  })

  it('get a new revision where something changes, and none where nothing does', async () => {
    const { ask, refusal, create } = asking()
    await create('Orders')
    expect(await refusal('UpdateStateMachine', { stateMachineArn: arn })).toBe('MissingRequiredParameter: Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified')
    expect(await ask('UpdateStateMachine', { stateMachineArn: arn, definition: ` ${PASS}` })).toEqual({ updateDate: at })
    const { revisionId } = await ask('UpdateStateMachine', { stateMachineArn: arn, definition: WAIT })
    expect(revisionId).toMatch(/^[\da-f]{8}-/)
    expect(await ask('DescribeStateMachine', { stateMachineArn: arn })).toMatchObject({ definition: WAIT, revisionId })
  })

  it('that are deleted end what runs at its next transition, and are gone then', async () => {
    const { ask, refusal, create, start, run } = asking()
    await create('Orders', JSON.stringify({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Then' }, Then: { Type: 'Pass', End: true } } }))
    const execution = await start(arn)
    await run(1)
    expect(await ask('DeleteStateMachine', { stateMachineArn: arn })).toEqual({})
    expect((await ask('DescribeStateMachine', { stateMachineArn: arn })).status).toBe('DELETING')
    expect(await refusal('StartExecution', { stateMachineArn: arn })).toMatch(/^StateMachineDeleting: /)
    await run()
    expect((await ask('DescribeExecution', { executionArn: execution })).status).toBe('ABORTED')
    expect(await refusal('DescribeStateMachine', { stateMachineArn: arn })).toMatch(/^StateMachineDoesNotExist: /)
    expect(await ask('DeleteStateMachine', { stateMachineArn: arn })).toEqual({})
  })
})

describe('definitions are judged', () => {
  it.each<[string, object, object]>([
    ['a good one', { definition: PASS }, { result: 'OK', diagnostics: [], truncated: false }],
    ['none (recorded)', { definition: '' }, { result: 'FAIL', diagnostics: [{ code: 'SCHEMA_VALIDATION_FAILED', message: 'Definition must be a valid JSON object', severity: 'ERROR' }], truncated: false }],
    ['words (recorded)', { definition: 'not a definition' }, { result: 'FAIL', diagnostics: [{ code: 'INVALID_JSON_DESCRIPTION', location: '[Source: (String)"not a definition"; line: 1, column: 4]', message: 'Unrecognized token \'not\': was expecting (JSON String, Number, Array, Object or token \'null\', \'true\' or \'false\')\n at [Source: (String)"not a definition"; line: 1, column: 4]', severity: 'ERROR' }], truncated: false }],
    ['an empty one (recorded)', { definition: '{}' }, { result: 'FAIL', diagnostics: [{ code: 'SCHEMA_VALIDATION_FAILED', location: '/', message: 'These fields are required: [States, StartAt]', severity: 'ERROR' }], truncated: false }],
    ['no more than is asked for', { definition: '{"StartAt":"a","States":{"a":{"Type":"Pass","Next":"b"},"c":{"Type":"Pass","Next":"d"}}}', maxResults: 1 }, { result: 'FAIL', diagnostics: [expect.anything()], truncated: true }],
  ])('%s', async (_what, request, answered) => {
    expect(await asking().ask('ValidateStateMachineDefinition', request as never)).toEqual(answered)
  })
})

describe('versions', () => {
  it('are numbered for ever, one for each revision', async () => {
    const { ask, refusal, create } = asking()
    await create('Orders')
    expect(await ask('PublishStateMachineVersion', { stateMachineArn: arn, description: 'first' })).toEqual({ stateMachineVersionArn: `${arn}:1`, creationDate: at })
    expect((await ask('PublishStateMachineVersion', { stateMachineArn: arn, revisionId: 'INITIAL' })).stateMachineVersionArn).toBe(`${arn}:1`)
    const { revisionId, stateMachineVersionArn } = await ask('UpdateStateMachine', { stateMachineArn: arn, definition: FAIL, publish: true, versionDescription: 'second' })
    expect(stateMachineVersionArn).toBe(`${arn}:2`)
    expect(await refusal('PublishStateMachineVersion', { stateMachineArn: arn, revisionId: 'INITIAL' })).toBe(`ConflictException: Failed to publish the State Machine version for revision INITIAL. The current State Machine revision is ${revisionId}.`)
    expect(await ask('DescribeStateMachine', { stateMachineArn: `${arn}:1` })).toMatchObject({ stateMachineArn: `${arn}:1`, description: 'first', definition: PASS })
    expect((await ask('ListStateMachineVersions', { stateMachineArn: arn })).stateMachineVersions.map((version: { stateMachineVersionArn: string }) => version.stateMachineVersionArn)).toEqual([`${arn}:2`, `${arn}:1`])
    await ask('DeleteStateMachineVersion', { stateMachineVersionArn: `${arn}:2` })
    expect((await ask('PublishStateMachineVersion', { stateMachineArn: arn })).stateMachineVersionArn).toBe(`${arn}:3`)
    expect(await ask('DeleteStateMachineVersion', { stateMachineVersionArn: `${arn}:9` })).toEqual({})
  })
})

describe('aliases', () => {
  async function released() {
    const asked = asking()
    await asked.create('Orders', PASS, { publish: true })
    await asked.ask('UpdateStateMachine', { stateMachineArn: arn, definition: WAIT, publish: true })
    return asked
  }
  const route = (...weights: number[]) => weights.map((weight, index) => ({ stateMachineVersionArn: `${arn}:${index + 1}`, weight }))

  it('send starts to versions by their weights', async () => {
    const { ask, start } = await released()
    const { stateMachineAliasArn } = await ask('CreateStateMachineAlias', { name: 'live', routingConfiguration: route(70, 30) })
    expect(stateMachineAliasArn).toBe(`${arn}:live`)
    const counts: Record<string, number> = {}
    for (let index = 0; index < 200; index++) {
      const { stateMachineVersionArn, stateMachineAliasArn } = await ask('DescribeExecution', { executionArn: await start(`${arn}:live`) })
      expect(stateMachineAliasArn).toBe(`${arn}:live`)
      counts[stateMachineVersionArn] = (counts[stateMachineVersionArn] ?? 0) + 1
    }
    expect(counts[`${arn}:1`]).toBeGreaterThan(110)
    expect(counts[`${arn}:2`]).toBeGreaterThan(30)
    expect((await ask('ListExecutions', { stateMachineArn: `${arn}:2` })).executions.length).toBe(Math.min(100, counts[`${arn}:2`]!))
    expect((await ask('ListExecutions', { stateMachineArn: `${arn}:live`, maxResults: 1000 })).executions).toHaveLength(200)
  })

  it('are created once, changed and deleted', async () => {
    const { ask, refusal } = await released()
    const request = { name: 'live', routingConfiguration: route(100) }
    const created = await ask('CreateStateMachineAlias', request)
    expect(await ask('CreateStateMachineAlias', request)).toEqual(created)
    expect(await refusal('CreateStateMachineAlias', { ...request, routingConfiguration: route(50, 50) })).toBe('ConflictException: Failed to create alias because an alias with the same name and a different routing configuration already exists.')
    expect(await refusal('DeleteStateMachineVersion', { stateMachineVersionArn: `${arn}:1` })).toBe('ConflictException: Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]')
    await ask('UpdateStateMachineAlias', { stateMachineAliasArn: `${arn}:live`, routingConfiguration: [{ stateMachineVersionArn: `${arn}:2`, weight: 100 }], description: 'all' })
    expect(await ask('DescribeStateMachineAlias', { stateMachineAliasArn: `${arn}:live` })).toMatchObject({ name: 'live', description: 'all', routingConfiguration: [{ stateMachineVersionArn: `${arn}:2`, weight: 100 }] })
    await ask('DeleteStateMachineVersion', { stateMachineVersionArn: `${arn}:1` })
    expect((await ask('ListStateMachineAliases', { stateMachineArn: arn })).stateMachineAliases).toHaveLength(1)
    expect(await ask('DeleteStateMachineAlias', { stateMachineAliasArn: `${arn}:live` })).toEqual({})
    expect(await refusal('DescribeStateMachineAlias', { stateMachineAliasArn: `${arn}:live` })).toBe('ResourceNotFound: Request references a resource that does not exist.')
  })

  it.each<[string, object[], string]>([
    ['weights that do not add up', route(70, 29), 'ValidationException: Sum of routing configuration weights must equal 100. Received: [70, 29]'],
    ['what is no version', [{ stateMachineVersionArn: arn, weight: 100 }], `ValidationException: Routing configuration must contain state machine version ARNs. Received: [${arn}]`],
    ['a version twice', [...route(50), ...route(50)], `ValidationException: Routing configuration must contain distinct state machine version ARNs. Received: [${arn}:1, ${arn}:1]`],
  ])('refuse %s', async (_what, routingConfiguration, refused) => {
    const { refusal } = await released()
    expect(await refusal('CreateStateMachineAlias', { name: 'live', routingConfiguration } as never)).toBe(refused)
  })

  it('page through what points at a version', async () => {
    const { ask } = await released()
    for (const name of ['z', 'y', 'x']) await ask('CreateStateMachineAlias', { name, routingConfiguration: route(100) })
    await ask('CreateStateMachineAlias', { name: 'other', routingConfiguration: [{ stateMachineVersionArn: `${arn}:2`, weight: 100 }] })
    const first = await ask('ListStateMachineAliases', { stateMachineArn: `${arn}:1`, maxResults: 2 })
    await ask('DeleteStateMachineAlias', { stateMachineAliasArn: `${arn}:z` })
    const second = await ask('ListStateMachineAliases', { stateMachineArn: `${arn}:1`, maxResults: 2, nextToken: first.nextToken })
    expect([...first.stateMachineAliases, ...second.stateMachineAliases].map(({ stateMachineAliasArn }) => stateMachineAliasArn)).toEqual([`${arn}:z`, `${arn}:y`, `${arn}:x`])
  })
})

describe('tags', () => {
  it('are added, set anew and taken away, of machines and activities', async () => {
    const { ask, refusal, create } = asking()
    await create('Orders', PASS, { tags: [{ key: 'a', value: '1' }] })
    const { activityArn } = await ask('CreateActivity', { name: 'pack' })
    await ask('TagResource', { resourceArn: arn, tags: [{ key: 'a', value: '2' }, { key: 'b', value: '' }] })
    expect(await ask('ListTagsForResource', { resourceArn: arn })).toEqual({ tags: [{ key: 'a', value: '2' }, { key: 'b', value: '' }] })
    await ask('UntagResource', { resourceArn: arn, tagKeys: ['a', 'c'] })
    expect(await ask('ListTagsForResource', { resourceArn: arn })).toEqual({ tags: [{ key: 'b', value: '' }] })
    expect(await ask('ListTagsForResource', { resourceArn: activityArn })).toEqual({ tags: [] })
    expect(await refusal('TagResource', { resourceArn: `${arn}x`, tags: [] })).toBe(`ResourceNotFound: Resource not found: '${arn}x'`)
    const many = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: 'v' }))
    expect(await refusal('TagResource', { resourceArn: arn, tags: many })).toMatch(/^TooManyTags: /)
  })
})
