import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DescribeExecutionCommand, DescribeStateMachineCommand, paginateListExecutions } from '@aws-sdk/client-sfn'
import { AxeBuilder } from '@axe-core/playwright'
import { strFromU8, unzipSync } from 'fflate'
import { checkPattern } from '../../engine/cli/check-pattern.ts'
import { formatDiagnostic } from '../../engine/asl/index.ts'
import { view } from '../../engine/server/index.ts'
import { keptViewer } from '../../scripts/viewer/kept.ts'
import { arn, expect, machine, place, PREFIX, root, row, start, status, test } from './serving.ts'

const PASS = { StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } }
/** Goes round until the counter is at the number that it is given: three events a lap, and more. */
const LAPS = {
  QueryLanguage: 'JSONata',
  StartAt: 'Count',
  States: {
    Count: { Type: 'Pass', Output: '{% { "n": $states.input.n + 1, "most": $states.input.most } %}', Next: 'More' },
    More: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n < $states.input.most %}', Next: 'Count' }], Default: 'Done' },
    Done: { Type: 'Succeed' },
  },
}
const ROUTES = {
  StartAt: 'Charge',
  States: {
    Charge: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { 'FunctionName': 'charge', 'Payload.$': '$' }, Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 5, MaxAttempts: 2 }], Catch: [{ ErrorEquals: ['Declined'], Next: 'Tell' }], Next: 'Done' },
    Tell: { Type: 'Fail', Error: 'Declined' },
    Done: { Type: 'Pass', End: true },
  },
}
const CHILDREN = {
  StartAt: 'Each',
  States: { Each: { Type: 'Map', ItemsPath: '$.list', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'Check', States: { Check: { Type: 'Choice', Choices: [{ Variable: '$.bad', IsPresent: true, Next: 'Bad' }], Default: 'Good' }, Bad: { Type: 'Fail', Error: 'Bad' }, Good: { Type: 'Pass', End: true } } }, ToleratedFailurePercentage: 100, End: true } },
}

test.describe('much of it', () => {
  test.use({ options: { machines: [machine('Pass', PASS), machine('Laps', LAPS)] } })

  test('two thousand executions are a list of few rows', async ({ page, served: { client, open } }) => {
    for (let hundred = 0; hundred < 20; hundred++)
      await Promise.all(Array.from({ length: 100 }, (_, index) => client.send(start('Pass', `run-${hundred * 100 + index}`))))
    await open(`#/executions?machine=${PREFIX}:stateMachine:Pass`)
    await expect(page.getByText('2,000', { exact: true })).toBeVisible()
    expect(await page.getByRole('row').count()).toBeLessThan(60)
    const list = page.getByRole('rowgroup', { name: 'Rows' })
    const last = await list.evaluate((element) => {
      element.scrollTop = element.scrollHeight
      return element.scrollHeight
    })
    expect(last).toBeGreaterThan(2000 * 40)
    await expect(page.locator('[aria-rowindex="2001"]')).toBeVisible()
    expect(await page.getByRole('row').count()).toBeLessThan(60)
    await page.getByLabel('Words of the name').fill('run-1234')
    await expect(row(page, 'run-1234')).toBeVisible()
  })

  test('a history of 24,000 events is read whole, and gone through by keyboard', async ({ page, served: { client, open } }) => {
    await client.send(start('Laps', 'long', { n: 0, most: 6000 }))
    await expect.poll(async () => (await client.send(new DescribeExecutionCommand({ executionArn: arn('Laps', 'long') }))).status).toBe('SUCCEEDED')
    await open(place('Laps', 'long'))
    await expect(page.getByText('24,004 of 24,004')).toBeVisible()
    expect(await page.getByRole('option').count()).toBeLessThan(60)
    const list = page.getByRole('listbox', { name: 'Events' })
    await list.press('Home')
    await expect(page.getByRole('region', { name: 'Event 1', exact: true })).toContainText('ExecutionStarted')
    await list.press('End')
    await expect(page.getByRole('region', { name: 'Event 24004' })).toContainText('ExecutionSucceeded')
    await page.getByLabel('Words of the events').fill('succeedstate')
    await expect(page.getByText('2 of 24,004')).toBeVisible()
  })
})

