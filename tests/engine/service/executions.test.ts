import { describe, expect, it } from 'vitest'
import { asking, FAIL, PASS, WAIT } from './asking.ts'

const at = Date.UTC(2026, 10, 1, 9) / 1000
const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:Orders'
const execution = 'arn:aws:states:us-east-1:123456789012:execution:Orders:one'

describe('executions', () => {
  it('are described as recorded', async () => {
    const { ask, create, start, run } = asking()
    await create('Orders')
    expect(await start(machine, { name: 'one', input: '{ "id": 7 }', traceHeader: 'Root=1' })).toBe(execution)
    await run()
    expect(await ask('DescribeExecution', { executionArn: execution })).toEqual({
      executionArn: execution,
      stateMachineArn: machine,
      name: 'one',
      status: 'SUCCEEDED',
      startDate: at,
      stopDate: at,
      input: '{"id":7}',
      inputDetails: { included: true },
      output: '{"id":7}',
      outputDetails: { included: true },
      traceHeader: 'Root=1',
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    })
    expect(await ask('DescribeStateMachineForExecution', { executionArn: execution })).toMatchObject({ stateMachineArn: machine, definition: PASS, updateDate: at })
  })

  it('of one name and input are one while it runs, and refused otherwise', async () => {
    const { ask, refusal, create, start, run } = asking()
    await create('Orders', WAIT)
    await start(machine, { name: 'one', input: '{"a":1,"b":2}' })
    expect(await start(machine, { name: 'one', input: '{ "b": 2, "a": 1 }' })).toBe(execution)
    const taken = `ExecutionAlreadyExists: Execution Already Exists: '${execution}'`
    expect(await refusal('StartExecution', { stateMachineArn: machine, name: 'one', input: '{}' })).toBe(taken)
    await run(61)
    expect(await refusal('StartExecution', { stateMachineArn: machine, name: 'one', input: '{"a":1,"b":2}' })).toBe(taken)
    await run(91 * 86_400)
    expect(await refusal('DescribeExecution', { executionArn: execution })).toBe(`ExecutionDoesNotExist: Execution Does Not Exist: '${execution}'`)
    expect(await start(machine, { name: 'one' })).toBe(execution)
    expect((await ask('ListExecutions', { stateMachineArn: machine })).executions).toHaveLength(1)
  })

  it.each<[string, string, object, string | RegExp]>([
    ['input that is no JSON', 'StartExecution', { stateMachineArn: machine, input: 'not json' }, 'InvalidExecutionInput: Invalid State Machine Execution Input: \'Unrecognized token \'not\': was expecting (JSON String, Number, Array, Object or token \'null\', \'true\' or \'false\')\''],
    ['no input', 'StartExecution', { stateMachineArn: machine, input: '' }, 'InvalidExecutionInput: Invalid State Machine Execution Input: \'Invalid execution input.\''],
    ['a name that is none', 'StartExecution', { stateMachineArn: machine, name: 'a b' }, 'InvalidName: Invalid Name: \'a b\''],
    ['a machine that is not there', 'StartExecution', { stateMachineArn: `${machine}2` }, `StateMachineDoesNotExist: State Machine Does Not Exist: '${machine}2'`],
    ['a case without a mock file', 'StartExecution', { stateMachineArn: `${machine}#Happy` }, `StateMachineDoesNotExist: State Machine Does Not Exist: '${machine}#Happy'`],
    ['the label of a Map', 'StartExecution', { stateMachineArn: `${machine}/each` }, /^ValidationException: /],
    ['a Standard machine to wait for', 'StartSyncExecution', { stateMachineArn: machine }, 'StateMachineTypeNotSupported: This operation is not supported by this type of state machine'],
    ['what is no ARN', 'DescribeExecution', { executionArn: 'not_a_valid_arn' }, 'InvalidArn: Invalid Arn: \'Invalid ARN prefix: not_a_valid_arn\''],
    ['an Express execution', 'DescribeExecution', { executionArn: execution.replace(':execution:', ':express:') }, 'InvalidArn: Invalid Arn: \'Resource type not valid in this context: express\''],
    ['the history of one', 'GetExecutionHistory', { executionArn: execution.replace(':execution:', ':express:') }, 'InvalidArn: Invalid Arn: \'Resource type not valid in this context: express\''],
    ['to stop what is not there', 'StopExecution', { executionArn: execution }, `ExecutionDoesNotExist: Execution Does Not Exist: '${execution}'`],
    ['to redrive what is not there', 'RedriveExecution', { executionArn: execution }, `ExecutionDoesNotExist: Execution Does Not Exist: '${execution}'`],
    ['to list neither a machine\'s nor a Map Run\'s', 'ListExecutions', {}, 'ValidationException: Must provide a StateMachine ARN or MapRun ARN'],
  ])('refuse %s', async (_what, operation, request, refused) => {
    const asked = asking()
    await asked.create('Orders')
    expect(await asked.refusal(operation, request as never)).toEqual(typeof refused === 'string' ? refused : expect.stringMatching(refused))
  })

  it('are listed latest first, by status and page', async () => {
    const { ask, refusal, create, start, run } = asking()
    await create('Orders', WAIT)
    for (const name of ['a', 'b', 'c']) await start(machine, { name })
    await run(61)
    for (const name of ['d', 'e']) await start(machine, { name })
    const names = ({ executions }: { executions: { name: string }[] }) => executions.map(({ name }) => name)
    expect(names(await ask('ListExecutions', { stateMachineArn: machine }))).toEqual(['e', 'd', 'c', 'b', 'a'])
    expect(names(await ask('ListExecutions', { stateMachineArn: machine, statusFilter: 'SUCCEEDED' }))).toEqual(['c', 'b', 'a'])
    const first = await ask('ListExecutions', { stateMachineArn: machine, maxResults: 2 })
    await start(machine, { name: 'f' })
    expect(names(await ask('ListExecutions', { stateMachineArn: machine, maxResults: 2, nextToken: first.nextToken }))).toEqual(['c', 'b'])
    expect(await refusal('ListExecutions', { stateMachineArn: machine, statusFilter: 'RUNNING', nextToken: first.nextToken })).toBe('InvalidToken: Invalid Token: \'Invalid token\'')
    await create('Quick', PASS, { type: 'EXPRESS' })
    expect(await refusal('ListExecutions', { stateMachineArn: machine.replace('Orders', 'Quick') })).toBe('StateMachineTypeNotSupported: This operation is not supported by this type of state machine')
  })

  it('have a history, forwards and backwards, in pages, with and without data', async () => {
    const { ask, create, start, run } = asking()
    await create('Orders', WAIT)
    await start(machine, { name: 'one' })
    await run()
    const whole = (await ask('GetExecutionHistory', { executionArn: execution })).events
    expect(whole.map(({ type }: { type: string }) => type)).toEqual(['ExecutionStarted', 'WaitStateEntered', 'WaitStateExited', 'ExecutionSucceeded'])
    expect(whole[2]).toEqual({ id: 3, previousEventId: 2, type: 'WaitStateExited', timestamp: at + 60, stateExitedEventDetails: { name: 'Wait', output: '{}', outputDetails: { truncated: false } } })
    const paged = []
    for (let nextToken: string | undefined, more = true; more;) {
      const page: { events: unknown[], nextToken?: string } = await ask('GetExecutionHistory', { executionArn: execution, reverseOrder: true, maxResults: 3, ...(nextToken ? { nextToken } : {}) })
      paged.push(...page.events)
      nextToken = page.nextToken
      more = nextToken !== undefined
    }
    expect(paged).toEqual(whole.toReversed())
    const bare = (await ask('GetExecutionHistory', { executionArn: execution, includeExecutionData: false })).events
    expect(bare[2].stateExitedEventDetails).toEqual({ name: 'Wait' })
  })

  it('are stopped, and stay as they ended', async () => {
    const { ask, create, start, run } = asking()
    await create('Orders', WAIT)
    await start(machine, { name: 'one' })
    await run(10)
    const stopped = await ask('StopExecution', { executionArn: execution, error: 'Enough', cause: 'really' })
    expect(stopped).toEqual({ stopDate: at + 10 })
    await run(10)
    expect(await ask('StopExecution', { executionArn: execution, error: 'Again' })).toEqual(stopped)
    expect(await ask('DescribeExecution', { executionArn: execution })).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'really', redriveStatus: 'REDRIVABLE' })
  })

  it('are redriven from where they failed, once for each client token', async () => {
    const { ask, refusal, create, start, run } = asking()
    await create('Orders', FAIL)
    await start(machine, { name: 'one' })
    await run()
    const redriven = await ask('RedriveExecution', { executionArn: execution, clientToken: 'token-1' })
    expect(redriven).toEqual({ redriveDate: at })
    expect(await ask('RedriveExecution', { executionArn: execution, clientToken: 'token-1' })).toEqual(redriven)
    expect(await refusal('RedriveExecution', { executionArn: execution, clientToken: 'token-2' })).toMatch(/^ExecutionNotRedrivable: .*Execution is RUNNING and cannot be redriven$/)
    await run()
    expect(await ask('DescribeExecution', { executionArn: execution })).toMatchObject({ status: 'FAILED', redriveCount: 1, redriveDate: at })
    expect((await ask('GetExecutionHistory', { executionArn: execution })).events.map(({ type }: { type: string }) => type)).toContain('ExecutionRedriven')
    await run(15 * 86_400)
    expect(await ask('DescribeExecution', { executionArn: execution })).toMatchObject({ redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: 'Execution redrivable period exceeded' })
  })

  it('that have ended are forgotten when there are too many', async () => {
    const { ask, create, start, run } = asking({ keep: 3 })
    await create('Orders')
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await start(machine, { name })
      await run()
    }
    expect((await ask('ListExecutions', { stateMachineArn: machine })).executions.map(({ name }: { name: string }) => name)).toEqual(['e', 'd', 'c'])
  })
})

