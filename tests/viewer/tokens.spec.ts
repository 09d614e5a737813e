import { CreateActivityCommand, CreateStateMachineCommand, DescribeExecutionCommand } from '@aws-sdk/client-sfn'
import type { LoadedMachine } from '../../engine/server/index.ts'
import { arn, expect, machine, place, PREFIX, ROLE, said, start, status, test } from './serving.ts'

const ASK = {
  StartAt: 'Ask',
  States: {
    Ask: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/approvals', MessageBody: { 'token.$': '$$.Task.Token', 'order.$': '$.order' } }, TimeoutSeconds: 86_400, HeartbeatSeconds: 7200, Catch: [{ ErrorEquals: ['Refused'], Next: 'No' }], Next: 'Yes' },
    Yes: { Type: 'Pass', End: true },
    No: { Type: 'Fail', Error: 'Refused' },
  },
}
const approvals: LoadedMachine['setUp'] = world => void world.sqs.create('approvals')

test.describe('tokens', () => {
  test.use({ options: { machines: [machine('Ask', ASK, approvals)] } })

  test('are answered by a button, with what somebody writes', async ({ page, served: { client, open } }) => {
    await client.send(start('Ask', 'approval', { order: 7 }))
    await open(place('Ask', 'approval'))
    const card = page.locator('[data-state="Ask"]')
    await expect(card).toContainText('waits for its token')
    await card.getByText('In a terminal').click()
    await expect(card.getByRole('group', { name: 'SendTaskSuccess' })).toContainText(/aws stepfunctions send-task-success --task-token AQC\S+ --output '\{\}' --region us-east-1 --endpoint-url http:\/\/127\.0\.0\.1:\d+/)
    await card.getByRole('button', { name: 'Heartbeat', exact: true }).click()
    await expect(said(page)).toContainText('A heartbeat was sent.')
    await card.getByLabel('Output').fill('{"by":')
    await card.getByRole('button', { name: 'Succeed' }).click()
    await expect(said(page)).toContainText('InvalidOutput')
    await card.getByLabel('Output').fill('{"by":"ann"}')
    await card.getByRole('button', { name: 'Succeed' }).click()
    await expect(status(page)).toHaveText('succeeded')
    await expect(card).toHaveCount(0)
    expect((await client.send(new DescribeExecutionCommand({ executionArn: arn('Ask', 'approval') }))).output).toBe('{"by":"ann"}')
  })

  test('of all executions stand together, and fail with a name', async ({ page, served: { client, open } }) => {
    await client.send(start('Ask', 'first', { order: 1 }))
    await client.send(start('Ask', 'second', { order: 2 }))
    await open('#/waiting')
    await expect(page.getByText('2 of 2 running executions wait for somebody')).toBeVisible()
    const second = page.locator('section').filter({ has: page.getByRole('link', { name: 'second', exact: true }) })
    await second.getByLabel('Name of the error').first().fill('Refused')
    await second.getByRole('button', { name: 'Fail' }).first().click()
    await expect(page.getByText('1 of 1 running executions wait for somebody')).toBeVisible()
    const { error } = await client.send(new DescribeExecutionCommand({ executionArn: arn('Ask', 'second') }))
    expect(error).toBe('Refused')
  })

  test('of activities are taken, and answered', async ({ page, served: { client, open } }) => {
    await client.send(new CreateActivityCommand({ name: 'pack' }))
    await client.send(new CreateStateMachineCommand({ name: 'Pack', roleArn: ROLE, definition: JSON.stringify({ StartAt: 'Pack', States: { Pack: { Type: 'Task', Resource: `${PREFIX}:activity:pack`, End: true } } }) }))
    await client.send(start('Pack', 'box', { box: 7 }))
    await open('#/waiting')
    await page.getByRole('button', { name: 'Take a task of this activity' }).click()
    await expect(page.getByRole('heading', { name: 'Your tasks' })).toBeVisible()
    const mine = page.locator('[data-state="pack"]')
    await mine.locator('summary').first().click()
    await expect(mine.getByRole('group', { name: 'what the worker was given' })).toContainText('"box": 7')
    await expect(page.locator('[data-state="Pack"]')).toContainText('is with the page')
    await mine.getByLabel('Output').fill('"packed"')
    await mine.getByRole('button', { name: 'Succeed' }).click()
    await expect(page.getByText('Nothing waits for anybody.')).toBeVisible()
    expect((await client.send(new DescribeExecutionCommand({ executionArn: arn('Pack', 'box') }))).output).toBe('"packed"')
  })
})