test.describe('names and data of somebody else', () => {
  const EVIL = '<img src=x onerror="window.owned=1">'
  const name = `</text><script>window.owned=1</script>${EVIL}`.slice(0, 79)
  test.use({ options: { machines: [machine('Evil', {
    Comment: EVIL,
    StartAt: name,
    States: { [name]: { Type: 'Pass', Comment: EVIL, ResultPath: '$.seen', Result: { [EVIL]: 'javascript:window.owned=1' }, Next: 'Stop' }, Stop: { Type: 'Fail', Error: EVIL, Cause: `${EVIL} '"\u202E ${'x'.repeat(3000)}` } },
  })] } })

  test('are text, wherever they stand', async ({ page, served: { client, open } }) => {
    await client.send(start('Evil', 'hostile', { [EVIL]: EVIL, 'deep': [{ link: 'javascript:window.owned=1' }] }))
    await open(place('Evil', 'hostile', `?state=${encodeURIComponent(name)}`))
    await expect(page.locator('header.head')).toContainText(EVIL)
    for (const pane of ['state', 'data', 'timeline', 'input and output', 'events'])
      await page.getByRole('button', { name: pane, exact: true }).click()
    await expect(page.getByRole('listbox', { name: 'Events' })).toContainText(name)
    await open(`#/machines/${PREFIX}:stateMachine:Evil`)
    await expect(page.getByText('by 1 execution', { exact: true })).toBeVisible()
    await expect(page.locator('svg').first()).toBeVisible()
    await open('#/requests')
    await page.locator('summary').filter({ hasText: 'StartExecution' }).click()
    await expect(page.getByRole('group', { name: 'the request' })).toContainText('onerror')
    expect(await page.evaluate(() => [(window as any).owned, document.querySelectorAll('main img, main script, a[href^="javascript"]').length])).toEqual([undefined, 0])
  })

  test('an address of somebody else leads nowhere', async ({ page, served: { open } }) => {
    await page.goto('about:blank')
    await open()
    await page.evaluate(() => location.hash = '#/executions/%3Cimg%20src=x%20onerror=window.owned=1%3E?at=<script>&state=%00')
    await expect(page.getByRole('alert')).toContainText('InvalidArn')
    expect(await page.evaluate(() => (window as any).owned)).toBeUndefined()
  })
})

test.describe('a machine with ways through it', () => {
  let calls = 0
  test.use({ options: { machines: [machine('Routes', ROUTES, world => world.lambda.add('charge', (payload) => {
    if (calls++ === 0) throw Object.assign(new Error('later'), { name: 'Busy' })
    if ((payload as { poor?: boolean }).poor) throw Object.assign(new Error('no money'), { name: 'Declined' })
    return { charged: true }
  })), machine('Children', CHILDREN)], clock: 'fast' } })

  test('shows what was gone through, as executions come', async ({ page, served: { client, open } }) => {
    calls = 0
    await client.send(start('Routes', 'rich', { poor: false }))
    await open(`#/machines/${PREFIX}:stateMachine:Routes`)
    await expect(page.getByText('by 1 execution', { exact: true })).toBeVisible()
    await expect(page.locator('[data-id="s_Tell"] .visits')).toHaveText('never')
    await expect(page.locator('[data-id="s_Charge"] .visits')).toHaveText('×1')
    await expect(page.getByText('Charge: Declined → Tell')).toBeVisible()
    await expect(page.getByText(/Catchers\s+0 of 1/)).toBeVisible()
    await expect(page.getByText(/Retriers\s+1 of 1/)).toBeVisible()
    // Each attempt says who has answered it.
    await open(place('Routes', 'rich', '?pane=state&state=Charge'))
    await expect(page.getByRole('list', { name: 'Attempts' }).getByRole('listitem')).toHaveText([/failed, answered by the simulated account/, /succeeded, answered by the simulated account/])
    await open(`#/machines/${PREFIX}:stateMachine:Routes`)
    await client.send(start('Routes', 'poor', { poor: true }))
    await expect(page.locator('[data-id="s_Tell"] .visits')).toHaveText('×1')
    await expect(page.getByText(/Catchers\s+1 of 1/)).toBeVisible()
  })

  test('has executions that are saved as cases, which pass', async ({ page, served: { client, open } }) => {
    calls = 0
    await client.send(start('Routes', 'seen', { poor: true }))
    await open(place('Routes', 'seen'))
    await expect(status(page)).toHaveText('failed')
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as a case' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('routes.zip')
    const folder = mkdtempSync(join(tmpdir(), 'seen-'))
    try {
      const files = unzipSync(readFileSync(await download.path()))
      expect(Object.keys(files).sort()).toEqual(['routes/cases.yaml', 'routes/mocks.json', 'routes/workflow.asl.yaml'])
      for (const [path, bytes] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), strFromU8(bytes))
      }
      const { diagnostics, remarks, cases } = await checkPattern(folder, 'routes')
      expect([...diagnostics, ...remarks, ...cases.flatMap(one => one.diagnostics)].map(formatDiagnostic)).toEqual([])
      expect(cases[0]!.item.expect).toMatchObject({ status: 'FAILED', error: 'Declined', path: ['Charge', 'Tell'] })
    }
    finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('has Map Runs with their children', async ({ page, served: { client, open } }) => {
    await client.send(start('Children', 'many', { list: [{ n: 1 }, { n: 2 }, { bad: true }] }))
    await open(place('Children', 'many', '?pane=map+runs'))
    await expect(status(page)).toHaveText('succeeded')
    await page.getByRole('button', { name: 'map runs' }).click()
    await page.getByRole('link', { name: /^Each: / }).click()
    const children = page.getByRole('region', { name: 'Child executions' })
    await expect(children).toContainText(/succeeded\s*2/)
    await expect(children).toContainText(/failed\s*1/)
    await expect(page.locator('[data-status="FAILED"]')).toHaveCount(1)
    await page.locator('[data-status="FAILED"]').getByRole('link').click()
    await expect(status(page)).toHaveText('failed')
    await expect(page.getByRole('listbox', { name: 'Events' })).toContainText('FailStateEntered')
  })
})