describe('executions that somebody waits for', () => {
  it('answer when they have ended, with the bill', async () => {
    const { ask, create, run } = asking()
    const stateMachineArn = await create('Quick', WAIT, { type: 'EXPRESS' })
    const asked = ask('StartSyncExecution', { stateMachineArn, name: 'one', input: '{"a":1}' })
    await run()
    expect(await asked).toEqual({
      executionArn: expect.stringMatching(/^arn:aws:states:us-east-1:123456789012:express:Quick:one:[\da-f-]{36}$/),
      stateMachineArn,
      name: 'one',
      startDate: at,
      stopDate: at + 60,
      status: 'SUCCEEDED',
      input: '{"a":1}',
      inputDetails: { included: true },
      output: '{"a":1}',
      outputDetails: { included: true },
      billingDetails: { billedDurationInMilliseconds: 60_000, billedMemoryUsedInMB: 64 },
    })
  })

  it('tell how they failed', async () => {
    const { ask, create, run } = asking()
    const stateMachineArn = await create('Quick', FAIL, { type: 'EXPRESS' })
    const asked = ask('StartSyncExecution', { stateMachineArn })
    await run()
    expect(await asked).toMatchObject({ status: 'FAILED', error: 'Broken', cause: 'by design', billingDetails: { billedDurationInMilliseconds: 100, billedMemoryUsedInMB: 64 } })
  })
})