test.describe('what was asked', () => {
  test.use({ options: { machines: [machine('Pass', PASS)] }, permissions: ['clipboard-read', 'clipboard-write'] })

  test('stands there with its error and its time, to be copied for elsewhere', async ({ page, served: { client, open, server } }) => {
    await open('#/requests')
    await expect(page.getByText('Nobody has asked for anything yet.')).toBeVisible()
    await client.send(start('Pass', 'one', { it: 'isn\'t' }))
    await client.send(new DescribeStateMachineCommand({ stateMachineArn: `${PREFIX}:stateMachine:Nobody` })).catch(() => {})
    const refused = page.getByRole('listitem').filter({ hasText: 'DescribeStateMachine' })
    await expect(refused).toContainText('StateMachineDoesNotExist')
    await expect(refused).toContainText(/\d ms/)
    await refused.locator('summary').click()
    await expect(refused).toContainText('State Machine Does Not Exist')
    const started = page.getByRole('listitem').filter({ hasText: 'StartExecution' })
    await started.locator('summary').click()
    await started.getByRole('button', { name: 'CLI (StartExecution as CLI)' }).click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`aws stepfunctions start-execution --state-machine-arn ${PREFIX}:stateMachine:Pass --name one --input '{"it":"isn'\\''t"}' --region us-east-1 --endpoint-url ${server.endpoint}`)
    await started.getByRole('button', { name: 'boto3 (StartExecution as boto3)' }).click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('sfn.start_execution(')
  })
})

test.describe('in front of another server', () => {
  test.use({ options: { machines: [machine('Pass', PASS)], clock: 'fast' } })

  test('the page looks, changes nothing, and goes without clock and log', async ({ page, served: { client, server } }) => {
    const folder = await keptViewer(root)
    const { address, close } = await view({ endpoint: server.endpoint, page: () => ({ folder }), port: 0, account: '123456789012', region: 'us-east-1' })
    // It is another origin than the one that is watched.
    const context = await page.context().browser()!.newContext()
    const other = await context.newPage()
    try {
      await client.send(start('Pass', 'one'))
      await other.goto(address)
      await expect(row(other, 'one')).toContainText('succeeded')
      await expect(other.getByRole('button', { name: 'Start an execution' })).toHaveCount(0)
      await expect(other.getByRole('group', { name: 'Clock' })).toHaveCount(0)
      await expect(other.getByRole('link', { name: 'Requests' })).toHaveCount(0)
      await client.send(start('Pass', 'two'))
      await other.getByRole('button', { name: 'Look again' }).click()
      await row(other, 'two').getByRole('link').click()
      await expect(other.locator('header.head .status')).toHaveText('succeeded')
      await expect(other.getByRole('button', { name: /Stop|Redrive|New with/ })).toHaveCount(0)
    }
    finally {
      await context.close()
      await close()
    }
    let count = 0
    for await (const { executions } of paginateListExecutions({ client }, { stateMachineArn: `${PREFIX}:stateMachine:Pass` })) count += executions!.length
    expect(count).toBe(2)
  })
})

test.describe('for everybody', () => {
  test.use({ options: { machines: [machine('Routes', ROUTES, world => world.lambda.add('charge', () => ({ charged: true }))), machine('Pass', PASS)] } })

  for (const { scheme, width, height } of [{ scheme: 'dark', width: 1440, height: 900 }, { scheme: 'light', width: 390, height: 844 }] as const) {
    test(`each place is whole in ${scheme}, ${width} pixels wide, and readable by machine`, async ({ page, served: { client, open } }) => {
      await page.emulateMedia({ colorScheme: scheme })
      await page.setViewportSize({ width, height })
      await client.send(start('Routes', 'one', { poor: false }))
      const places = ['#/', place('Routes', 'one'), place('Routes', 'one', '?pane=state&state=Charge'), place('Routes', 'one', '?pane=timeline'), '#/machines', `#/machines/${PREFIX}:stateMachine:Routes`, '#/waiting', '#/requests']
      const wrong: string[] = []
      for (const where of places) {
        await page.goto('about:blank')
        await open(where)
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), where).toBeLessThanOrEqual(0)
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
        wrong.push(...violations.map(({ id, nodes }) => `${where} ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`))
      }
      expect(wrong).toEqual([])
    })
  }
})