describe('another account in another region', () => {
  it('has its own ARNs, children of Map Runs and context objects included', async () => {
    const { ask, create, start, run } = asking({ id: '111122223333', region: 'eu-west-1' })
    const definition = { StartAt: 'Each', States: { Each: { Type: 'Map', Label: 'each', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'Ask', States: { Ask: { Type: 'Pass', Parameters: { 'id.$': '$$.Execution.Id', 'role.$': '$$.Execution.RoleArn', 'machine.$': '$$.StateMachine.Id' }, End: true } } }, End: true } } }
    const stateMachineArn = await create('Orders', JSON.stringify(definition))
    const executionArn = await start(stateMachineArn, { name: 'one', input: '[1,2,3]' })
    await run()
    const { output } = await ask('DescribeExecution', { executionArn })
    const [{ id, role, machine }] = JSON.parse(output)
    expect(id).toMatch(/^arn:aws:states:eu-west-1:111122223333:execution:Orders\/each:/)
    expect(machine).toBe('arn:aws:states:eu-west-1:111122223333:stateMachine:Orders/each')
    expect(role).toBe('arn:aws:iam::123456789012:role/test')
    const { mapRuns: [run1] } = await ask('ListMapRuns', { executionArn })
    expect(run1).toEqual({ executionArn, mapRunArn: expect.stringMatching(/^arn:aws:states:eu-west-1:111122223333:mapRun:Orders\/each:/), stateMachineArn, startDate: at, stopDate: at })
    const child = await ask('DescribeExecution', { executionArn: id })
    expect(child).toMatchObject({ name: id.split(':').at(-1), mapRunArn: run1.mapRunArn, stateMachineArn: machine })
    expect(await ask('DescribeStateMachineForExecution', { executionArn: id })).toMatchObject({ label: 'each', mapRunArn: run1.mapRunArn })
    const listed = await ask('ListExecutions', { mapRunArn: run1.mapRunArn })
    expect(listed.executions).toHaveLength(3)
    expect(listed.executions[0]).toMatchObject({ itemCount: 1, mapRunArn: run1.mapRunArn })
    expect((await ask('GetExecutionHistory', { executionArn: id })).events).toHaveLength(4)
  })
})

describe('Map Runs', () => {
  const definition = JSON.stringify({ StartAt: 'Each', States: { Each: { Type: 'Map', MaxConcurrency: 1, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Fail' }, Fail: { Type: 'Fail', Error: 'Bad' } } }, End: true } } })

  it('are described, and updated while they run', async () => {
    const { ask, refusal, create, start, run } = asking()
    const executionArn = await start(await create('Orders', definition), { input: '[1,2,3,4]' })
    await run(1)
    const { mapRuns: [{ mapRunArn }] } = await ask('ListMapRuns', { executionArn })
    expect(await ask('DescribeMapRun', { mapRunArn })).toEqual({
      mapRunArn,
      executionArn,
      status: 'RUNNING',
      startDate: at,
      maxConcurrency: 1,
      toleratedFailureCount: 0,
      toleratedFailurePercentage: 0,
      itemCounts: { pending: 3, running: 1, succeeded: 0, failed: 0, timedOut: 0, aborted: 0, total: 4, resultsWritten: 0, failuresNotRedrivable: 0, pendingRedrive: 0 },
      executionCounts: { pending: 3, running: 1, succeeded: 0, failed: 0, timedOut: 0, aborted: 0, total: 4, resultsWritten: 0, failuresNotRedrivable: 0, pendingRedrive: 0 },
      redriveCount: 0,
    })
    expect(await ask('UpdateMapRun', { mapRunArn, maxConcurrency: 3, toleratedFailureCount: 2 })).toEqual({})
    expect(await ask('DescribeMapRun', { mapRunArn })).toMatchObject({ maxConcurrency: 3, toleratedFailureCount: 2, itemCounts: { running: 3, pending: 1 } })
    await run()
    expect(await ask('DescribeMapRun', { mapRunArn })).toMatchObject({ status: 'FAILED', stopDate: at + 61, itemCounts: { failed: 3, aborted: 1 } })
    expect(await refusal('UpdateMapRun', { mapRunArn, maxConcurrency: 1 })).toMatch(/^ValidationException: /)
    await ask('RedriveExecution', { executionArn })
    await run()
    expect(await ask('DescribeMapRun', { mapRunArn })).toMatchObject({ status: 'FAILED', redriveCount: 1, redriveDate: at + 61 })
    const { executions: [child] } = await ask('ListExecutions', { mapRunArn, redriveFilter: 'REDRIVEN' })
    expect(await refusal('RedriveExecution', { executionArn: child.executionArn })).toMatch(/^ExecutionNotRedrivable: /)
  })

  it('that are not there are not found', async () => {
    const arn = 'arn:aws:states:us-east-1:123456789012:mapRun:Orders/each:1'
    expect(await asking().refusal('DescribeMapRun', { mapRunArn: arn })).toBe(`ResourceNotFound: Resource not found: '${arn}'`)
  })
})
